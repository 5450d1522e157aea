"""代发清单 as a workbook: account numbers are text, amounts are text too, so that nothing rounds or runs them."""

import io
from datetime import UTC, datetime

import xlsxwriter

from mingbai.payments.profiles.delimited import Columns, rows
from mingbai.payments.profiles.initiation import Initiation

CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a workbook says when it was made; the same payments give the same bytes


def written(one: Initiation, *, header: Columns, payment: Columns, trailer: Columns) -> bytes:
    """Return the workbook of one sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": CREATED.replace(tzinfo=None)})
    sheet = book.add_worksheet("代发清单")
    for number, row in enumerate(rows(one, header, payment, trailer)):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return file.getvalue()
