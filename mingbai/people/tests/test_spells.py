"""Days somebody is taken, as boxes: they overlap exactly where two ranges of one number share a day."""

import pytest
from django.db import connection, transaction

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.people.models import Account
from mingbai.people.tests.families import Bureau, bureau

COMPARED = """
WITH spell AS (
    SELECT number, from_on, until_on
    FROM unnest(ARRAY[1, 2, 3000000000, 3000000001, 9007199254740991]::bigint[]) AS number
    CROSS JOIN unnest(ARRAY['1900-01-01', '2026-01-01', '2026-01-02', '2026-02-01']::date[]) AS from_on
    CROSS JOIN LATERAL (
        VALUES (NULL::date), (from_on), (from_on + 1), (from_on + 2), (from_on + 31), (from_on + 60000)
    ) AS ends (until_on)
)
SELECT count(*), count(*) FILTER (WHERE
    coalesce(people_spell(a.number, a.from_on, a.until_on) && people_spell(b.number, b.from_on, b.until_on), FALSE)
    <> (a.number = b.number AND daterange(a.from_on, a.until_on) && daterange(b.from_on, b.until_on))
) FROM spell AS a CROSS JOIN spell AS b
"""


@pytest.mark.usefixtures("desk")
def test_boxes_overlap_where_ranges_do_and_nowhere_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(COMPARED)
        assert cursor.fetchone() == (14_400, 0)


def test_an_account_moves_as_said_whoever_writes_and_no_longer_once_the_trigger_is_gone(
    fresh_desk: str, base: Base
) -> None:
    made: Bureau = bureau()
    with working_as(made.handler):
        account = made.account(made.person("甲"), "甲", confirmed=False)
    back = "UPDATE people_account SET state = 'closed' WHERE id = %s"
    with base.administrator(fresh_desk) as admin:
        for name in ("people_account_closed_by_somebody", "people_account_confirmed_before_it_counts"):
            admin.execute(f"ALTER TABLE people_account DROP CONSTRAINT {name}")
    with pytest.raises(Exception, match="Invalid transition"), working_as(made.handler), transaction.atomic():
        Account.objects.filter(pk=account).update(state="closed")
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE people_account DISABLE TRIGGER USER")
        assert admin.execute(back, [account]).rowcount == 1
