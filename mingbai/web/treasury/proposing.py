"""What an officer may propose something about: the funds in sight, and the townships whose reserves are in them."""

from django.utils.timezone import localdate

from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.places import names_of, places_below
from mingbai.treasury.queries.listing import Fund, funds_of


def offered(actor: Actor) -> tuple[list[Fund], list[tuple[str, str]]]:
    """Return the funds, and the townships by code and name; a township sees its county's funds and itself."""
    region = actor.region
    if actor.party is Kind.TOWNSHIP:
        return funds_of(region, within=region.ancestors[0]), [(region.code, names_of([region])[region])]
    return funds_of(region, within=region), [(one.region.code, one.name) for one in places_below(region, localdate())]
