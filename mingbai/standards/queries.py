"""What is asked about values and switches: the only readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingbai.kernel.calendar import Status, calendar_year
from mingbai.kernel.month import Month
from mingbai.policy.parameters import Basis, ParameterSet, definitions, shipped
from mingbai.policy.parameters import Deviation as LocalDeviation
from mingbai.policy.parameters import Entry as Value
from mingbai.policy.parameters import deviations as deviations_of
from mingbai.policy.parameters.entry import tiers
from mingbai.rules.catalogue import all_rules
from mingbai.standards.deadlines import Deadline, deadlines
from mingbai.standards.models import COUNTS, Entry, Reminder, RuleSwitch
from mingbai.standards.overlay import last_day, overlaid
from mingbai.standards.states import DESK_RULES, Mode, State


@dataclass(frozen=True)
class YearOfWork:
    """Whether a year's days off have been announced; deadlines that cross into one that is not may still move."""

    year: int
    status: Status


@dataclass(frozen=True)
class Past:
    """One value a place had, has or is to have: as it ships, or as the desk entered it."""

    value: Value
    entry: Entry | None = None  # of the desk; none of what ships

    @property
    def state(self) -> State | None:
        """Return where the desk's value stands; nothing of what ships, which holds where the desk has none."""
        return State(self.entry.state) if self.entry else None


def parameters() -> ParameterSet:
    """Return the parameters in operation: those that ship, with what was approved here in place of it on its days."""
    return overlaid(shipped(), map(as_value, Entry.objects.filter(COUNTS).order_by("key", "region", "from_on")))


def as_value(entry: Entry) -> Value:
    """Return a value of the desk as calculations and rules take it."""
    return Value(
        key=entry.key,
        region=entry.region,
        from_on=entry.from_on,
        to_on=last_day(entry.until_on),
        value=definitions()[entry.key].read(entry.value),
        basis=Basis.ARTICLE,
        cite=entry.article,
        reason=entry.document,
        reason_en=entry.document,
    )


def history(key: str, region: str) -> list[Past]:
    """Return every value a division and those above it were ever given of a parameter, the nearest and latest first."""
    places = {place: number for number, place in enumerate(tiers(region))}
    ours = Entry.objects.filter(key=key, region__in=places)
    found = [Past(one) for one in shipped().entries if one.key == key and one.region in places]
    found += [Past(as_value(one), one) for one in ours]
    found.sort(key=lambda past: past.value.from_on, reverse=True)
    return sorted(found, key=lambda past: places[past.value.region])


def entry_of(entry_id: int) -> Entry | None:
    """Return one of the desk's own values, None if there is none of that number."""
    return Entry.objects.filter(pk=entry_id).first()


def known_rules() -> list[str]:
    """Return every rule there is by id: those that files can try, and those that stages keep beside their tables."""
    return sorted([*(rule.id for rule in all_rules()), *DESK_RULES])


def rules_in_force(region: str, on: date) -> dict[str, Mode]:
    """Return rule id → on, advisory or off in a division on a day; the nearest place's switch counts, else it is on."""
    modes = dict.fromkeys(known_rules(), Mode.ON)
    order = {place: number for number, place in enumerate(reversed(tiers(region)))}
    found = RuleSwitch.objects.filter(_on(on), region__in=order)
    for switch in sorted(found, key=lambda switch: order[switch.region]):
        modes[switch.rule_id] = Mode(switch.mode)
    return modes


def deviations(region: str, on: date) -> tuple[LocalDeviation, ...]:
    """Return where a division's values leave the nation's on a day, the desk's own among them (R-013)."""
    return deviations_of(parameters(), region, on)


def calendar(on: date) -> tuple[YearOfWork, ...]:
    """Return this year and the next, each with whether its days off have been announced."""
    return tuple(YearOfWork(year, calendar_year(year).status) for year in (on.year, on.year + 1))


def entries_of(region: str, states: Iterable[State] = tuple(State)) -> "QuerySet[Entry]":
    """Return the desk's own values of one division and the divisions below it, by place, key and day."""
    chosen = [state.value for state in states]
    return Entry.objects.filter(region__startswith=region, state__in=chosen).order_by("region", "key", "from_on", "pk")


def switches_of(region: str, states: Iterable[State] = tuple(State)) -> "QuerySet[RuleSwitch]":
    """Return the switches of one division and the divisions below it, by place, rule and day."""
    chosen = [state.value for state in states]
    found = RuleSwitch.objects.filter(region__startswith=region, state__in=chosen)
    return found.order_by("region", "rule_id", "from_on", "pk")


def switch_of(switch_id: int) -> RuleSwitch | None:
    """Return one switch, None if there is none."""
    return RuleSwitch.objects.filter(pk=switch_id).first()


def deadlines_of(region: str, month: Month) -> tuple[Deadline, ...]:
    """Return what is due in a division for a month's payment, in the order of the work (R-703 to R-706)."""
    return deadlines(parameters(), region, month)


def reminders(region: str, on: date) -> "QuerySet[Reminder]":
    """Return what a division and those below it were reminded of on a day, the most urgent first."""
    return Reminder.objects.filter(region__startswith=region, told_on=on).order_by("last_working_on", "region", "due")


def _on(day: date) -> Q:
    return COUNTS & Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))
