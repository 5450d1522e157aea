"""The stages' tables look back and never ahead, as their imports do, and their migrations make what the models say."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.commands.makemigrations import Command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

from mingbai.config.stages import STAGES

ROOT = Path(__file__).resolve().parents[3]
OURS = [model for model in apps.get_models() if model.__module__.startswith("mingbai.")]


def test_the_stages_stand_in_the_order_imports_go() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers")
    names = [layer.strip("()") for layer in reversed(layers)]
    assert [name for name in names if name in STAGES] == list(STAGES)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_refers_to_its_own_stage_or_an_earlier_one(model: type[Model]) -> None:
    own = STAGES.index(model._meta.app_label)
    fields = [field for field in model._meta.get_fields() if isinstance(field, ForeignKey)]
    referred = {field.remote_field.model._meta.app_label for field in fields}
    assert {name for name in referred if name in STAGES and STAGES.index(name) > own} == set()


def test_migrations_make_what_the_models_say() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    questioner = NonInteractiveMigrationQuestioner(specified_apps=set(STAGES), dry_run=True)
    detector = Command.autodetector(loader.project_state(), ProjectState.from_apps(apps), questioner)
    changes = detector.changes(graph=loader.graph, trim_to_apps=set(STAGES) or None)
    assert {label: [str(op) for one in found for op in one.operations] for label, found in changes.items()} == {}
