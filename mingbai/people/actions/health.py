"""Facts of health and standing: which list said them since when; what they say is sealed."""

import json
from datetime import date, datetime
from enum import StrEnum

from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, locked
from mingbai.people.actions.persons import WHAT as PERSON
from mingbai.people.fields import Field, sealed
from mingbai.people.models import HealthFact, Person
from mingbai.people.noting import noted
from mingbai.people.numbering import draw
from mingbai.people.refused import Unusable


class FactKind(StrEnum):
    """What a fact is about; the rest is sealed."""

    DISABILITY = "disability"  # 残疾类别等级
    ILLNESS = "illness"  # 病种
    CATEGORY = "category"  # 加发类别
    SELF_CARE = "self_care"  # 自理能力


def note_fact(
    *, person_id: int, kind: FactKind, level: str, source: str, from_on: date, by: Actor, at: datetime
) -> int:
    """Keep a fact of somebody's health or standing, with the list that said it; return its id."""
    with acting():
        person = locked(Person, person_id, *PERSON)
        keeps_data(by, Region(person.region), at, title="登记健康信息", title_en="note a fact of health")
        key = draw("healthfact", 1)[0]
        made = HealthFact.objects.create(
            id=key,
            region=person.region,
            person=person,
            kind=kind.value,
            sealed=sealed_level(key, level),
            source=source.strip(),
            from_on=from_on,
            made_by=by.id,
            made_at=at,
        )
        content = {"person": person_id, "kind": kind.value, "source": made.source, "from_on": from_on}
        noted(made, "fact_noted", content, region=person.region, by=by, at=at)
        return made.pk


def end_fact(*, fact_id: int, until_on: date, by: Actor, at: datetime) -> None:
    """Let a fact no longer hold from a day on."""
    with acting():
        found = locked(HealthFact, fact_id, "健康信息", "fact of health")
        keeps_data(by, Region(found.region), at, title="终止健康信息", title_en="end a fact of health")
        found.until_on, found.closed_by, found.closed_at = until_on, by.id, at
        found.save(update_fields=["until_on", "closed_by", "closed_at"])
        noted(found, "fact_ended", {"until_on": until_on}, region=found.region, by=by, at=at)


def sealed_level(key: int, level: str) -> bytes:
    """Return what a fact says, sealed for its row."""
    if not level.strip():
        raise Unusable("请写明类别或等级。", "Say which kind or level.")
    return sealed(Field.HEALTH, key, json.dumps({"level": level.strip()}, ensure_ascii=False))
