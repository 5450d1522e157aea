"""One act is one transaction; what the database refuses by a constraint comes back as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mingbai.offices.refused import AdministratesToo, Refused

M = TypeVar("M", bound=Model)


class Unknown(Refused):
    """There is no such record."""


SAID = {  # how the constraint's name begins → why, and what to do
    "offices_one_organisation": (
        "这个区划已有同类同名的机构，请核对，或换一个名称。",
        "This division has an organisation of that kind and name already: check, or choose another name.",
    ),
    "offices_officer_number": (
        "这个工号已经登记给另一人，请核对工号。",
        "The staff number is another officer's: check the number.",
    ),
    "offices_listed_once": (
        "责任清单上已有同一岗位、同一步骤、同日起的一条，不必重复。",
        "The list has this post for this step from this day already.",
    ),
    "offices_named": ("机构名称不能为空。", "An organisation needs a name."),
    "offices_officer_named": ("姓名和工号都不能为空。", "An officer needs a name and a staff number."),
    "offices_closed_after_opening": ("撤销日必须晚于设立日。", "An organisation closes after it was opened."),
    "offices_post_ends_after_it_begins": ("终止日不能早于起始日。", "A post cannot end before it begins."),
    "offices_listing_ends_after_it_begins": ("终止日不能早于起始日。", "A listing cannot end before it begins."),
    "offices_post_refused_with_reason": ("退回须写明理由。", "Say why it is refused."),
    "offices_listing_refused_with_reason": ("退回须写明理由。", "Say why it is refused."),
}


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if name == "offices_administrators_do_nothing_else":
            raise AdministratesToo from error
        for beginning, (zh, en) in SAID.items():
            if name.startswith(beginning):
                raise Refused(zh, en) from error
        raise


def locked(model: type[M], key: int) -> M:
    """Return a record that nobody else changes until the act is done; raise Unknown if there is none."""
    found = model._default_manager.select_for_update().filter(pk=key).first()
    if found is None:
        raise Unknown(f"没有编号为{key}的记录，请核对编号。", f"There is no record {key}: check the number.")
    return found
