"""Packages whose parts are imported when they are first asked for.

Libraries that read and write PDF and OFD take most of a second to import. Every command and every process of a node knows
the names, few ever use them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def opened_late(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of `package` (PEP 562): `homes` tells the module of each name."""

    def part(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return part
