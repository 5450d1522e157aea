"""What the bank says of a file it took is read as it stands, and what cannot be read is taken in by nobody."""

import pytest

from mingbai.payments.profiles import Answer, Unreadable, answers_of

PAIN002 = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-10-09T09:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>F1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{status}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>F1</OrgnlPmtInfId>{payments}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""


def one(name: str, status: str, reason: str = "") -> str:
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn><AddtlInf>户名不符</AddtlInf></StsRsnInf>" if reason else ""
    return f"<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}</TxInfAndSts>"


def report(*payments: str, status: str = "", version: str = "10") -> bytes:
    group = f"<GrpSts>{status}</GrpSts>" if status else ""
    return PAIN002.format(version=version, status=group, payments="".join(payments)).encode()


@pytest.mark.parametrize("version", ["03", "10", "14"])
def test_each_payment_has_its_own_answer(version: str) -> None:
    found = answers_of(report(one("E1", "ACSP"), one("E2", "RJCT", "AC01"), one("E3", "PDNG"), version=version))
    assert (found.message_id, found.whole) == ("F1", None)
    assert found.answers == (Answer("E1", True, ""), Answer("E2", False, "AC01 户名不符"), Answer("E3", None, ""))


@pytest.mark.parametrize(("status", "accepted"), [("ACTC", True), ("RJCT", False), ("PART", None), ("", None)])
def test_a_file_may_be_answered_as_a_whole(status: str, accepted: bool | None) -> None:
    assert answers_of(report(status=status)).whole is accepted


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        report(one("E1", "ACSP"))[:-20],
        report(one("E1", "WHAT")),
        report(one("", "ACSP")),
        report(one("E1", "ACSP"), one("E1", "RJCT")),
        b"<Document/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + report(one("E1", "ACSP")),
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a>'.encode("utf-16") + report(),
    ],
)
def test_what_is_cut_unknown_or_hides_entities_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        answers_of(content)
