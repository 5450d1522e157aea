"""期初导入: the awards of an opening stock, taken in as listed, reckoned by policy, every difference told."""

from mingbai.awards.stock.conflicts import Conflict, refused_for
from mingbai.awards.stock.deciding import approve_stock, refuse_stock, review_stock
from mingbai.awards.stock.importing import Taken, import_stock

__all__ = ["Conflict", "Taken", "approve_stock", "import_stock", "refuse_stock", "refused_for", "review_stock"]
