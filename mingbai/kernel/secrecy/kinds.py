"""The kinds of personal data: in which form each is compared and found, and how much of it a list shows."""

from enum import StrEnum

from mingbai.kernel.cards import BadAccount, account_damage, clean_account, is_plain_account
from mingbai.kernel.identity.damage import lost_digits
from mingbai.kernel.identity.number import BadId, clean, is_valid_id, upgraded
from mingbai.kernel.masks import HIDDEN, MOBILE, NO_DATA, IdMask, mask_account, mask_address, mask_id, mask_phone
from mingbai.kernel.secrecy.refused import NotSearchable
from mingbai.kernel.secrecy.ring import KeyRing


class Kind(StrEnum):
    """What a sealed field holds."""

    ID_NUMBER = "id_number"
    ACCOUNT = "account"
    PHONE = "phone"
    ADDRESS = "address"
    HEALTH = "health"


def canonical(kind: Kind, text: str) -> str:
    """
    Return the one form of all spellings of a value: 15-digit ID numbers in 18, digits without blanks.

    Raises BadId or BadAccount for what identifies nobody (missing, masked, spoilt by a spreadsheet), and
    NotSearchable for addresses, which have no one form, and facts of health, which are too few to hide behind a key.
    """
    match kind:
        case Kind.ID_NUMBER:
            number = upgraded(clean(text))
            if not is_valid_id(number) and (reason := lost_digits(number)):
                raise BadId(reason, text)
            return number
        case Kind.ACCOUNT if is_plain_account(text):
            return text  # nothing folds in it, and nothing is lost
        case Kind.ACCOUNT:
            if reason := account_damage(text):
                raise BadAccount(reason, text)
            return clean_account(text)
        case Kind.PHONE if digits := clean(text).replace("(", "").replace(")", ""):
            mobile = MOBILE.fullmatch(digits)
            return mobile[1] if mobile else digits
    raise NotSearchable(
        f"“{kind}”不能按密文检索；请改用姓名、证件号、账号或电话查找。",
        f"A value of kind “{kind}” is not searched for: look for an ID number, an account or a phone number.",
    )


def blind_index(ring: KeyRing, kind: Kind, text: str) -> bytes:
    """Return the 32 bytes by which equal values of a kind are found again, whatever table holds them."""
    return ring.index(kind, canonical(kind, text))


def masked(kind: Kind, text: str) -> str:
    """Return as much of a value as a list inside the office shows; the whole needs a reason and is logged."""
    match kind:
        case Kind.ID_NUMBER:
            return mask_id(text, IdMask.LOW)
        case Kind.ACCOUNT:
            return mask_account(text)
        case Kind.PHONE:
            return mask_phone(text)
        case Kind.ADDRESS:
            return mask_address(text)
        case Kind.HEALTH:
            return HIDDEN if text.strip() else NO_DATA
