"""Loads the makers of bad files, which stand beside their expected sentences."""

import importlib.util
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent


def makers() -> dict[str, object]:
    """Return every maker of this folder by its name: `texts.empty_file` → the function."""
    found: dict[str, object] = {}
    for name in ("texts", "tables", "clerks", "workbooks", "archives"):
        spec = importlib.util.spec_from_file_location(f"bad_input_{name}", HERE / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        found |= {f"{name}.{maker.__name__}": maker for maker in module.CASES}
    return found


def pytest_generate_tests(metafunc) -> None:  # type: ignore[no-untyped-def]
    """Give every test that asks for one each bad input in turn."""
    if "bad_input" in metafunc.fixturenames:
        cases = makers()
        if "refused" in metafunc.fixturenames:  # only those that refuse single rows
            expected = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
            rows = {
                name: [found for found in case["problems"] if found["level"] == "row"]
                for name, case in expected.items()
            }
            refusing = [name for name in cases if rows[name]]
            metafunc.parametrize(
                ("bad_input", "make", "refused"),
                [(name, cases[name], len(rows[name])) for name in refusing],
                ids=refusing,
            )
            return
        metafunc.parametrize(("bad_input", "make"), list(cases.items()), ids=list(cases))
