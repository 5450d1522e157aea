"""Whether what an import brought still is what it brought: its digest over the columns that never change."""

from dataclasses import dataclass

from django.db import connection

from mingbai.people.models import Import

LINES = """
SELECT 1, id, concat_ws('|', 'person', id, encode(id_index, 'hex'), born_on, sex, id_is_valid, made_by)
FROM people_person WHERE brought_by_id = %(id)s
UNION ALL SELECT 2, id, concat_ws('|', 'household', id, number, opened_on, made_by)
FROM people_household WHERE brought_by_id = %(id)s
UNION ALL SELECT 3, id, concat_ws('|', 'member', id, household_id, person_id, relation, is_head, exclusion, from_on)
FROM people_membership WHERE brought_by_id = %(id)s
UNION ALL SELECT 4, id, concat_ws('|', 'account', id, coalesce(person_id, 0), coalesce(organisation_id, 0),
    encode(number_index, 'hex'), holder_name, holder, from_on)
FROM people_account WHERE brought_by_id = %(id)s
UNION ALL SELECT 5, id, concat_ws('|', 'fact', id, person_id, kind, source, from_on)
FROM people_healthfact WHERE brought_by_id = %(id)s
"""
DIGEST = f"""
SELECT sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY place, id), ''), 'UTF8'))
FROM ({LINES}) AS lines (place, id, line)
"""


@dataclass(frozen=True)
class Fault:
    """An import whose rows are no longer what its leaf in the log vouches for."""

    import_id: int
    zh: str
    en: str


def digest_of(import_id: int) -> bytes:
    """Return the SHA-256 over all an import brought, in columns nobody may change, as the rows stand now."""
    with connection.cursor() as cursor:
        cursor.execute(DIGEST, {"id": import_id})
        return bytes(cursor.fetchone()[0])


def faults() -> list[Fault]:
    """Return the imports somebody added to, took from or changed since; look at all regions (`scope(NATION)`)."""
    imports = Import.objects.order_by("pk").values_list("pk", "digest")
    return [_fault(key) for key, digest in imports if digest_of(key) != bytes(digest)]


def _fault(import_id: int) -> Fault:
    return Fault(
        import_id,
        f"第{import_id}号导入的人员、家庭、成员或账户与存证时不一致：有人绕过系统改动过；请与备份逐行比对。",
        f"What import {import_id} brought is no longer what was logged: somebody changed it past the desk. "
        "Compare it with a backup row by row.",
    )
