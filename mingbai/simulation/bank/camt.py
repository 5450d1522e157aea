"""Answers in ISO 20022: camt.054 for money that moved, pain.002 for payments refused."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.simulation.bank.faults import Line

NOTIFICATION = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
REPORT = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"
PAYER = "0000000000000001"


def notification(lines: Sequence[Line], month: Month, seed: int) -> bytes:
    """Return a camt.054 of one entry a line."""
    number = f"N{month}-{seed}"
    made_at = f"{max(line.paid_on for line in lines) if lines else month.last_on}T18:00:00"
    total = yuan(sum(line.amount_fen for line in lines))
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{NOTIFICATION}"><BkToCstmrDbtCdtNtfctn><GrpHdr>'
        f"<MsgId>M{number}</MsgId><CreDtTm>{made_at}</CreDtTm></GrpHdr><Ntfctn><Id>{number}</Id>"
        f"<CreDtTm>{made_at}</CreDtTm><Acct><Id><Othr><Id>{PAYER}</Id></Othr></Id></Acct><TxsSummry><TtlNtries>"
        f"<NbOfNtries>{len(lines)}</NbOfNtries><Sum>{total}</Sum></TtlNtries></TxsSummry>\n"
    )
    entries = "\n".join(map(_entry, lines))
    return f"{head}{entries}\n</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n".encode()


def yuan(fen: int) -> str:
    """Return fen as decimal yuan without separators."""
    return show_yuan(fen).replace(",", "")


def _entry(line: Line) -> str:
    sign = "CRDT" if line.status == "returned" else "DBIT"
    amount = f'<Amt Ccy="CNY">{yuan(line.amount_fen)}</Amt><CdtDbtInd>{sign}</CdtDbtInd>'
    number = line.end_to_end_id or "NOTPROVIDED"
    back = f"<RtrInf><AddtlInf>{escape(line.reason)}</AddtlInf></RtrInf>" if line.reason else ""
    return (
        f"<Ntry><NtryRef>{line.reference}</NtryRef>{amount}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{line.paid_on}</Dt>"
        "</BookgDt><BkTxCd><Prtry><Cd>PMNT</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs>"
        f"<AcctSvcrRef>{line.reference}</AcctSvcrRef><EndToEndId>{number}</EndToEndId></Refs>{amount}<RltdPties>"
        f"<Cdtr><Pty><Nm>{escape(line.name)}</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>{line.account}</Id></Othr></Id>"
        f"</CdtrAcct></RltdPties><RmtInf><Ustrd>{escape(line.purpose)}</Ustrd></RmtInf>{back}</TxDtls></NtryDtls></Ntry>"
    )


def status_report(lines: Sequence[Line], month: Month, seed: int) -> bytes:
    """Return a pain.002 of the payments the bank refused."""
    number, made_at = f"P{month}-{seed}", f"{lines[0].paid_on}T18:00:00"
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{REPORT}"><CstmrPmtStsRpt><GrpHdr>'
        f"<MsgId>{number}</MsgId><CreDtTm>{made_at}</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{month}"
        "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
        f"<OrgnlPmtInfId>{month}</OrgnlPmtInfId>\n"
    )
    return (head + "\n".join(map(_status, lines)) + "\n</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n").encode()


def _status(line: Line) -> str:
    return (
        f"<TxInfAndSts><StsId>{line.reference}</StsId><OrgnlEndToEndId>{line.end_to_end_id}</OrgnlEndToEndId>"
        f"<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Prtry>ACCOUNT</Prtry></Rsn><AddtlInf>{escape(line.reason)}</AddtlInf>"
        f'</StsRsnInf><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">{yuan(line.amount_fen)}</InstdAmt></Amt><RmtInf><Ustrd>'
        f"{escape(line.purpose)}</Ustrd></RmtInf><Cdtr><Pty><Nm>{escape(line.name)}</Nm></Pty></Cdtr><CdtrAcct><Id>"
        f"<Othr><Id>{line.account}</Id></Othr></Id></CdtrAcct></OrgnlTxRef></TxInfAndSts>"
    )
