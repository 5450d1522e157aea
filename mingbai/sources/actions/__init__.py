"""What may be done about departments' lists: the only writers of these tables."""

from mingbai.sources.actions.asking import Answer, query
from mingbai.sources.actions.comparing import compare
from mingbai.sources.actions.delivering import Imported
from mingbai.sources.actions.disposing import dispose_hit
from mingbai.sources.actions.importing import import_delivery, import_folder
from mingbai.sources.actions.letting_go import let_go
from mingbai.sources.actions.releasing import refuse_delivery, release_delivery

__all__ = [
    "Answer",
    "Imported",
    "compare",
    "dispose_hit",
    "import_delivery",
    "import_folder",
    "let_go",
    "query",
    "refuse_delivery",
    "release_delivery",
]
