"""Who a key works as: the first thing a system asks."""

from ninja import Schema

from mingbai.api.access import OPERATIONS
from mingbai.api.entering import Request, reads
from mingbai.offices.queries import seat
from mingbai.offices.roles import ROLES


class Me(Schema):
    """岗位 · in whose post a key works, and what it may ask and do."""

    officer: str
    organisation: str
    role: str
    role_said: str
    region: str
    operations: list[str]


@reads("/me", "me")
def me(request: Request) -> Me:
    """这个密钥是谁 · in whose post this key works, and what is open to it"""
    by = request.actor
    officer, organisation = seat(by)
    return Me(
        officer=officer, organisation=organisation, role=by.role.value, region=by.region.code,
        role_said=ROLES[by.role].title, operations=[name for name, opens in OPERATIONS.items() if opens.to(by)],
    )  # fmt: skip
