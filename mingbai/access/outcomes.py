"""What a try to come in can end with."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a try ended."""

    ENTERED = "entered"
    CODE_NEXT = "code_next"  # the password is right, and a code is asked for next
    UNKNOWN = "unknown"  # nobody has that number, or has no key
    WRONG = "wrong"
    WRONG_CODE = "wrong_code"
    WRONG_KEY = "wrong_key"  # a system's: unknown, revoked or expired
    BLOCKED = "blocked"
    TOO_MANY = "too_many"


FAILED = frozenset({Outcome.UNKNOWN, Outcome.WRONG, Outcome.WRONG_CODE, Outcome.WRONG_KEY})
SAID = {  # Chinese, English
    Outcome.ENTERED: ("已进入", "entered"),
    Outcome.CODE_NEXT: ("密码对，待输动态口令", "right password, code to follow"),
    Outcome.UNKNOWN: ("没有这个工号", "no such number"),
    Outcome.WRONG: ("密码错", "wrong password"),
    Outcome.WRONG_CODE: ("动态口令错", "wrong code"),
    Outcome.WRONG_KEY: ("接口密钥无效", "wrong key of a system"),
    Outcome.BLOCKED: ("账号已停用", "blocked"),
    Outcome.TOO_MANY: ("输错过多，暂不受理", "too many wrong tries"),
}
