"""Which role may open which address: data, the one place. The menu and the access matrix read it too."""

from collections.abc import Mapping

from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rights import (
    ALERTS,
    ANY_SCREEN,
    AWARDS,
    BOOKS,
    BUREAU,
    CHANGES_AWARDS,
    CHECKED,
    CLUES,
    COCKPIT,
    EVIDENCE,
    GIVES,
    HANDLING,
    IMPORTS,
    KEYS,
    LISTS_PROBLEMS,
    LOOKS,
    OFFICES_OF_MONEY,
    ON_ROSTERS,
    PAPERS,
    PAYERS,
    PEOPLE,
    PUT_RIGHT,
    RECEIPTS,
    RESERVES,
    REVIEWS,
    REVIEWS_AWARDS,
    ROSTERS,
    SIGNED_IN,
    WALL,
    WITNESSES,
    AnyOf,
    Opens,
)
from mingbai.treasury.proposals import MAKERS

ANYBODY = None  # signed in or not

ADDRESSES: Mapping[str, Opens | AnyOf | None] = {
    "health": ANYBODY,
    "look": ANYBODY,
    **dict.fromkeys(("enter", "enter.code", "enter.password", "enter.post", "leave"), ANYBODY),
    **dict.fromkeys(("draft", "stay"), SIGNED_IN),
    "today": ANY_SCREEN,
    **dict.fromkeys(("errands", "errands.errand", "errands.file"), SIGNED_IN),
    **dict.fromkeys(("cockpit", "cockpit.table"), COCKPIT),
    "wall": WALL,
    **dict.fromkeys(("alerts", "alerts.task", "alerts.act"), ALERTS),
    **dict.fromkeys(("inspections", "inspections.problem", "inspections.act"), PUT_RIGHT),
    "inspections.add": LISTS_PROBLEMS,
    "inspections.clues": CLUES,
    **dict.fromkeys(("people", "people.person", "people.history", "people.reveal", "people.reveal_account"), PEOPLE),
    **dict.fromkeys(("people.household", "people.household_history"), PEOPLE),
    **dict.fromkeys(("people.accounts", "people.account"), PEOPLE),
    "people.account_new": Opens("people", roles=frozenset({Role.HANDLER}), kinds=HANDLING),
    **dict.fromkeys(("awards", "awards.notices", "awards.award", "awards.decision"), AWARDS),
    "awards.change": CHANGES_AWARDS,
    "awards.review": REVIEWS_AWARDS,
    "views": SIGNED_IN,
    **dict.fromkeys(("imports", "imports.upload", "imports.workbook"), IMPORTS),
    **dict.fromkeys(("month", "month.roster"), ROSTERS),
    "month.agree": Opens(roles=frozenset({Role.LEADER}), kinds=BUREAU),
    "month.act": ON_ROSTERS,
    **dict.fromkeys(("prechecks", "prechecks.asked", "prechecks.cell", "prechecks.release"), CHECKED),
    "prechecks.leave": Opens(roles=frozenset({Role.HANDLER}), kinds=HANDLING),
    "prechecks.pay_back": Opens(roles=frozenset({Role.HANDLER, Role.REVIEWER}), kinds=HANDLING),
    **dict.fromkeys(("prechecks.hold", "prechecks.move"), REVIEWS),
    **dict.fromkeys(("payments", "payments.file"), Opens("payments", kinds=PAYERS)),
    **dict.fromkeys(("payments.returned", "payments.correct"), Opens("payments", kinds=PAYERS - {Kind.BANK})),
    "payments.plan": Opens(roles=frozenset({Role.HANDLER}), kinds=BUREAU),
    **dict.fromkeys(("receipts", "receipts.statements", "receipts.item"), RECEIPTS),
    "receipts.closing": Opens("receipts", kinds=OFFICES_OF_MONEY - {Kind.BANK}),
    **dict.fromkeys(("treasury", "treasury.ledger", "treasury.idle", "ledgers", "treasury.audit"), BOOKS),
    **dict.fromkeys(("treasury.fund", "treasury.entries"), BOOKS),
    **dict.fromkeys(("reserves", "treasury.proposals"), AnyOf((BOOKS, RESERVES))),
    **dict.fromkeys(
        ("treasury.propose", "treasury.many"),
        Opens("treasury", roles=MAKERS, kinds=frozenset({Kind.FINANCE, Kind.TOWNSHIP})),
    ),
    **dict.fromkeys(("papers", "papers.issue", "papers.issue_one"), PAPERS),  # each form to who reads its stage
    **dict.fromkeys(("standards", "standards.value", "standards.entry"), Opens("standards")),
    "standards.propose": Opens("standards", roles=frozenset({Role.HANDLER}), kinds=BUREAU),
    **dict.fromkeys(("offices", "offices.duties", "code"), SIGNED_IN),
    "offices.act": Opens(roles=GIVES | {Role.LEADER}),
    **dict.fromkeys(("keys", "keys.tries"), KEYS),
    "keys.act": Opens(roles=GIVES),
    **dict.fromkeys(("links", "links.endpoint"), KEYS),
    "links.act": Opens(roles=frozenset({Role.SECURITY_ADMINISTRATOR})),
    "looks": LOOKS,
    "witnesses": WITNESSES,
    "backups": KEYS,
    "backups.act": Opens(roles=frozenset({Role.SYSTEM_ADMINISTRATOR})),
    **dict.fromkeys(("evidence", "evidence.search", "evidence.pack"), EVIDENCE),
    **dict.fromkeys(("find", "evidence.code"), SIGNED_IN),  # each leads on to what opens to who asks
    **dict.fromkeys(("evidence.of", "evidence.proof"), SIGNED_IN),  # each row to who reads its stage: evidence/reach.py
    "rules.replay": Opens("standards", roles=frozenset({Role.HANDLER}), kinds=BUREAU),
    "rules.replayed": Opens("standards"),
    **dict.fromkeys(("rules", "rules.rule", "rules.law", "rules.text", "rules.article"), SIGNED_IN),
}


def may_open(actor: Actor, name: str) -> bool:
    """Return whether an actor may open the address of this name; one that is not listed opens to nobody."""
    opens = ADDRESSES[name]
    return opens is ANYBODY or opens.to(actor)
