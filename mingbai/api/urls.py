"""The API's addresses: every operation declared in `endpoints`, its description, and nothing else."""

from django.urls import path, re_path
from ninja import NinjaAPI

from mingbai.api.endpoints import (
    alerts,
    hearing,
    lists,
    own,
    payments,
    people,
    planning,
    proposing,
    receipts,
    releasing,
    rostering,
    rosters,
    standards,
)
from mingbai.api.endpoints.awards import changing, reading
from mingbai.api.endpoints.money import closing, matching, paying_back, returned
from mingbai.api.endpoints.overseeing import books, clues, evidence, problems, rules
from mingbai.api.endpoints.registers import figures, filings, offices
from mingbai.api.endpoints.registers import papers as printed
from mingbai.api.entering import Key, router
from mingbai.api.problems import answer_problems, not_there
from mingbai.api.reference.views import reference

__all__ = [
    "alerts",
    "books",
    "changing",
    "closing",
    "clues",
    "evidence",
    "figures",
    "filings",
    "hearing",
    "lists",
    "matching",
    "offices",
    "own",
    "paying_back",
    "payments",
    "people",
    "planning",
    "printed",
    "problems",
    "proposing",
    "reading",
    "receipts",
    "releasing",
    "returned",
    "rostering",
    "rosters",
    "rules",
    "standards",
]

api = NinjaAPI(
    title="mingbai 明白",
    version="v1",
    description=(
        "社会救助资金监管接口：岗位的角色和辖区决定能看什么、能办什么。金额以分为单位。出错按 RFC 9457 说明。\n\n"
        "Role and division of a key's post decide what it may ask and do. Amounts are whole fen. "
        "Problems are told as RFC 9457 has them, in the language of Accept-Language."
    ),
    auth=Key(),
    docs_url=None,
    urls_namespace="api",
)
answer_problems(api)
api.add_router("", router)
urlpatterns = [
    path("docs", reference, name="reference"),
    path("", not_there),
    path("", api.urls),
    re_path(r"", not_there),
]
