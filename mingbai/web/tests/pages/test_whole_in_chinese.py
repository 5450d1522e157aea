"""Every page in Chinese, in normal and in large type, on a desk and on a telephone: whole, and open to everybody."""

import pytest

from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT
from mingbai.web.tests.pages.sights import LOOKS, SHOWN, Sight

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]


@pytest.mark.requirement("R-1408")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_is_whole_and_open_to_everybody(sight: Sight, name: str, look: str) -> None:
    sight.is_whole(name, "zh", look)
