"""Facts: what is known of a person, household or account, one row per key, so that joins never multiply."""

from pathlib import Path

from mingbai.files.snapshot.freeze import MADE
from mingbai.files.snapshot.relation import Relation, relations_in

FACTS: dict[str, Relation] = relations_in(Path(__file__).parent)
GRAINS: dict[str, Relation] = relations_in(Path(__file__).parent.parent / "grains")
RELATIONS: dict[str, Relation] = MADE | FACTS | GRAINS
