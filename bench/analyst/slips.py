"""Numbers one slip away: who the departments may mean by a number that fails its check."""

from collections.abc import Iterator

import pandas as pd

from analyst.book import Book

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGITS = "0123456789"
LISTS = {
    "deaths": ("death", {"died_on": "from_on"}),
    "cremations": ("death", {"cremated_on": "from_on"}),
    "prisoners": ("custody", {"from_on": "from_on", "to_on": "to_on"}),
    "payroll": ("post", {"kind": "kind"}),
}
COLUMNS = ("person_key", "person_id", "person_state", "name")


def key_of_number(number: str) -> int:
    """Return the key of an 18-place number."""
    return int(number[:17]) * 11 + (10 if number[17] == "X" else int(number[17]))


def is_right(number: str) -> bool:
    """Return whether the last place fits the others."""
    return CHECKS[sum(w * int(d) for w, d in zip(WEIGHTS, number, strict=False)) % 11] == number[17]


def mended(number: str) -> Iterator[str]:
    """Yield the right numbers one digit, or one swap of neighbours, away from a wrong one."""
    if len(number) != 18 or not number[:17].isdecimal() or number[17] not in DIGITS + "X":
        return
    for place in range(18):
        for digit in DIGITS if place < 17 else DIGITS + "X":
            if digit != number[place] and is_right(one := number[:place] + digit + number[place + 1 :]):
                yield one
    for place in range(17):
        here, there = number[place], number[place + 1]
        if here != there != "X" and is_right(one := number[:place] + there + here + number[place + 2 :]):
            yield one


def listed_otherwise(book: Book) -> pd.DataFrame:
    """Return rows of the gravest lists for people known there by a number one slip away and the same name."""
    told = [
        book.table(name, *COLUMNS, *more).rename(columns=more).assign(said=said) for name, (said, more) in LISTS.items()
    ]
    every = pd.concat(told)
    wrong = pd.concat([every[list(COLUMNS)], book.persons[list(COLUMNS)]])
    wrong = wrong[(wrong["person_state"] == "invalid").fillna(False)].dropna().drop_duplicates()
    numbers = zip(wrong["person_key"], wrong["name"], wrong["person_id"], strict=True)
    slips = pd.DataFrame(
        [(key_of_number(one), key, name) for key, name, number in numbers for one in mended(number)],
        columns=["candidate_key", "misspelt_key", "name"],
    ).astype({"candidate_key": "Int64", "misspelt_key": "Int64", "name": "string"})
    here = book.persons[["person_key", "name"]].drop_duplicates()
    theirs = slips.merge(here, left_on=["candidate_key", "name"], right_on=["person_key", "name"])
    other = pd.concat([
        theirs[["misspelt_key", "candidate_key", "name"]].set_axis(["list_key", "roll_key", "name"], axis=1),
        slips[["candidate_key", "misspelt_key", "name"]].set_axis(["list_key", "roll_key", "name"], axis=1),
    ]).drop_duplicates()  # fmt: skip
    found = other.merge(every, left_on=["list_key", "name"], right_on=["person_key", "name"])
    return found.drop(columns=["person_key", "list_key"]).rename(columns={"roll_key": "person_key"})
