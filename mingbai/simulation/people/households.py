"""Families on dibao: who lives together, how old they are, who is in a priority group."""

from dataclasses import dataclass

import numpy as np

from mingbai.kernel.month import Month
from mingbai.simulation.people.names import surnames
from mingbai.simulation.people.numbers import Ints
from mingbai.simulation.people.population import Bools, Crowd, born_at_age, is_at_least

HEAD, SPOUSE, CHILD, PARENT, GRANDCHILD = range(5)
RELATIONS = ("户主", "配偶", "子女", "父母", "孙子女")
# Share of households, age of the head (first inclusive, last exclusive), who lives with the head.
KINDS = (
    (0.26, (60, 92), ()),
    (0.30, (30, 60), ()),
    (0.10, (60, 86), (SPOUSE,)),
    (0.08, (30, 58), (CHILD,)),
    (0.06, (34, 60), (PARENT,)),
    (0.04, (30, 60), (SPOUSE,)),
    (0.05, (30, 52), (SPOUSE, CHILD)),
    (0.03, (30, 52), (CHILD, CHILD)),
    (0.03, (58, 74), (SPOUSE, GRANDCHILD)),
    (0.02, (30, 50), (SPOUSE, CHILD, CHILD)),
    (0.02, (34, 52), (SPOUSE, CHILD, PARENT)),
    (0.01, (34, 50), (SPOUSE, CHILD, CHILD, PARENT)),
)  # 1.65 persons on average
WIDEST = 5
TWINS = 0.03  # of pairs of children
SEVERE_SHARE, MILD_SHARE, ILL_SHARE = 0.13, 0.05, 0.06
# Kind and level as the register writes them; the severe ones first, the others far from the line between.
DISABILITIES = (
    ("肢体", "一级"), ("肢体", "二级"), ("视力", "一级"), ("智力", "一级"), ("智力", "二级"), ("精神", "二级"),
    ("肢体", "四级"), ("听力", "四级"), ("视力", "四级"), ("言语", "四级"),
)  # fmt: skip
SEVERE = 6
ILLNESSES = ("恶性肿瘤", "终末期肾病", "重性精神病", "血友病", "再生障碍性贫血", "器官移植术后")
CATEGORIES = ("老年人", "未成年人", "重度残疾", "重病")


@dataclass(frozen=True)
class Families:
    """Households (rows of `size`, `head`) and their members (rows of `household` and below)."""

    size: Ints
    head: Ints  # the head's position among the people
    household: Ints  # of each member: the household's position here
    person: Ints
    relation: Ints
    disability: Ints  # position in DISABILITIES, -1 for none
    illness: Ints  # position in ILLNESSES, -1 for none
    category: Ints  # position in CATEGORIES, -1 for none
    priority: Ints  # of each household: how many members are in a priority group


def families(random: np.random.Generator, crowd: Crowd, count: int, month: Month) -> Families:
    """Return so many families whose people are added to the crowd."""
    kind = np.searchsorted(np.cumsum([share for share, _, _ in KINDS]), random.random(count)).clip(0, len(KINDS) - 1)
    table = np.array([[HEAD, *others, *[-1] * (WIDEST - 1 - len(others))] for _, _, others in KINDS])
    relations = table[kind]
    household, place = np.nonzero(relations >= 0)
    relation = relations[household, place]
    size = (relations >= 0).sum(axis=1)

    low, high = np.array([ages for _, ages, _ in KINDS]).T
    head_age = low[kind] + (random.random(count) * (high - low)[kind]).astype(np.int64)
    born, male, surname = _members(random, household, relation, head_age, month)
    person = crowd.add(born, male, surname)
    disability, illness, category = conditions(random, born, month)
    return Families(
        size=size,
        head=person[place == 0],
        household=household,
        person=person,
        relation=relation,
        disability=disability,
        illness=illness,
        category=category,
        priority=np.bincount(household, weights=category >= 0, minlength=count).astype(np.int64),
    )


def _members(
    random: np.random.Generator, household: Ints, relation: Ints, head_age: Ints, month: Month
) -> tuple[Ints, Bools, Ints]:
    """Return when each member was born, their sex and surname, as fits their place in the family."""
    people = len(household)
    spread = random.random(people)
    age = head_age[household]
    child = (age - 22 - spread * 16).clip(1, 22)
    parent = (age + 21 + spread * 10).clip(60, 94)
    grandchild = 3 + spread * 14
    ages = np.choose(relation, [age, (age - 4 + spread * 6).clip(23), child, parent, grandchild]).astype(np.int64)
    born = born_at_age(random, ages, month)
    twin = np.r_[False, (relation[1:] == CHILD) & (relation[:-1] == CHILD)] & (random.random(people) < TWINS)
    born[twin] = born[np.flatnonzero(twin) - 1]

    male = random.random(people) < 0.5
    head_male = (random.random(len(head_age)) < 0.6)[household]
    male = np.where(relation == HEAD, head_male, np.where(relation == SPOUSE, ~head_male, male))
    family = surnames(random, len(head_age))[household]
    own = (relation == SPOUSE) | ((relation != HEAD) & ~head_male)
    mothers_side = np.where(relation == SPOUSE, surnames(random, people), surnames(random, len(head_age))[household])
    return born, male, np.where(own, mothers_side, family)


def conditions(random: np.random.Generator, born: Ints, month: Month) -> tuple[Ints, Ints, Ints]:
    """Return disability, serious illness and the priority category that follows for people born then."""
    people = len(born)
    luck = random.random(people)
    severe = luck < SEVERE_SHARE
    mild = (luck >= SEVERE_SHARE) & (luck < SEVERE_SHARE + MILD_SHARE)
    pick = random.random(people)
    mild_kind = SEVERE + (pick * (len(DISABILITIES) - SEVERE)).astype(np.int64)
    disability = np.where(severe, (pick * SEVERE).astype(np.int64), np.where(mild, mild_kind, -1))
    ill = random.random(people) < ILL_SHARE
    illness = np.where(ill, (random.random(people) * len(ILLNESSES)).astype(np.int64), -1)
    old, minor = is_at_least(born, 60, month), ~is_at_least(born, 18, month)
    category = np.select([old, minor, severe, ill], [0, 1, 2, 3], -1)
    return disability, illness, category
