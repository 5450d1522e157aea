"""Where a locality leaves the nation's value: both values, both grounds, and which of them counts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingbai.policy.parameters.definition import Definition
from mingbai.policy.parameters.entry import NATION, Entry
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.parameter_set import ParameterSet
from mingbai.policy.parameters.showing import shown


class Standing(StrEnum):
    """What becomes of the local value."""

    DIFFERENT = "different"  # a choice localities have
    BEYOND = "beyond"  # past the nation's limit; it counts, and somebody should know
    OVERRIDDEN = "overridden"  # the law has replaced it


SENTENCES = {
    Standing.DIFFERENT: (
        "{title}：本地为{local}（{ground}），全国为{national}（{national_ground}），按本地执行。",
        "{title}: {local} here ({ground}), {national} nationally ({national_ground}); the local value applies.",
    ),
    Standing.BEYOND: (
        "{title}：本地为{local}（{ground}），超出全国的{national}（{national_ground}），暂按本地执行，请核实依据。",
        "{title}: {local} here ({ground}) goes beyond the nation's {national} ({national_ground}); "
        "the local value applies, its ground should be checked.",
    ),
    Standing.OVERRIDDEN: (
        "{title}：本地为{local}（{ground}），已由法律规定的{national}（{national_ground}）取代。",
        "{title}: {local} here ({ground}) has been replaced by the law's {national} ({national_ground}).",
    ),
}


@dataclass(frozen=True)
class Deviation:
    """One parameter whose local value is not the nation's."""

    definition: Definition
    local: Entry
    national: Entry
    standing: Standing

    def plain(self, lang: str) -> str:
        """Return the deviation as one sentence in the language ('zh' or 'en')."""
        zh, en = SENTENCES[self.standing]
        return {"zh": zh, "en": en}[lang].format(
            title={"zh": self.definition.title, "en": self.definition.title_en}[lang],
            local=shown(self.definition, self.local.value, lang),
            ground=self.local.ground(lang),
            national=shown(self.definition, self.national.value, lang),
            national_ground=self.national.ground(lang),
        )


def deviations(parameters: ParameterSet, region: str, on: date) -> tuple[Deviation, ...]:
    """Return where a division's values leave the nation's on a day, in the order of the keys."""
    found = (_deviation(definition, parameters, region, on) for definition in definitions().values())
    return tuple(deviation for deviation in found if deviation)


def _deviation(definition: Definition, parameters: ParameterSet, region: str, on: date) -> Deviation | None:
    holding = parameters.holding(definition.key, region, on)
    local = next((entry for entry in holding if entry.region != NATION), None)
    national = next((entry for entry in holding if entry.region == NATION), None)
    if local is None or national is None or local.value == national.value:
        return None
    if national.prevails:
        standing = Standing.OVERRIDDEN
    elif definition.goes_beyond(local.value, national.value):
        standing = Standing.BEYOND
    else:
        standing = Standing.DIFFERENT
    return Deviation(definition, local, national, standing)
