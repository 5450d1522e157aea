"""What is compared: number with birthday, name, and where; each in levels from the strongest agreement to none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One degree of agreement: its key in the model, what it says in two languages, and when it holds."""

    key: str
    zh: str
    en: str
    sql: str  # DuckDB over the columns of two sightings, `_l` and `_r`


UNKNOWN, OTHERWISE = "unknown", "otherwise"
BOTH_CHECKED = "checked_l AND checked_r"  # a valid check digit each: one slip of the hand cannot lie between them
SLIPS = f"CASE WHEN NOT ({BOTH_CHECKED}) THEN damerau_levenshtein(number_l, number_r) END"
ONE_DIGIT = "damerau_levenshtein(CAST(born_l AS VARCHAR), CAST(born_r AS VARCHAR)) <= 1"
SWAPPED = (
    "born_l // 10000 = born_r // 10000 AND born_l // 100 % 100 = born_r % 100 AND born_r // 100 % 100 = born_l % 100"
)
# So far apart may the days lie if one is by the lunar calendar; months of 31 days are near enough.
DAYS = "({0} // 10000 * 372 + {0} // 100 % 100 * 31 + {0} % 100)"
WITHIN_SEVEN_WEEKS = f"ABS({DAYS.format('born_l')} - {DAYS.format('born_r')}) <= 50"

NUMBER = (
    Level("one_slip", "号码仅一处录入差异", "numbers one slip apart", f"{SLIPS} <= 1"),
    Level("two_slips", "号码两处录入差异", "numbers two slips apart", f"{SLIPS} = 2"),
    Level("same_birthday", "出生日期相同", "same date of birth", "born_l = born_r OR told_born_l = told_born_r"),
    Level(
        "near_birthday", "出生日期相近", "date of birth nearly the same",
        f"{ONE_DIGIT} OR {SWAPPED} OR {WITHIN_SEVEN_WEEKS}",
    ),
    Level(OTHERWISE, "出生日期不同", "another date of birth", "ELSE"),
)  # fmt: skip
NAME = (
    Level("same_name", "姓名相同", "same name", "plain_l = plain_r"),
    Level("same_sound", "姓名同音", "names sound the same", "sound_l = sound_r"),
    Level(
        "fits", "姓名有无法识别的字，其余相同", "names agree but for an unreadable character",
        "plain_l LIKE pattern_r OR plain_r LIKE pattern_l OR pattern_l = pattern_r",
    ),
    Level(
        "one_character", "姓名相差一字", "names one character apart",
        "LENGTH(plain_l) = LENGTH(plain_r) AND LENGTH(plain_l) > 2 AND LEFT(plain_l, -2) = LEFT(plain_r, -2) "
        "AND (RIGHT(plain_l, 1) = RIGHT(plain_r, 1) OR LEFT(plain_l, -1) = LEFT(plain_r, -1))",
    ),
    Level(
        "unreadable", "姓氏相同，名字无法识别", "same surname, the rest unreadable",
        "surname_l = surname_r AND (plain_l IS NULL OR plain_r IS NULL)",
    ),
    Level("same_surname", "仅姓氏相同", "only the surname agrees", "surname_l = surname_r"),
    Level(OTHERWISE, "姓名不同", "another name", "ELSE"),
)  # fmt: skip
WHERE = (
    Level("same_account", "账号相同", "same account", "account_l = account_r"),
    Level("same_home", "住址或家庭相同", "same address or household", "home_l = home_r"),
    Level("same_village", "同村（社区）", "same village", "village_l = village_r"),
    Level("same_township", "同乡镇（街道）", "same township", "township_l = township_r"),
    Level(OTHERWISE, "不同乡镇", "another township", "ELSE"),
)
COMPARED: dict[str, tuple[Level, ...]] = {"number": NUMBER, "name": NAME, "place": WHERE}
MISSING = {"name": "name_l IS NULL OR name_r IS NULL"}  # says nothing either way

# Which pairs are looked at. A slip, even two neighbours swapped, leaves the first eleven characters or the last five
# before the check digit as they were.
UNSURE = f"NOT ({BOTH_CHECKED.replace('checked_l', 'l.checked').replace('checked_r', 'r.checked')})"
BLOCKS = (
    "l.sound = r.sound AND l.village = r.village",
    "l.sound = r.sound AND l.born = r.born",
    "l.sound = r.sound AND l.account = r.account",
    "l.born = r.born AND l.village = r.village",
    "l.born = r.born AND l.account = r.account",
    f"l.tail = r.tail AND l.surname = r.surname AND {UNSURE}",
    f"l.head = r.head AND l.surname = r.surname AND {UNSURE}",
)
OTHER_PERSON = "l.person_key <> r.person_key"
