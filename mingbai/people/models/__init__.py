"""The tables of people: the library of persons and households, their accounts, what was filed about them."""

from mingbai.people.models.accounts import Account
from mingbai.people.models.filings import Authorisation, CardKeeping, Filing, KeepingReview, Proxy, Relative, Staff
from mingbai.people.models.library import HealthFact, Household, Import, Membership, Person
from mingbai.people.models.registers import CardIssue, GoodsHandout

__all__ = [
    "Account",
    "Authorisation",
    "CardIssue",
    "CardKeeping",
    "Filing",
    "GoodsHandout",
    "HealthFact",
    "Household",
    "Import",
    "KeepingReview",
    "Membership",
    "Person",
    "Proxy",
    "Relative",
    "Staff",
]
