"""RK-806 现金/实物无签收: cash or goods given out that nobody signed for, or with a picture of somebody else's."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Severity

RULE = DeskRule(
    id="RK-806",
    title="现金/实物无签收",
    title_en="Cash or goods unsigned",
    plain="近三个月登记发放的现金或实物，没有签字单或照片，或者以同一个文件充作两者，或者用了另一人领取时的照片。",
    plain_en="Of cash or goods given out in the last three months there is no signed receipt or no picture, one file "
    "stands for both, or the picture is that of another person's handout.",
    severity=Severity.ORANGE,
    cites=("JN-2020-21#2.3",),
    subject_table="handout",
    query="""
        WITH given AS (
            SELECT * FROM people_goodshandout AS handout
            WHERE starts_with(handout.region, %(region)s) AND handout.given_on <= %(on)s
                AND handout.given_on >= (%(month)s::date - interval '3 months')::date
        ), borrowed AS (
            SELECT DISTINCT given.id FROM given
            JOIN people_goodshandout AS other ON other.photo = given.photo AND other.person_id <> given.person_id
                AND (other.given_on, other.id) < (given.given_on, given.id)
        ), faulty AS (
            SELECT given.*, CASE
                WHEN given.signature = '' THEN 1 WHEN given.photo = '' THEN 2
                WHEN given.signature = given.photo THEN 3 WHEN borrowed.id IS NOT NULL THEN 4
            END AS fault FROM given LEFT JOIN borrowed ON borrowed.id = given.id
        )
        SELECT 'handout/' || faulty.id AS subject, faulty.region, 'linshi' AS programme, faulty.person_id AS person,
            faulty.value_fen AS amount_fen, faulty.value_fen, person.name, faulty.item, faulty.given_on,
            (ARRAY['没有签字单', '没有照片', '签字单和照片是同一个文件',
                '照片是另一人领取时的'])[faulty.fault] AS fault,
            (ARRAY['nobody signed for it', 'there is no picture of it', 'one file stands for receipt and picture',
                'the picture is of what another person was given'])[faulty.fault] AS fault_en
        FROM faulty JOIN people_person AS person ON person.id = faulty.person_id
        WHERE faulty.fault IS NOT NULL
    """,
    message="{given_on}发给{name}的{item}（{value_fen}）{fault}",
    message_en="{name} was given {item} ({value_fen}) on {given_on}: {fault_en}",
    finds=(
        ("发放现金没有签字单", "cash was given out and there is no signed receipt"),
        ("照片是另一人领取时的", "the picture is that of another person's handout"),
        ("签字单与照片是同一个文件", "one file stands for both receipt and picture"),
    ),
    passes=(
        ("一家两床棉被，一张签字单、一张照片", "a family's two quilts on one receipt and one picture"),
        ("三个月以前的发放", "what was given out more than three months ago"),
    ),
)
