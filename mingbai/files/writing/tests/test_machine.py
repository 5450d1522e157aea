"""Words for what the machine could not do."""

import errno

import pytest

from mingbai.files.writing.machine import said_of

OF_DUCKDB = (
    'IO Error: Async write failed for range [offset=0, size=491]: {"exception_type":"IO","exception_message":'
    '"Could not write file \\"a.parquet\\": No space left on device","errno":"28"}'
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a"), "磁盘已满"),
        (RuntimeError(OF_DUCKDB), "磁盘已满"),
        (PermissionError(errno.EACCES, "Permission denied", "/结果"), "没有权限读写“/结果”"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory", "甲/乙"), "“甲/乙”的上一层是文件"),
    ],
)
def test_what_the_machine_cannot_do_is_said_in_words(error: Exception, words: str) -> None:
    said = said_of(error)
    assert said is not None
    assert said[0].startswith(words)


@pytest.mark.parametrize("error", [ValueError("x"), OSError("x"), OSError(errno.EACCES, "x"), KeyError("errno")])
def test_other_errors_are_not_explained_away(error: Exception) -> None:
    assert said_of(error) is None
