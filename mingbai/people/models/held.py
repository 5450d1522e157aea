"""What several tables here are held to: states confirmed by a second person, and periods that do not run backwards."""

from django.db.models import BaseConstraint, CheckConstraint, F, Func, Q, TextField

from mingbai.config.guards import distinct_people
from mingbai.people.states import State

PROPOSED, CONFIRMED, REFUSED, CLOSED = (state.value for state in State)
PENDING, LIVE = Q(state__in=[PROPOSED, REFUSED]), Q(state__in=[PROPOSED, CONFIRMED])
CHANGING = ("state", "confirmed_by", "confirmed_at", "until_on", "closed_by", "closed_at", "reason")


def confirmed_by_another(name: str) -> list[BaseConstraint]:
    """Return what holds for all that one person enters and another confirms or refuses."""
    confirmed = Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
    return [
        CheckConstraint(name=f"{name}_known_state", condition=Q(state__in=[state.value for state in State])),
        CheckConstraint(name=f"{name}_confirmed_before_it_counts", condition=PENDING | confirmed),
        CheckConstraint(name=f"{name}_refused_with_reason", condition=~Q(state=REFUSED) | ~Q(reason="")),
        *distinct_people("made_by", "confirmed_by"),
    ]


def ends_properly(name: str, begins: str) -> list[BaseConstraint]:
    """Return what holds for all that is closed one day: by somebody, and not before it began."""
    closed = Q(closed_by__isnull=False, closed_at__isnull=False, until_on__isnull=False)
    return [
        CheckConstraint(name=f"{name}_closed_by_somebody", condition=~Q(state=CLOSED) | closed),
        CheckConstraint(name=f"{name}_ends_after_it_begins", condition=Q(until_on=None) | Q(until_on__gte=F(begins))),
    ]


def spell(column: str, begins: "str | Func" = "from_on", ends: "str | Func" = "until_on") -> Func:
    """
    Return the days from the first to the one before the last of whom a column names, as a box (people_spell).

    Two spells of one number that share a day are boxes that overlap; the index compares these four times as fast as
    it compares ranges.
    """
    first, after = (F(one) if isinstance(one, str) else one for one in (begins, ends))
    return Func(F(column), first, after, function="people_spell", output_field=TextField())
