"""The columns of the policy table, and what a row is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

CAST = (
    "visitor",  # has not signed in
    "citizen",
    "agent",  # a citizen acting for an enterprise
    "official",  # of the bureau that the things of the table belong to
    "wrong_county_official",
    "county_system_officer",  # of the wrong county
    "system_officer",  # of the whole node, as the next two
    "security_officer",
    "audit_officer",
)


@dataclass(frozen=True)
class Row:
    """One request and the status each of the cast gets. Things are named as in `things`, by parameter."""

    method: str
    route: str
    statuses: tuple[int, ...]
    things: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    table: str = ""

    def __str__(self) -> str:
        about = " ".join(self.things.values())
        return f"{self.method} {self.route}{f' ({about})' if about else ''}"


def public(route: str, *statuses: int, method: str = "GET", **things: str) -> Row:
    """An address open to all: asked as a visitor only, who gets one of the statuses (200)."""
    return Row(method, route, statuses or (200,), things)


def get(statuses: str, route: str, **things: str) -> Row:
    """A page is opened."""
    return _row("GET", route, statuses, things)


def post(statuses: str, route: str, body: dict[str, str] | None = None, **things: str) -> Row:
    """A form is sent, empty unless the row says what it holds."""
    return _row("POST", route, statuses, things, body or {})


def call(statuses: str, operation: str, body: Any = None, **things: str) -> Row:
    """An operation of the machine API: `call("401 … 201", "POST /api/units", {"organ": "@organ", "name": "科"})`.

    A value such as "@organ" stands for the key of that thing.
    """
    method, route = operation.split(" ")
    return _row(method, route.removeprefix("/"), statuses, things, body)


def upload(statuses: str, operation: str, table: str, **fields: str) -> Row:
    """A table is sent to an operation, with the keys of things as further fields."""
    method, route = operation.split(" ")
    return replace(_row(method, route.removeprefix("/"), statuses, fields), table=table)


def _row(method: str, route: str, statuses: str, things: Mapping[str, str], body: Any = None) -> Row:
    codes = tuple(int(code) for code in statuses.split())
    if len(codes) != len(CAST):
        raise ValueError(f"{route}: {len(codes)} statuses for {len(CAST)} of the cast")
    return Row(method, route, codes, things, body)
