"""Checks of our own records (业务数据检查): what a site promises and a visitor cannot see, such as letters without answers.

Inspection knows no other domain. Who has such records registers a check with it (see `config/inside_checks.py`):

    register_inside_check("messages", unanswered_messages)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mingtang.lib.inspection.kinds import Kind


@dataclass(frozen=True)
class InsideSite:
    """A site as checks see it: where it is, the organs (ids) whose affairs it shows, and what it has to offer."""

    address: str
    organ_ids: frozenset[int]
    is_portal: bool
    has_services: bool


@dataclass(frozen=True)
class InsideFault:
    """Something wrong in our own records; `path` is the address on the site where it is seen, from its server on."""

    kind: Kind
    path: str
    excerpt: str


InsideCheck = Callable[[InsideSite], Iterable[InsideFault]]

_checks: dict[str, InsideCheck] = {}


def register_inside_check(name: str, check: InsideCheck) -> None:
    """Have every site looked at by `check` once a night. A second one of the same name replaces the first."""
    _checks[name] = check


def inside_checks() -> list[InsideCheck]:
    """All that are registered."""
    return list(_checks.values())
