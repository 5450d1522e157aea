"""ISO 20022 pain.001.001.09, the version that today's banks take and both judges of our tests carry, in CNY."""

from xml.sax.saxutils import escape

from mingbai.payments.profiles.initiation import CreditTransfer, Initiation, yuan

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
PURPOSE = "SSBE"  # social security benefit, of the external code sets
CLEARING = "CNAPS"
# All charges are the debtor's (DEBT): nothing is taken from a family.
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{namespace}"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>{message_id}</MsgId><CreDtTm>{created_at}</CreDtTm><NbOfTxs>{count}</NbOfTxs>\
<CtrlSum>{sum}</CtrlSum><InitgPty><Nm>{initiating_party}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>{message_id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg><NbOfTxs>{count}</NbOfTxs>\
<CtrlSum>{sum}</CtrlSum><PmtTpInf><CtgyPurp><Cd>{purpose}</Cd></CtgyPurp></PmtTpInf>\
<ReqdExctnDt><Dt>{execute_on}</Dt></ReqdExctnDt><Dbtr><Nm>{debtor}</Nm></Dbtr>\
<DbtrAcct><Id><Othr><Id>{debtor_account}</Id></Othr></Id><Ccy>CNY</Ccy></DbtrAcct>\
<DbtrAgt>{debtor_agent}</DbtrAgt><ChrgBr>DEBT</ChrgBr>
"""
TAIL = "</PmtInf></CstmrCdtTrfInitn></Document>\n"


def written(one: Initiation) -> bytes:
    """Return the file; the same payments give the same bytes."""
    head = HEAD.format(
        namespace=NAMESPACE,
        message_id=one.message_id,
        created_at=one.created_at.isoformat(timespec="seconds"),
        count=one.count,
        sum=yuan(one.control_sum_fen),
        initiating_party=escape(one.initiating_party),
        purpose=PURPOSE,
        execute_on=one.execute_on.isoformat(),
        debtor=escape(one.debtor),
        debtor_account=one.debtor_account,
        debtor_agent=_agent(one.debtor_agent) or "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>",
    )
    return "".join([head, *map(_payment, one.transfers), TAIL]).encode()


def _payment(one: CreditTransfer) -> str:
    agent = f"<CdtrAgt>{_agent(one.creditor_agent)}</CdtrAgt>" if one.creditor_agent else ""
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{one.end_to_end_id}</EndToEndId></PmtId>"
        f'<Amt><InstdAmt Ccy="CNY">{yuan(one.amount_fen)}</InstdAmt></Amt>{agent}'
        f"<Cdtr><Nm>{escape(one.creditor)}</Nm></Cdtr>"
        f"<CdtrAcct><Id><Othr><Id>{one.creditor_account}</Id></Othr></Id></CdtrAcct>"
        f"<Purp><Cd>{PURPOSE}</Cd></Purp><RmtInf><Ustrd>{escape(one.remittance)}</Ustrd></RmtInf></CdtTrfTxInf>\n"
    )


def _agent(number: str) -> str:
    """Return a bank by its number in the national clearing system."""
    member = f"<ClrSysId><Cd>{CLEARING}</Cd></ClrSysId><MmbId>{number}</MmbId>"
    return f"<FinInstnId><ClrSysMmbId>{member}</ClrSysMmbId></FinInstnId>" if number else ""
