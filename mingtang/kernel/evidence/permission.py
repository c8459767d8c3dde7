"""The vocabulary of authorisation: permissions, what a protected row shows, and who acts.

Roles and grants belong to the directory; here stands only what every app needs to ask the question.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Protocol, Self, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q

from mingtang.kernel.evidence import among  # noqa: F401 - registers the lookup that actors narrow with
from mingtang.kernel.evidence.paging import shortened

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class NotPermitted(PermissionDenied):
    """The actor may not do this; the refusal itself has been recorded. The message is for the user.

    `refused` says what was refused to whom over what (kind of act, actor, row), for whoever must record it again.
    """

    def __init__(self, message: str, refused: tuple[Any, "Actor", models.Model | None] | None = None) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True)
class Permission:
    """A right that roles collect: `code` such as `directory.manage_organs`, `label` in Chinese."""

    code: str
    label: str


_DECLARED: dict[str, Permission] = {}


def declare_permission(code: str, label: str) -> Permission:
    """Declare a permission of an app. Raises ValueError when two apps claim one code."""
    permission = Permission(code, label)
    if _DECLARED.setdefault(code, permission) != permission:
        raise ValueError(f"permission {code} is declared twice")
    return permission


def declared_permissions() -> list[Permission]:
    """All permissions, by code."""
    return sorted(_DECLARED.values(), key=lambda permission: permission.code)


_SEPARATE: set[frozenset[str]] = set()


def declare_separate(one: Permission, other: Permission) -> None:
    """Say that nobody may hold both, by one role or by several (static separation of duties, trust.md 10)."""
    _SEPARATE.add(frozenset((one.code, other.code)))


def separated(codes: Iterable[str]) -> bool:
    """Whether any of these permissions excludes another one."""
    return any(pair & set(codes) for pair in _SEPARATE)


def clash_among(codes: Iterable[str]) -> list[Permission]:
    """Two of these permissions that exclude one another; empty when they go together."""
    held = set(codes)
    found = next((sorted(pair) for pair in _SEPARATE if pair <= held), [])
    return [_DECLARED[code] for code in found]


@dataclass(frozen=True)
class Protection:
    """How rows of a model are protected: the permission that reads them and the columns that carry scope keys.

    `organ`, `unit` and `owner` are column names holding the id of an organ, a unit and an account; empty when the
    model has no such column.
    """

    read: Permission
    organ: str = "organ_id"
    unit: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Origin:
    """Where a request came from: address, digest of the session, request id. Empty for commands and jobs."""

    address: str = ""
    session: str = ""
    request: str = ""


class Actor(Protocol):
    """Whoever reads or acts: an official in a post, a citizen, a legal person, or the system itself."""

    @property
    def kind(self) -> str: ...
    @property
    def account_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def post_id(self) -> int | None: ...
    @property
    def post_name(self) -> str: ...
    @property
    def organ_id(self) -> int | None: ...
    @property
    def organ_name(self) -> str: ...
    @property
    def origin(self) -> Origin: ...

    def may(self, permission: Permission | str, on: models.Model | None = None) -> bool:
        """Whether the actor holds `permission`, anywhere (`on` is None) or over the protected row `on`."""

    def narrow(self, rows: Rows, permission: Permission, protection: Protection) -> Rows:
        """`rows` cut down to those that `permission` covers for the actor; adds no SQL statement."""


@dataclass(frozen=True)
class SystemActor:
    """The system itself: scheduled work, commands of the operator, set-up. May do everything, and is recorded."""

    name: str = "系统"
    kind: str = "system"
    account_id: int | None = None
    post_id: int | None = None
    post_name: str = ""
    organ_id: int | None = None
    organ_name: str = ""
    origin: Origin = field(default_factory=Origin)

    def may(self, permission: Permission | str, on: models.Model | None = None) -> bool:
        return True

    def narrow(self, rows: Rows, permission: Permission, protection: Protection) -> Rows:
        return rows


SYSTEM = SystemActor()


class ProtectedQuerySet(models.QuerySet[Any]):
    """Rows behind the one door: everything shown, counted, searched or exported passes through `visible_to`.

    A model with many rows has an index on each scope column together with the order of its lists; then a page costs
    about the same for one scope key and for hundreds (see `paging`).
    """

    _conditions: tuple[Q, ...] = ()

    def visible_to(self, actor: Actor) -> Self:
        """The rows that `actor` may read."""
        protection: Protection = self.model.protection
        return actor.narrow(self, protection.read, protection)

    def within(self, actor: Actor, permission: Permission) -> Self:
        """The rows over which `actor` holds `permission`."""
        return actor.narrow(self, permission, self.model.protection)

    def meeting_any(self, conditions: Sequence[Q]) -> Self:
        """Rows that meet one of `conditions`, which are remembered for the short cut; they only ever narrow further."""
        rows = self.filter(reduce(or_, conditions))
        rows._conditions = tuple(conditions)
        return rows

    def __getitem__(self, key: Any) -> Any:
        shortened = self._shortened(key.stop) if isinstance(key, slice) and key.step is None else self
        return super(ProtectedQuerySet, shortened).__getitem__(key)

    def __or__(self, other: models.QuerySet[Any]) -> Self:
        rows = super().__or__(other)
        rows._conditions = ()  # they no longer cover every row
        return rows

    def _shortened(self, stop: int | None) -> Self:
        if not self._conditions:
            return self
        rows = self._chain()  # type: ignore[attr-defined]
        rows._conditions = ()
        return shortened(rows, self._conditions, stop)  # type: ignore[return-value]

    def _clone(self) -> Self:
        rows = super()._clone()  # type: ignore[misc]
        rows._conditions = self._conditions
        return rows  # type: ignore[no-any-return]
