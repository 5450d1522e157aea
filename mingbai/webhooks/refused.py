"""Why an address is not told, or an act on one is refused."""

from mingbai.offices.refused import Refused


class BadAddress(Refused):
    """An address nobody may be told at."""


class NotReached(Exception):
    """An address did not answer, or may not be spoken to; the text is for the log of deliveries."""


class NoSuch(Refused):
    """There is no such address or message in sight."""

    def __init__(self) -> None:
        super().__init__("没有这个推送地址或消息。", "There is no such address or message.")


class NothingWanted(Refused):
    """No event, or one the post may not read, was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "请至少选一种事件，且须是该岗位能查阅的业务。",
            "Choose at least one event, of records that the post may read.",
        )
