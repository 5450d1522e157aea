"""What the machine could not do while files were read or written, in words: no room, no permission, no such place."""

import errno
import re

NUMBER = re.compile(r'"errno":\s*"?(\d+)')  # as DuckDB tells it
SAID = {
    errno.ENOSPC: (
        "磁盘已满，检查没有完成，原有文件没有改动；请腾出空间，或用--out换一个磁盘，再重新运行。",
        "The disk is full and the check was not completed; no file was changed. Make room or name a folder on another "
        "disk with --out, then run it again.",
    ),
    errno.EACCES: (
        "没有权限读写“{path}”；请修改权限，或用--out换一个文件夹。",
        "There is no permission to read or write “{path}”: change it, or name another folder with --out.",
    ),
    errno.EROFS: (
        "“{path}”所在的磁盘只能读不能写；请用--out换一个文件夹。",
        "“{path}” is on a disk that can only be read: name another folder with --out.",
    ),
    errno.ENOENT: (
        "“{path}”不存在，也建不出来；请核对路径。",
        "“{path}” does not exist and cannot be made: check the path.",
    ),
    errno.EMFILE: (
        "系统不允许同时打开这么多文件；请用ulimit -n调高上限后重新运行。",
        "The system does not allow so many open files: raise the limit with ulimit -n and run it again.",
    ),
}
SAID |= {
    errno.EDQUOT: SAID[errno.ENOSPC],
    errno.EPERM: SAID[errno.EACCES],
    errno.ENFILE: SAID[errno.EMFILE],
    errno.ENOTDIR: (
        "“{path}”的上一层是文件，不是文件夹；请核对路径。",
        "“{path}” lies below a file, not a folder: check the path.",
    ),
    errno.EEXIST: (
        "“{path}”是文件，不是文件夹；请核对路径。",
        "“{path}” is a file, not a folder: check the path.",
    ),
}


def said_of(error: BaseException) -> tuple[str, str] | None:
    """Return the sentence (Chinese, English) for what the machine could not do, None if the error is another."""
    number, path = getattr(error, "errno", None), getattr(error, "filename", None)
    if number is None and (found := NUMBER.search(str(error))):
        number = int(found[1])
    sentence = SAID.get(number) if isinstance(number, int) else None
    if sentence is None or ("{path}" in sentence[0] and path is None):
        return None
    zh, en = (words.format(path=path) for words in sentence)
    return zh, en
