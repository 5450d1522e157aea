"""A second person at the same screen: who agrees types number and password, and a code where there is a telephone."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from mingbai.access.actions import confirm_code, enter
from mingbai.access.queries import open_posts
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import actor
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role

FIRST_PASSWORD = Refused(
    "第二人还在用初始密码，请先由本人登录并修改密码。", "The second person still has a first password: change it first."
)
NO_SUCH_POST = Refused(
    "第二人没有可以批准这一步的岗位，请换有权批准的人员。",
    "The second person holds no post that may approve this step.",
)


def second_person(
    *, number: str, password: str, code: str, roles: Collection[Role], kinds: Collection[Kind], address: str,
    at: datetime,
) -> Actor:  # fmt: skip
    """
    Return who agrees, in the first of their posts that may.

    Raise what the door says of a wrong number, password or code (every try is kept and counted), and Refused where
    the password was never changed or no post of theirs may do this.
    """
    entered = enter(number=number, password=password, address=address, at=at)
    if entered.needs_code:
        confirm_code(officer_id=entered.officer_id, code=code, address=address, at=at)
    if entered.must_change:
        raise FIRST_PASSWORD
    on = timezone.localdate(at)
    for post in open_posts(entered.officer_id, on):
        held = actor(post, on)
        if held.role in roles and held.party in kinds:
            return held
    raise NO_SUCH_POST
