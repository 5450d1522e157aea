"""期初导入: an opening stock of persons, households, memberships and accounts, taken in from the lists people have."""

from mingbai.people.stock.confirming import confirm_import, refuse_import
from mingbai.people.stock.conflicts import Conflict
from mingbai.people.stock.importing import Brought, begin, import_people
from mingbai.people.stock.reading import Stock, read_stock
from mingbai.people.stock.register import Register

__all__ = [
    "Brought",
    "Conflict",
    "Register",
    "Stock",
    "begin",
    "confirm_import",
    "import_people",
    "read_stock",
    "refuse_import",
]
