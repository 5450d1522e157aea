"""Whose account it is: the person's own, an agent's by a filed authorisation, a care home's, or nobody knows why."""

from enum import StrEnum

from mingbai.kernel.names import same_name


class Holder(StrEnum):
    """By what right the holder of an account receives somebody's money (R-708)."""

    SELF = "self"
    PROXY = "proxy"
    INSTITUTION = "institution"
    DIFFERS = "differs"  # as an opening stock may say; never confirmed until it is explained


def holder_of(*, holder_name: str, owner: str, is_institution: bool, agent: str | None) -> Holder:
    """
    Return by what right the holder receives the owner's money.

    `owner` is the person's or the institution's name; `agent` whom a filing in force lets draw for the person. Names
    are compared as banks write them: in normal form, unwritable characters standing for any (R-712).
    """
    if same_name(holder_name, owner):
        return Holder.INSTITUTION if is_institution else Holder.SELF
    if agent is not None and same_name(holder_name, agent):
        return Holder.PROXY
    return Holder.DIFFERS
