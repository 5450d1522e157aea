"""专款专用 (R-614): a paper that names a use assistance money must never serve moves nothing, and is remembered."""

from datetime import datetime

from django.utils.timezone import localdate

from mingbai.offices.attempts import Attempt
from mingbai.policy.funds.uses import negative_use
from mingbai.policy.parameters import Parameters, shipped
from mingbai.policy.parameters.entry import NATION
from mingbai.treasury.refused import ForbiddenUse


def require_lawful_use(
    text: str, *, fen: int, by: int, at: datetime, about: str = "posting", here: Parameters | None = None
) -> None:
    """
    Do nothing where a paper names no forbidden use; else raise ForbiddenUse, which the log keeps (JN-2020-21#2.4).

    Without `here`, the standards of a place, those of the nation are asked: no place may do with less.
    """
    use = negative_use(text, here or shipped().at(NATION, localdate(at)))
    if use is not None:
        content = {"text": text, "use": use, "fen": fen}
        subject = f"treasury.{about}/{at:%Y%m%dT%H%M%S%f}/{by}"
        raise ForbiddenUse(text, use, Attempt("treasury.use_refused", subject, content, by, at))
