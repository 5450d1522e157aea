"""What is larger than anything we take is answered before it is read, in the user's words."""

import pytest

from mingbai.web.bounds import LARGEST
from mingbai.web.tests.seats import stranger


@pytest.mark.usefixtures("database")
def test_a_request_that_says_it_is_too_long_is_not_read() -> None:
    answer = stranger().post("/enter", {"number": "1"}, CONTENT_LENGTH=str(LARGEST + 1))

    assert answer.status_code == 413
    assert "没有读取" in answer.content.decode()


@pytest.mark.usefixtures("database")
def test_fields_that_hold_more_than_is_taken_are_told_like_it() -> None:
    answer = stranger().post("/enter", {"number": "1" * (6 * 2**20)})

    assert answer.status_code == 413
    assert "请返回上一页" in answer.content.decode()
