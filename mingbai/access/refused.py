"""Why somebody cannot come in, or a key cannot be given: what is wrong, and whom to ask."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localtime

from mingbai.offices.refused import Refused


class NotEntered(Refused):
    """Number and password do not fit; which of the two is wrong is not said."""

    def __init__(self) -> None:
        super().__init__(
            "工号或密码不对，请重新输入；忘记密码的，请联系系统管理员重发初始密码。",
            "Staff number or password is not right: try again, or ask the system administrator for a new password.",
        )


class WrongCode(Refused):
    """The code is wrong, late or used."""

    def __init__(self) -> None:
        super().__init__(
            "动态口令不对，或已用过、已过期：请等手机上出现下一个六位数后再输。手机时间须自动校准。",
            "The code is wrong, used or too old: wait for the next six digits. The phone must set its own clock.",
        )


class TooMany(Refused):
    """The door is closed for a while."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        clock = f"{localtime(until):%H:%M}"
        super().__init__(
            f"输错次数过多，{clock}以后可再试；不是本人操作的，请立即告知安全保密管理员。",
            f"Too many wrong tries: come back after {clock}. Was it not you? Tell the security administrator at once.",
        )


class Blocked(Refused):
    """The key was blocked by an administrator."""

    def __init__(self) -> None:
        super().__init__(
            "这个账号已停用，请联系安全保密管理员。",
            "This account is blocked: ask the security administrator.",
        )


class HasCodes(Refused):
    """Codes count already; another telephone is set up after an administrator forgot the first one."""

    def __init__(self) -> None:
        super().__init__(
            "已绑定动态口令；更换手机请先由安全保密管理员清除，再重新绑定。",
            "Codes are set up: for another telephone the security administrator first has the old one forgotten.",
        )


class NoPost(Refused):
    """The key is right, but its owner holds no post today."""

    def __init__(self) -> None:
        super().__init__(
            "您今天没有生效的任职，不能进入；请系统管理员提出任职，由安全保密管理员批准。",
            "You hold no post today: the system administrator proposes one, the security administrator approves it.",
        )


class NoKey(Refused):
    """There is no such officer, or the officer has no key."""

    def __init__(self, officer_id: int) -> None:
        super().__init__(
            f"编号为{officer_id}的人员不存在，或还没有账号。", f"There is no officer {officer_id}, or none with a key."
        )


class OwnKey(Refused):
    """An administrator would give or open a key of his own."""

    def __init__(self) -> None:
        super().__init__(
            "不能给自己发账号或解除停用，请由另一名管理员办理。",
            "Nobody does this for oneself: ask another administrator.",
        )


class KeysGiven(Refused):
    """The first administrators have theirs; further ones are given by them."""

    def __init__(self) -> None:
        super().__init__(
            "首批管理员的账号已经发过；再发由系统管理员办理。",
            "The first administrators have their keys: the system administrator gives further ones.",
        )


WEAK = {  # what Django calls it → what to do
    "password_too_short": ("至少用10个字符", "use at least 10 characters"),
    "password_too_common": ("太常见，容易被猜中", "it is among the first that are guessed"),
    "password_entirely_numeric": ("不能只有数字", "digits alone will not do"),
    "names": ("不能含有姓名或工号", "it must not contain the name or the staff number"),
    "same": ("不能与原密码相同", "choose another than the old one"),
}


class WeakPassword(Refused):
    """The new password is too easy; all that is wrong with it is said at once."""

    def __init__(self, wrong: Iterable[str]) -> None:
        zh, en = zip(*(WEAK[one] for one in wrong), strict=True)
        super().__init__(f"新密码不合格：{'；'.join(zh)}。", f"The new password will not do: {'; '.join(en)}.")


class KeyOpensNothing(Refused):
    """A system's key is unknown, revoked or expired, or its post is no longer held; which of these is not said."""

    def __init__(self) -> None:
        super().__init__(
            "接口密钥无效、已停用或已到期，或者所属岗位已无人任职；请联系安全保密管理员。",
            "The key is unknown, revoked or expired, or nobody holds its post: ask the security administrator.",
        )


class TooFast(Refused):
    """A system calls more often than its key may."""

    def __init__(self, wait_s: int) -> None:
        self.wait_s = wait_s
        super().__init__(f"调用过于频繁，请{wait_s}秒后再试。", f"Too many calls: try again in {wait_s} seconds.")


class BadTerm(Refused):
    """A key would last too long, or not at all."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            f"有效期须为{least}至{most}天，请重新填写。", f"A key lasts {least} to {most} days: enter another term."
        )


class UnnamedView(Refused):
    """A view without a name, with a very long one, or of more than an address can say."""

    def __init__(self, longest: int) -> None:
        super().__init__(
            f"视图要有名称，最多{longest}个字；条件过多的请减少几个再保存。",
            f"A view needs a name of at most {longest} characters; with very many conditions, leave some out.",
        )


class TooManyViews(Refused):
    """More views than anybody finds one among."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"最多保存{most}个视图；请先删除不用的。",
            f"At most {most} views are kept: delete some that you no longer use.",
        )


class NotYourView(Refused):
    """The view is another's, or gone."""

    def __init__(self) -> None:
        super().__init__(
            "没有这个视图，或不是您保存的；只有保存人能改、能删。",
            "There is no such view, or somebody else keeps it: only they change or delete it.",
        )
