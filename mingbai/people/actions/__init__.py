"""What may be done about persons, households, accounts and filings: the only writers of these tables."""

from mingbai.people.actions.accounts import close_account, confirm_account, propose_account, refuse_account
from mingbai.people.actions.exporting import export_people
from mingbai.people.actions.health import FactKind, end_fact, note_fact
from mingbai.people.actions.households import (
    add_member,
    close_household,
    end_membership,
    form_household,
    move_household,
)
from mingbai.people.actions.persons import correct_name, note_death, register_person, set_phone
from mingbai.people.actions.revealing import reveal, reveal_account
from mingbai.people.filings import (
    FilingKind,
    HandoutKind,
    ProxyKind,
    Scope,
    accept_all,
    accept_filing,
    authorise,
    deliver_card,
    end_filing,
    end_staff,
    file_card_keeping,
    file_proxy,
    file_relative,
    issue_cards,
    note_handout,
    refuse_filing,
    register_staff,
    review_keeping,
)

__all__ = [
    "FactKind",
    "FilingKind",
    "HandoutKind",
    "ProxyKind",
    "Scope",
    "accept_all",
    "accept_filing",
    "add_member",
    "authorise",
    "close_account",
    "close_household",
    "confirm_account",
    "correct_name",
    "deliver_card",
    "end_fact",
    "end_filing",
    "end_membership",
    "end_staff",
    "export_people",
    "file_card_keeping",
    "file_proxy",
    "file_relative",
    "form_household",
    "issue_cards",
    "move_household",
    "note_death",
    "note_fact",
    "note_handout",
    "propose_account",
    "refuse_account",
    "refuse_filing",
    "register_person",
    "register_staff",
    "reveal",
    "reveal_account",
    "review_keeping",
    "set_phone",
]
