"""What divisions are called: as the published directory says, below it as their own offices do; and what lies below."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Length

from mingbai.kernel.region import Region, shipped_directory
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Organisation
from mingbai.offices.queries import organisations_in

OWN = (Kind.VILLAGE, Kind.TOWNSHIP, Kind.CIVIL_AFFAIRS)  # whose name says the division's
NAMING = [kind.value for kind in OWN]
OFFICE = re.compile("(民政局.*|人民政府|办事处|委员会)$")  # what turns a place's name into its office's
DEEPEST = 5  # digits that the codes of the next level have more, at most


@dataclass(frozen=True)
class Place:
    """A division and what it is called."""

    region: Region
    name: str


def place_names(region: Region, on: date) -> dict[str, str]:
    """Return what the offices of a division and below it call their places; the township's and the village's own."""
    return {office.region: office.name for kind in reversed(OWN) for office in organisations_in(region, on, kind)}


def names_of(regions: Iterable[Region]) -> dict[Region, str]:
    """Return what divisions are called, their codes where nobody named them; one look at the offices at most."""
    directory, wanted = shipped_directory(), set(regions)
    named = {region: name for region in wanted if (name := directory.name(region))}
    asked = [region.code for region in wanted - named.keys()]
    found = Organisation.objects.filter(region__in=asked, kind__in=NAMING).order_by("-pk") if asked else ()
    offices = {Region(office.region): OFFICE.sub("", office.name) for office in found}  # the first one's name stays
    return {region: region.code for region in wanted} | offices | named


def places_below(region: Region, on: date) -> list[Place]:
    """Return the divisions directly below one that have offices; where a level is missing, those of the next."""
    offices = organisations_in(region, on).filter(kind__in=NAMING).annotate(digits=Length("region"))
    size = len(region.code)
    codes = set(offices.filter(digits__gt=size, digits__lte=size + DEEPEST).values_list("region", flat=True))
    nearest = min(map(len, codes), default=0)
    regions = [Region(code) for code in sorted(codes) if len(code) == nearest]
    names = names_of(regions)
    return [Place(one, names[one]) for one in regions]
