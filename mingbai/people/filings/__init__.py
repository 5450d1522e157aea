"""备案: what is filed about staff, kin, kept cards and proxies, and what was handed over: the writers."""

from mingbai.people.filings.cards import file_card_keeping, review_keeping
from mingbai.people.filings.deciding import FilingKind, accept_all, accept_filing, end_filing, refuse_filing
from mingbai.people.filings.kin import end_staff, file_relative, register_staff
from mingbai.people.filings.proxies import ProxyKind, Scope, authorise, file_proxy
from mingbai.people.filings.registers import HandoutKind, deliver_card, issue_cards, note_handout

__all__ = [
    "FilingKind",
    "HandoutKind",
    "ProxyKind",
    "Scope",
    "accept_all",
    "accept_filing",
    "authorise",
    "deliver_card",
    "end_filing",
    "end_staff",
    "file_card_keeping",
    "file_proxy",
    "file_relative",
    "issue_cards",
    "note_handout",
    "refuse_filing",
    "register_staff",
    "review_keeping",
]
