"""What divisions, offices and programmes are called on paper."""

from datetime import date

from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.region import Region
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.queries import organisations_in


def place_names(region: Region, on: date) -> dict[str, str]:
    """Return what the offices of a division and below it call their places; the township's and the village's own."""
    kinds = (Kind.VILLAGE, Kind.TOWNSHIP, Kind.CIVIL_AFFAIRS)
    return {office.region: office.name for kind in reversed(kinds) for office in organisations_in(region, on, kind)}


def place_name(region: Region, on: date) -> str:
    """Return what a division's own office calls itself, its code where it has none."""
    return place_names(region, on).get(region.code, region.code)


def office_name(region: Region, kind: Kind, on: date) -> str:
    """Return the name of a division's own office of a kind, the kind's where it has none."""
    found = organisations_in(region, on, kind).filter(region=region.code).first()
    return found.name if found else TITLES[kind][0]


def title_of(programme: str) -> str:
    """Return what a programme is called on paper."""
    return PROGRAMMES.get(programme, (programme,))[0]
