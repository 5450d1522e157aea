"""Files that take long are begun first; and in CI nothing is skipped: what a machine may lack, CI installs first."""

import os
from collections import Counter

import pytest

pytest_plugins = ["mingbai.config.testing"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files with slow tests first, then those with many, so that at the end no worker waits long for another."""
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], item.path))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that left a test out; elsewhere pytest prints the reasons at its end (-ra)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nIn CI nothing may be skipped: install what is missing in .ci/run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
