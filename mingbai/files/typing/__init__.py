"""Text becomes values, a column at a time in SQL; every reading equals the kernel's Python, and a test holds it."""

from mingbai.files.typing.select import typed_select

__all__ = ["typed_select"]
