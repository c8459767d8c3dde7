"""The shapes of the sets, as they are shipped."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PATH = Path(__file__).parent / "sets.yaml"


@cache
def sets() -> Mapping[str, Mapping[str, Any]]:
    """Each set by its name: `title` and `fields`."""
    shapes: Mapping[str, Mapping[str, Any]] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return shapes


def fields_of(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields of a set by name, in their order. Raises KeyError for sets that there are not."""
    fields: Mapping[str, Mapping[str, Any]] = sets()[name]["fields"]
    return fields


@cache
def secret_fields(name: str) -> frozenset[str]:
    """Those that are stored encrypted."""
    return frozenset(field for field, shape in fields_of(name).items() if shape.get("secret"))


SET_TITLES = {name: shape["title"] for name, shape in sets().items()}
