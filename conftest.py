"""In CI nothing is skipped: what a developer's machine may lack, CI installs first."""

import os

import pytest

pytest_plugins = ["mingbai.config.testing"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI that left a test out; elsewhere pytest prints the reasons at its end (-ra)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nIn CI nothing may be skipped: install what is missing in .ci/run.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
