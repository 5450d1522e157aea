"""What the money may not serve (R-614), and the names under which it is paid (R-715)."""

from collections.abc import Iterable

from mingbai.policy.parameters import Parameters
from mingbai.policy.refused import Refused


class NoPurpose(Refused):
    """A programme has no name of its own among those a locality allows."""

    def __init__(self, programme: str, known: list[str]) -> None:
        super().__init__(
            f"发放名目表里没有“{programme}”，不能发放；现有：{'、'.join(known)}。"
            "请先在本地标准中补充 payment_purposes。",
            f"No name is set for paying “{programme}”; there are {', '.join(known)}. Add it to payment_purposes first.",
        )


class ForbiddenName(Refused):
    """Money would be paid under the name of a use it must never serve."""

    def __init__(self, name: str, use: str) -> None:
        super().__init__(
            f"发放名目“{name}”属于“{use}”，救助资金不得用于此项（济民字〔2020〕21号第二部分（四））；"
            "请更正政策标准中的发放名目（payment_purposes）。",
            f"The name “{name}” is {use}, which assistance money never serves (Jining Opinions (2020), sec. 2.4): "
            "correct the names of payments among the standards (payment_purposes).",
        )


def negative_use(text: str, parameters: Parameters) -> str | None:
    """Return which forbidden use a posting's purpose names, such as 日常办公经费, or None (JN-2020-21#2.4)."""
    for use, *words in parameters.table("negative_uses"):
        if use in text or any(word in text for word in words):
            return str(use)
    return None


def payment_purposes(parameters: Parameters) -> dict[str, str]:
    """Return programme → the name the bank prints beside its payments, in a place on a day (JN-2020-21#2.3)."""
    return checked_purposes(parameters.table("payment_purposes"), parameters)


def checked_purposes(rows: Iterable[tuple[str, str]], parameters: Parameters) -> dict[str, str]:
    """Return programme → name of a list of purposes; raise ForbiddenName for one that names a forbidden use (R-614)."""
    purposes = dict(rows)
    for name in purposes.values():
        if (use := negative_use(name, parameters)) is not None:
            raise ForbiddenName(name, use)
    return purposes


def payment_purpose(programme: str, parameters: Parameters) -> str:
    """Return the name under which a programme is paid; raise NoPurpose: no other name is made up."""
    purposes = payment_purposes(parameters)
    if programme not in purposes:
        raise NoPurpose(programme, sorted(purposes))
    return purposes[programme]
