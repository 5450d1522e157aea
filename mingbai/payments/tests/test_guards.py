"""x for the tables of payments."""

import pytest
from django.db import connections

from mingbai.config.guards.standing import missing_guards


@pytest.mark.usefixtures("desk")
def test_every_guard_stands() -> None:
    from django.apps import apps

    desk = connections["default"].settings_dict["USER"]
    assert missing_guards(desk, apps.get_app_config("payments").get_models()) == []
