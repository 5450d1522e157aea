"""Certificates: one household's, whichever of its members' awards it names; what is refused gives its number back."""

from django.db import connection

from mingbai.awards.models import Award

TAKEN_BACK = "UPDATE awards_award SET certificate_no = NULL, certificate_of_id = NULL WHERE id = ANY (%s)"
HANDED_ON = """
WITH heirs AS (
    SELECT id, min(id) OVER (PARTITION BY certificate_of_id) AS first FROM awards_award
    WHERE certificate_of_id = ANY (%s)
)
UPDATE awards_award AS award SET certificate_of_id = nullif(heirs.first, heirs.id) FROM heirs WHERE award.id = heirs.id
"""


def issue(award: Award, number: str) -> None:
    """Give an award its certificate: a number of its own, or the one its household has in the programme already."""
    same = Award.objects.filter(household_id=award.household_id, programme=award.programme, certificate_no=number)
    award.certificate_of, award.certificate_no = same.filter(certificate_of=None).first(), number
    award.save(update_fields=["certificate_no", "certificate_of"])


def take_back(*awards: int) -> None:
    """Free the numbers of refused awards; where others of the household share one, it is theirs from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS awards_shares_its_households_certificate DEFERRED")
        cursor.execute(TAKEN_BACK, [list(awards)])
        cursor.execute(HANDED_ON, [list(awards)])
        cursor.execute("SET CONSTRAINTS awards_shares_its_households_certificate IMMEDIATE")
