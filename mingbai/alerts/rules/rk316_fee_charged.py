"""RK-316 收取费用: the bank took a fee from an account that assistance is paid into."""

from mingbai.prechecks.rules.desk_rule import DeskRule
from mingbai.rules.rule import Phase, Severity

RULE = DeskRule(
    id="RK-316",
    title="收取费用",
    title_en="Fee charged",
    plain="银行回单中有向领取救助金的账户收取的手续费、工本费、管理费等。代发银行不得向救助对象收费，应当退还。",
    plain_en="Among what the bank reports is a fee taken from an account that assistance is paid into. A paying bank "
    "charges recipients nothing: it gives the fee back.",
    severity=Severity.ORANGE,
    phase=Phase.AFTER_PAYMENT,
    cites=("JN-2020-21#2.4",),
    subject_table="entry",
    partly=(
        "只看得到银行回单里的收费；对象账户自己的流水银行不报送。",
        "Only fees in the statements delivered are seen; banks do not report the movements of recipients' accounts.",
    ),
    query="""
        WITH fee AS (
            SELECT item.region, told.id::uuid AS entry_id
            FROM receipts_openitem AS item, jsonb_array_elements_text(item.rows) AS told (id)
            WHERE item.kind = 'fee' AND item.state <> 'resolved' AND item.month = %(month)s
                AND starts_with(item.region, %(region)s)
        )
        SELECT 'entry/' || entry.id AS subject, coalesce(min(person.region), min(fee.region)) AS region,
            min(payment.programme) AS programme, min(person.id) AS person, min(home.household_id) AS household,
            min(entry.amount_fen) AS amount_fen, min(entry.amount_fen) AS fee_fen, min(entry.bank) AS bank,
            min(entry.purpose) AS purpose, min(entry.paid_on) AS paid_on,
            coalesce(min(person.name), min(entry.name)) AS name
        FROM fee
        JOIN receipts_entry AS entry ON entry.id = fee.entry_id
        LEFT JOIN payments_payment AS payment ON payment.id = entry.payment_id
        LEFT JOIN people_account AS account ON account.number_index = entry.account_index
        LEFT JOIN people_person AS person ON person.id = coalesce(payment.payee_id, account.person_id)
        LEFT JOIN people_membership AS home ON home.person_id = person.id AND home.until_on IS NULL
        GROUP BY entry.id
    """,
    message="{bank}于{paid_on}向{name}的账户收取{fee_fen}（{purpose}）",
    message_en="{bank} took {fee_fen} from the account of {name} on {paid_on} ({purpose})",
    finds=(("回单里有向领取账户收取的工本费", "a statement has a fee taken from a recipient's account"),),
    passes=(
        ("回单里只有发放", "a statement with payments alone"),
        ("其他月份的收费", "a fee of another month"),
    ),
)
