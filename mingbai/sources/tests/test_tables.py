"""What the database refuses by itself: one bad row for every constraint of this folder."""

import pytest

pytestmark = pytest.mark.usefixtures("desk")


def test_x():
    pass
