"""Item documents that come with Mingtang: the worked items of services.md 15, without what belongs to the organ that offers them."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def _read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return document


def shipped_document(name: str) -> dict[str, Any]:
    """The document `name`, such as `food-permit`, the caller's own to change. Raises FileNotFoundError."""
    return deepcopy(_read(name))


def shipped_names() -> list[str]:
    """The names of all shipped documents."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))
