"""Item documents that come with Mingtang: the worked items of services.md 15, without what belongs to the organ that offers them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def _text(name: str) -> str:
    return (HERE / f"{name}.yaml").read_text(encoding="utf-8")


def shipped_document(name: str) -> dict[str, Any]:
    """The document `name`, such as `food-permit`. Raises FileNotFoundError."""
    document: dict[str, Any] = yaml.safe_load(_text(name))
    return document


def shipped_names() -> list[str]:
    """The names of all shipped documents."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))
