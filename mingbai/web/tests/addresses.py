"""Every address of the console as tests open it; those with something to fill in are given an example."""

from collections.abc import Mapping

from django.urls import URLPattern, reverse

from mingbai.web.urls import urlpatterns

# name of an address → what fills it; a page whose address carries a number adds a line here
EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "errands.errand": {"errand_id": 1},
    "errands.file": {"errand_id": 2, "number": 0},
    "cockpit.table": {"name": "matrix"},
    "alerts.task": {"task_id": 1},
    "alerts.act": {"task_id": 1, "name": "snooze"},
    "inspections.problem": {"problem_id": 1},
    "inspections.act": {"problem_id": 1, "name": "report"},
    "people.person": {"person_id": 1},
    "people.history": {"person_id": 1},
    "people.reveal": {"person_id": 1, "field": "id_number"},
    "people.reveal_account": {"account_id": 1},
    "people.account": {"account_id": 1},
    "people.account_new": {"person_id": 1},
    "people.household": {"household_id": 1},
    "people.household_history": {"household_id": 1},
    "awards.award": {"award_id": 1},
    "awards.review": {"award_id": 1},
    "awards.change": {"award_id": 1, "name": "lower"},
    "awards.decision": {"decision_id": 1},
    "imports.upload": {"upload_id": 1},
    "imports.workbook": {"upload_id": 1},
    "month.roster": {"roster_id": 1},
    "month.act": {"roster_id": 1, "name": "set-aside"},
    "prechecks.cell": {"place": "999901101", "programme": "dibao_rural"},
    "prechecks.leave": {"line_id": 1},
    "prechecks.hold": {"hold_id": 1, "name": "hold"},
    "prechecks.move": {"departure_id": 1, "name": "agree"},
    "prechecks.pay_back": {"place": "999901101"},
    "prechecks.release": {"roster_id": 1},
    "payments.file": {"file_id": 1},
    "payments.correct": {"payment_id": 1},
    "receipts.item": {"item_id": 1},
    "evidence.code": {"code": "00000-00000"},
    "evidence.of": {"table": "awards.award", "key": 1},
    "evidence.proof": {"table": "offices.organisation", "key": 1, "act_id": 1},
    "treasury.fund": {"fund_id": 1},
    "treasury.entries": {"fund_id": 1, "entry": "31a79d8b-d44b-5f67-b587-a9c4f4609940"},
    "treasury.propose": {"sort": "move"},
    "standards.entry": {"entry_id": 1},
    "standards.value": {"key": "dibao_rural_standard_fen"},
    "standards.propose": {"key": "dibao_rural_standard_fen"},
    "offices.act": {"name": "appoint", "key": 0},
    "keys.act": {"name": "block", "key": 2},
    "links.act": {"name": "enter", "key": 0},
    "links.endpoint": {"endpoint_id": 1},
    "papers.issue": {"name": "ledger"},
    "papers.issue_one": {"name": "roster", "key": 1},
    "backups.act": {"name": "make"},
    "rules.replay": {"rule_id": "RK-301"},
    "rules.replayed": {"replay_id": 1},
    "rules.rule": {"rule_id": "RK-101"},
    "rules.text": {"text_id": "YC-2022-2"},
    "rules.article": {"text_id": "YC-2022-2", "number": "2.3.3"},
}

# there for the unit of the example and overseers, or once it has left for the bank that looks, or has come back
OF_ONE_UNIT = frozenset(
    {"inspections.problem", "inspections.act", "payments.file", "payments.correct", "errands.errand", "errands.file"}
    | {"imports.upload", "imports.workbook"}
)

ROW_BY_ROW = frozenset(
    {"evidence.of", "evidence.proof", "evidence.code"}
)  # open to everybody, each row to who reads its stage


def names() -> list[str]:
    """Return the names of all addresses, in the order of `urls.py`."""
    assert all(isinstance(one, URLPattern) and one.name for one in urlpatterns)
    return [str(one.name) for one in urlpatterns]


def address(name: str) -> str:
    """Return an address that can be opened."""
    return reverse(name, kwargs=dict(EXAMPLES.get(name, {})))
