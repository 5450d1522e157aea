"""The pages of offices and keys: three administrators apart, a list without gaps, a telephone, and who looked."""

import re
from html import unescape

import pytest
import segno
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingbai.access.codes import code_at
from mingbai.access.queries import key_standing, secret_being_set
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import posts_in, proposed_listings
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.web.tests.seats import Seats

SYSTEM, SECURITY, AUDIT = (
    (Kind.CIVIL_AFFAIRS, role)
    for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
)
LEADER, HANDLER = (Kind.CIVIL_AFFAIRS, Role.LEADER), (Kind.CIVIL_AFFAIRS, Role.HANDLER)


def body(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def done(client: Client, address: str, **typed: str) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


@pytest.mark.requirement("R-001")
def test_an_officer_is_entered_appointed_approved_and_given_a_key_by_two_administrators(seats: Seats) -> None:
    system, security = seats.client(*SYSTEM), seats.client(*SECURITY)
    bureau = seats.actors[HANDLER].organisation_id
    done(system, "/offices/register/0", name="沈新", number="X100")
    typed = {
        "number": "X100", "organisation_id": str(bureau), "role": "reviewer", "title": "复核岗",
        "from_on": "2026-11-22", "region": "", "until_on": "",
    }  # fmt: skip
    assert done(system, "/offices/appoint/0", **typed) == "/offices?done=appoint"
    (waiting,) = posts_in(COUNTY, timezone.localdate(), proposed=True)
    assert "沈新" in body(system, "/offices")
    assert "批准任职</a>" not in body(system, "/offices")

    assert system.post(f"/offices/approve/{waiting.pk}").status_code == 422
    done(security, f"/offices/approve/{waiting.pk}")
    assert "沈新" in body(security, "/offices", q="X100")

    assert "沈新" in body(system, "/keys")
    given = system.post(f"/keys/give/{waiting.officer_id}")
    assert "只显示这一次" in given.content.decode()
    assert key_standing(waiting.officer_id) is not None
    assert security.post(f"/keys/give/{waiting.officer_id}").status_code == 422

    still = system.post(f"/keys/depart/{waiting.officer_id}", {"left_on": "2026-11-30"})
    assert "请先终止任职" in still.content.decode()
    done(system, f"/offices/end/{waiting.pk}", until_on="2026-11-30", reason="调离")
    assert done(system, f"/keys/depart/{waiting.officer_id}", left_on="2026-11-30") == "/keys?done=depart"


def test_what_is_wrong_with_an_appointment_is_said_and_what_was_typed_stays(seats: Seats) -> None:
    typed = {"number": "没有", "organisation_id": "", "role": "", "title": "复核岗", "from_on": "昨天"}
    answer = seats.client(*SYSTEM).post("/offices/appoint/0", typed)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "没有这个工号" in shown
    assert 'value="复核岗"' in shown
    refused = seats.client(*SYSTEM).post("/offices/register/0", {"name": "重名", "number": "A0"})
    assert "已经登记给另一人" in refused.content.decode()


def test_what_is_not_ones_own_to_do_says_whose_it_is(seats: Seats) -> None:
    assert "系统管理员" in body(seats.client(*LEADER), "/offices/appoint/0")
    assert '<form method="post" action="/offices' not in body(seats.client(*LEADER), "/offices/appoint/0")
    assert seats.client(*SYSTEM).get("/offices/nothing/0").status_code == 404


@pytest.mark.requirement("R-002", "R-003")
def test_the_list_names_its_gaps_until_a_leader_approved_somebody(seats: Seats) -> None:
    system, leader = seats.client(*SYSTEM), seats.client(*LEADER)
    assert "无人负责的步骤" in body(leader, "/offices/duties")
    clerk = seats.actors[Kind.TOWNSHIP, Role.HANDLER]
    steps = body(system, f"/offices/list/{clerk.post_id}")
    assert "受理" in steps
    assert "银行代发" not in steps
    done(system, f"/offices/list/{clerk.post_id}", step_id="accept", from_on="2026-11-22")
    (listed,) = proposed_listings(COUNTY)
    assert "待批准的责任分工" in body(leader, "/offices/duties")
    refused = system.post(f"/offices/approve-listing/{listed.pk}")
    assert refused.status_code == 422
    done(leader, f"/offices/approve-listing/{listed.pk}")
    assert "/offices/end-listing/" in body(leader, "/offices/duties")
    done(leader, f"/offices/end-listing/{listed.pk}", until_on="2026-11-23", reason="换人")


def test_a_key_is_blocked_by_either_and_opened_by_the_security_administrator_alone(seats: Seats) -> None:
    system, security = seats.client(*SYSTEM), seats.client(*SECURITY)
    officer = seats.actors[Kind.BANK, Role.TELLER]
    inside = seats.signed_in(officer)
    assert inside.get("/").status_code == 200
    done(system, f"/keys/block/{officer.id}")
    assert inside.get("/").status_code == 302
    assert "已停用" in body(security, "/keys")
    assert system.post(f"/keys/unblock/{officer.id}").status_code == 422
    done(security, f"/keys/unblock/{officer.id}")
    own = security.post(f"/keys/unblock/{seats.actors[SECURITY].id}")
    assert "不能给自己" in own.content.decode()


def test_every_try_is_listed_and_failures_alone_if_asked(seats: Seats) -> None:
    Client(SERVER_NAME="localhost").post("/enter", {"number": "A0", "password": "wrong"})
    shown = body(seats.client(*AUDIT), "/keys/tries")
    assert "密码错" in shown
    assert "密码错" in body(seats.client(*AUDIT), "/keys/tries", only="failed")


def test_a_telephone_is_set_up_by_its_owner_and_asked_for_from_then_on(seats: Seats) -> None:
    client, actor = seats.client(*LEADER), seats.actors[LEADER]
    assert "开始设置" in body(client, "/code")
    done(client, "/code")
    secret = secret_being_set(actor.id)
    assert secret
    shown = body(client, "/code")
    assert "".join(re.findall(r"<span>([A-Z2-7]{1,4})</span>", shown)).startswith(secret)
    (address,) = re.findall(r"<code>(otpauth://totp/[^<]+)</code>", shown)
    (picture,) = re.findall(r'<div class="secret-picture"[^>]*>(<svg.*?</svg>)</div>', shown, re.DOTALL)
    assert picture == segno.make(unescape(address), error="m", micro=False).svg_inline(scale=4, omitsize=True)
    assert "style" not in picture
    assert "<svg" not in body(seats.client(*HANDLER), "/code").partition('id="main"')[2].partition("</main>")[0]

    assert client.post("/code", {"code": "000000"}).status_code == 422
    done(client, "/code", code=code_at(secret, timezone.now()))
    assert "动态口令已启用" in body(client, "/code")
    done(client, "/code")
    standing = key_standing(actor.id)
    assert standing is not None
    assert standing.has_codes
    done(seats.client(*SECURITY), f"/keys/reset/{actor.id}")


@pytest.mark.requirement("R-1505")
def test_who_looked_at_what_is_shown_to_those_who_watch(seats: Seats) -> None:
    seats.client(*HANDLER).get("/people", {"q": "赵某 561234"})
    shown = body(seats.client(*AUDIT), "/looks")
    assert "查人查户" in shown
    assert "赵某 ****1234" in shown
    assert seats.client(*HANDLER).get("/looks").status_code == 403


def test_no_page_of_offices_asks_more_when_there_are_more(seats: Seats) -> None:
    def questions(seat: tuple[Kind, Role], address: str) -> int:
        client = seats.client(*seat)
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        return len(told)

    pages = [
        (SYSTEM, "/offices"), (LEADER, "/offices/duties"), (SYSTEM, "/keys"), (AUDIT, "/keys/tries"), (AUDIT, "/looks")
    ]  # fmt: skip
    seats.client(*HANDLER).get("/people", {"q": "赵某"})
    before = [[questions(*one) for one in pages] for _ in range(2)][1]  # the first time templates ask once
    for _ in range(4):
        post = seats.county.post(seats.actors[HANDLER].organisation_id, Role.HANDLER)
        seats.county.listed("keep_data", post, seats.actors[LEADER])
        seats.client(*HANDLER).get("/people", {"q": "赵某"})
    after = [questions(*one) for one in pages]
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)
