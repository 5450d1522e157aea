"""Why an act on plans, files or payments is refused: what is wrong, and who may do what instead."""

from collections.abc import Collection

from mingbai.kernel.money import show_yuan
from mingbai.offices.kinds import TITLES, Kind
from mingbai.offices.refused import Refused
from mingbai.payments.states import TITLES as STATES
from mingbai.payments.states import State
from mingbai.rules.speaking import programme_names

SHOWN = 3


class NotThere(Refused):
    """There is no such record, or not in the actor's division."""

    def __init__(self, what: str, what_en: str, key: object) -> None:
        super().__init__(
            f"您的辖区内没有{what}{key}，请核对编号。", f"There is no {what_en} {key} in your division: check it."
        )


class NotYourOffice(Refused):
    """The step is another organisation's (R-701)."""

    def __init__(self, title: str, title_en: str, kind: Kind) -> None:
        zh, en = TITLES[kind]
        super().__init__(f"“{title}”由{zh}办理。", f"To {title_en} is for {en}.")


class OutOfPlace(Refused):
    """The record lies outside the actor's division."""

    def __init__(self, mine: str, theirs: str) -> None:
        super().__init__(f"您管辖{mine}，不能办理{theirs}的事项。", f"You work in {mine}: {theirs} lies outside.")


class WrongState(Refused):
    """The record is not where the move begins, perhaps because somebody was faster."""

    def __init__(self, title: str, title_en: str, state: str) -> None:
        super().__init__(
            f"现在的状态是“{state}”，不能“{title}”；请刷新后再看。",
            f"It is now “{state}”, so you cannot {title_en}: look again.",
        )


class SamePerson(Refused):
    """One person would take two steps of one payment."""

    def __init__(self) -> None:
        super().__init__(
            "编制、复核、放行、发送须由四个不同的人办理，您已办过其中一步；请由另一人办理。",
            "Who makes, reviews, releases and sends a payment are four people, and you took one of these steps: "
            "somebody else must take this one.",
        )


class PaidAlready(Refused):
    """A line, a family or a person would be paid twice."""

    def __init__(self) -> None:
        super().__init__(
            "这一笔已经编制、发送或到账，不能再发；只有银行退回或未付之后才能重发。",
            "This is being paid or was paid already: another attempt needs the bank's rejection or return first.",
        )


class NotReleased(Refused):
    """A payment would differ from the line that was released."""

    def __init__(self, what: str = "") -> None:
        super().__init__(
            f"付款与放行的名册不一致，未写入{what}；只能按前置核对放行的名册行发放。",
            f"A payment is not what was released{what}; nothing was written: only released lines are paid.",
        )


class NoMoney(Refused):
    """No plan of use has arrived that could pay this."""

    def __init__(self, programme: str, lacking_fen: int, *, is_scattered: bool = False) -> None:
        """Say how many fen are lacking; `is_scattered` where there is as much, in plans that pay no whole line each."""
        zh, en, lacking = programme_names(programme, "zh"), programme_names(programme, "en"), show_yuan(lacking_fen)
        if is_scattered:
            super().__init__(
                f"“{zh}”本月已到位的资金分在几份用款计划里、凑不成整行，尚缺{lacking}元；请再申报一份，另需金额填这个数。",
                f"The money that arrived for {en} stands in several plans that pay no whole line each and lacks "
                f"{lacking} yuan: ask for a plan of that amount.",
            )
        else:
            super().__init__(
                f"“{zh}”本月已到位的用款计划不足，尚缺{lacking}元；请财政部门先办理资金到位。",
                f"The plans of use that arrived for {en} lack {lacking} yuan: finance must note the arrival first.",
            )


class NoPayer(Refused):
    """No account is registered from which this could be paid, or more than one."""

    def __init__(self, region: str, programme: str, found: int) -> None:
        several = f"有{found}个，请指明用哪一个" if found else "还没有，请财政部门先登记并批准"
        several_en = "several: say which" if found else "none: finance registers and approves one first"
        super().__init__(
            f"{region}“{programme_names(programme, 'zh')}”的付款账户{several}。",
            f"Of registered accounts that may pay {programme_names(programme, 'en')} in {region} there are "
            f"{several_en}.",
        )


class UnlistedPath(Refused):
    """Money would leave by a step that is on no whitelist (R-609)."""

    def __init__(self, hints: Collection[str]) -> None:
        named = ", ".join(hints)
        super().__init__(
            f"账户{named}的下一步不在账户对白名单内，不能封存；请财政部门登记并批准账户对。",
            f"The step out of account {named} is on no whitelist: finance registers and approves the pair first.",
        )


class NothingToPay(Refused):
    """There is no line left to pay."""

    def __init__(self, what: str = "没有可以发放的名册行。", what_en: str = "There is no line to pay.") -> None:
        super().__init__(what, what_en)


class UnknownPayments(Refused):
    """The bank answers for payments that were never sent: nothing of it is entered."""

    def __init__(self, names: Collection[str]) -> None:
        first = ", ".join(sorted(names)[:SHOWN])
        super().__init__(
            f"没有发出过付款{first}（共{len(names)}笔查无此款）；请核对回单，未作任何登记。",
            f"No payment {first} was ever sent ({len(names)} are unknown): check the receipts; nothing was entered.",
        )


class Contradicted(Refused):
    """The bank says what cannot follow what it said before: nothing of it is entered."""

    def __init__(self, found: Collection[tuple[str, str, str]]) -> None:
        name, state, asked = sorted(found)[0]
        (zh, en), (then_zh, then_en) = STATES[State(state)], STATES[State(asked)]
        super().__init__(
            f"付款{name}现为“{zh}”，不能再记为“{then_zh}”（共{len(found)}笔）；请与银行核实，未作任何登记。",
            f"Payment {name} is “{en}” and cannot become “{then_en}” ({len(found)} such): ask the bank; "
            "nothing was entered.",
        )


class NotToBeRepeated(Refused):
    """Another attempt is asked for before the last one is known to have failed."""

    def __init__(self, name: str, state: str) -> None:
        zh, en = STATES[State(state)]
        super().__init__(
            f"付款{name}现为“{zh}”，不能重发；没有银行的退回或未付凭据，就不能认定没有到账。",
            f"Payment {name} is “{en}”: without the bank's word that it failed there is no other attempt.",
        )


class Tampered(Refused):
    """The kept bytes of a file are not those that were sealed."""

    def __init__(self, message_id: str) -> None:
        super().__init__(
            f"代发文件{message_id}的内容与封存时的SHA-256不符，不予发送；请立即报告，保护现场。",
            f"File {message_id} is not what was sealed and is not sent: report this at once.",
        )


class OutboxInTheWay(Refused):
    """Another file of that name lies where this one should go."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"发送目录中已有同名但内容不同的文件“{name}”，未作改动；请查明来源。",
            f"The outbox holds another file “{name}”, which was not touched: find out whose it is.",
        )


class NotOnItsOwn(RuntimeError):
    """A file was to leave inside a transaction that could still be taken back."""
