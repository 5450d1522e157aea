"""By which key the departments' lists lie, and which tables lie whole in every bucket."""

from mingbai.files.tables import TABLES

BY_PERSON = {"relatives": "relative_key"} | {
    name: "person_key"
    for name, table in TABLES.items()
    if "person_key" in table.frozen() and name not in ("members", "relatives")
}
EVERYWHERE = ("standards", "population", "institutions")
