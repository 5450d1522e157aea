"""Why an errand is not taken on, or is not there."""

from mingbai.offices.refused import Refused


class NotThere(Refused):
    """There is no such errand of this officer's."""

    def __init__(self) -> None:
        super().__init__(
            "没有这项任务，或者它不是您提交的；任务和结果保留30天。",
            "There is no such task, or it is not yours; tasks and what came of them are kept for 30 days.",
        )


class TooMany(Refused):
    """Too many errands of one officer's are open."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"您已有{most}项任务在排队或办理，请等其中一项办完，或取消不需要的再提交。",
            f"{most} tasks of yours are waiting or running: let one end, or cancel what you no longer need.",
        )


class TooLarge(Refused):
    """What is sent with an errand is too large to keep."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            f"文件“{name}”超过{most // 1_000_000} MB，不能提交；请按乡镇或按月拆分后再交。",
            f"The file “{name}” is larger than {most // 1_000_000} MB: divide it by township or by month.",
        )


class AskedByAnother(Refused):
    """Somebody else asked for the same, and it is not done yet."""

    def __init__(self, name: str, subject: str) -> None:
        super().__init__(
            f"{name}已提交同样的任务（{subject}），正在办理；请等它办完再看结果。",
            f"{name} asked for the same already ({subject}): it is under way; look again when it is done.",
        )
