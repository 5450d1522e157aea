"""银行文件: files for banks from one model named after ISO 20022; pure: the same payments give the same bytes."""

from mingbai.payments.profiles.answers import Answer, answers_of
from mingbai.payments.profiles.identifiers import end_to_end_id, message_id
from mingbai.payments.profiles.initiation import CreditTransfer, Initiation
from mingbai.payments.profiles.profile import Profile, Written, profiles, read_profiles, render
from mingbai.payments.profiles.purposes import Occasion, remittance
from mingbai.payments.profiles.refused import Fault, ProfileRefused, Unreadable, Unwritable

__all__ = [
    "Answer",
    "CreditTransfer",
    "Fault",
    "Initiation",
    "Occasion",
    "Profile",
    "ProfileRefused",
    "Unreadable",
    "Unwritable",
    "Written",
    "answers_of",
    "end_to_end_id",
    "message_id",
    "profiles",
    "read_profiles",
    "remittance",
    "render",
]
