"""Who is acting: an account, in the post or for the legal person it has chosen, with its compiled rights."""

from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from mingtang.kernel.directory.models import Account, Agency, Appointment, CompiledScope
from mingtang.kernel.evidence.api import Origin, Permission, ProtectedQuerySet, Protection, Rows


@dataclass(eq=False)
class AccountActor:
    """The actor of a request. Its scopes are read once, in one statement, when first asked for."""

    account: Account
    appointment: Appointment | None = None
    agency: Agency | None = None
    origin: Origin = field(default_factory=Origin)

    @property
    def kind(self) -> str:
        return "legal" if self.agency else self.account.kind

    @property
    def is_official(self) -> bool:
        return self.account.kind == Account.Kind.OFFICIAL

    @property
    def account_id(self) -> int:
        return self.account.pk

    @property
    def person_id(self) -> int | None:
        return self.account.person_id

    @property
    def name(self) -> str:
        return self.account.holder_name

    @property
    def post_id(self) -> int | None:
        return self.appointment.post_id if self.appointment else None

    @property
    def post_name(self) -> str:
        return self.appointment.post.name if self.appointment else ""

    @property
    def unit_id(self) -> int | None:
        return self.appointment.post.unit_id if self.appointment else None

    @property
    def unit_name(self) -> str:
        return str(self.appointment.post.unit or "") if self.appointment else ""

    @property
    def organ_id(self) -> int | None:
        return self.appointment.organ_id if self.appointment else None

    @property
    def organ_name(self) -> str:
        if self.appointment:
            return self.appointment.organ.name
        return self.agency.legal_person.name if self.agency else ""

    @cached_property
    def scopes(self) -> dict[str, CompiledScope]:
        """Compiled scopes of the post by permission; one statement. Void rows give nothing."""
        if not self.post_id:
            return {}
        today = timezone.localdate()
        rows = CompiledScope.objects.filter(Q(until=None) | Q(until__gte=today), post_id=self.post_id)
        return {row.permission: row for row in rows}

    def may(self, permission: Permission | str, on: Model | None = None) -> bool:
        """Whether the actor holds `permission` somewhere, or over `on`. Rows without protection need the whole node."""
        scope = self.scopes.get(permission if isinstance(permission, str) else permission.code)
        if scope is None or on is None or scope.everything:
            return scope is not None
        protection: Protection | None = getattr(on, "protection", None)
        return protection is not None and self._covers(scope, on, protection)

    def _covers(self, scope: CompiledScope, on: Model, protection: Protection) -> bool:
        return (
            _value(on, protection.organ) in scope.organs
            or _value(on, protection.unit) in scope.units
            or (scope.own and _value(on, protection.owner) == self.account_id)
        )

    def narrow(self, rows: Rows, permission: Permission, protection: Protection) -> Rows:
        """`rows` within the scope of `permission`; what is the actor's own may always be read."""
        scope = self.scopes.get(permission.code)
        if scope and scope.everything:
            return rows
        conditions = []
        if protection.owner and (permission == protection.read or (scope and scope.own)):
            conditions.append(Q(**{protection.owner: self.account_id}))
        if scope and scope.units and protection.unit:
            conditions.append(Q(**{f"{protection.unit}__among": scope.units}))
        if scope and scope.organs and protection.organ:
            conditions.append(Q(**{f"{protection.organ}__among": scope.organs}))
        if not conditions:
            return rows.none()
        if isinstance(rows, ProtectedQuerySet):
            return rows.meeting_any(conditions)
        return rows.filter(reduce(or_, conditions))


def _value(row: Model, path: str) -> Any:
    """The value at `path` (`account__organ_id`) of `row`; None when the path is empty or leads nowhere."""
    value: Any = row if path else None
    for name in filter(None, path.split("__")):
        value = getattr(value, name, None)
    return value


@dataclass(frozen=True)
class Nobody:
    """Whoever has not signed in: may nothing, sees nothing that is protected."""

    kind: str = "nobody"
    name: str = "访客"
    account_id: None = None
    person_id: None = None
    post_id: None = None
    post_name: str = ""
    organ_id: None = None
    organ_name: str = ""
    unit_name: str = ""
    is_official: bool = False
    origin: Origin = field(default_factory=Origin)

    def may(self, permission: Permission | str, on: Model | None = None) -> bool:
        return False

    def narrow(self, rows: Rows, permission: Permission, protection: Protection) -> Rows:
        return rows.none()
