"""The tables rules read: one contract for users' files, frozen snapshots and the desk."""

from mingbai.files.tables.column import Column, Kind, Table
from mingbai.files.tables.departments import DEPARTMENT_TABLES
from mingbai.files.tables.month import MONTH_TABLES

TABLES: dict[str, Table] = {table.name: table for table in (*MONTH_TABLES, *DEPARTMENT_TABLES)}

__all__ = ["TABLES", "Column", "Kind", "Table"]
