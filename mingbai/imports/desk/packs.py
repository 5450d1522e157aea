"""A pack of values in YAML laid out as the list it is, so that it is looked at, mended and taken in like one."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from mingbai.imports.desk.tables import VALUES
from mingbai.imports.desk.written import flow, written
from mingbai.imports.refused import NotReadable
from mingbai.policy.parameters import definitions
from mingbai.policy.parameters.packs import LOADER
from mingbai.policy.refused import Refused as BadParameter

ENDINGS = (".yaml", ".yml")
LARGEST = 2**20  # bytes; all parameters of a place are some 40,000
COLUMNS = ("key", "title", "value", "region_code", "from_on", "to_on", "article", "document")


def is_pack(name: str) -> bool:
    """Return whether a file is a pack by its name."""
    return name.lower().endswith(ENDINGS)


def as_list(name: str, content: bytes) -> tuple[str, bytes]:
    """Return a pack as a list in a text file, one value a row, wrong ones too; raise NotReadable where it is none."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(VALUES[column].headers[0] for column in COLUMNS)
    writer.writerows(_rows(_pack(name, content)))
    return f"{name}.csv", told.getvalue().encode()


def _pack(name: str, content: bytes) -> tuple[str, Mapping[str, Any]]:
    """Return (region, key → its values); an alias could make a small file endless, so there is none in a pack."""
    try:
        text = content.decode("utf-8-sig")
        if len(content) > LARGEST or any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, Loader=LOADER)):
            raise ValueError(name)
        stored = yaml.load(text, Loader=LOADER)  # noqa: S506 -- both loaders are the safe ones
        return str(stored["region"]), {str(key): list(values) for key, values in stored["values"].items()}
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotReadable(
            f"“{name}”不是参数文件：要有region（区划）和values（各参数的取值）；请用参数页导出的文件修改。",
            f"“{name}” is no file of values, which has a region and its values: begin with one that a desk exported.",
        ) from error


def _rows(pack: tuple[str, Mapping[str, Any]]) -> Iterator[list[str]]:
    region, values = pack
    for key, dated in values.items():
        about = definitions().get(key)
        for one in dated:
            said = one if isinstance(one, dict) else {"value": one}
            days = [str(said.get(name) or "") for name in ("from", "to")]
            ground = [str(said.get("cite") or ""), str(said.get("zh") or "")]
            yield [key, about.title if about else "", _written(key, said.get("value")), region, *days, *ground]


def _written(key: str, value: Any) -> str:
    """Return a value as a cell says it; one that its parameter does not allow as it stands."""
    try:
        about = definitions()[key]
        return written(about, about.read(value))
    except (KeyError, BadParameter):
        return flow(value)
