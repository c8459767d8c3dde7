"""The one ritual of every change: permission -> transaction -> change -> record -> facts.

RENAME_ORGAN = declare_act("directory.rename_organ", "机构更名", MANAGE_ORGANS)

def rename_organ(actor: Actor, organ: Organ, *, name: str) -> None:
with act(RENAME_ORGAN, actor, organ) as deed:
deed.change(organ, name=name)
deed.announce(OrganRenamed(subject=f"organ:{organ.pk}", name=name))
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from mingtang.kernel.evidence.events import Event
from mingtang.kernel.evidence.models import RECORD_FORMAT, Record, Unsealed
from mingtang.kernel.evidence.outbox import post
from mingtang.kernel.evidence.permission import Actor, NotPermitted, Permission
from mingtang.lib.digests import canonical_json, sm3_hex

Restore = Callable[[Actor, Sequence[models.Model]], None]
"""Called with who undoes an act and the rows as they stand after its changes have been reversed, removed ones left out."""


@dataclass(frozen=True)
class Act:
    """A kind of act. `permission` None means that the action itself decides who may (signing in, one's own account).

    `restore` makes an act undoable: it sets derived state right, and raises CannotUndo when a rule forbids the result.
    """

    code: str
    label: str
    permission: Permission | None
    restore: Restore | None = None


_DECLARED: dict[str, Act] = {}


def declare_act(code: str, label: str, permission: Permission | None, *, restore: Restore | None = None) -> Act:
    """Declare a kind of act. Raises ValueError when the code is taken."""
    declared = Act(code, label, permission, restore)
    if _DECLARED.setdefault(code, declared) is not declared:
        raise ValueError(f"act {code} is declared twice")
    return declared


def declared_acts() -> list[Act]:
    """All kinds of acts, by code."""
    return sorted(_DECLARED.values(), key=lambda declared: declared.code)


def find_act(code: str) -> Act | None:
    """The declared act with this code."""
    return _DECLARED.get(code)


@dataclass
class Deed:
    """What is being done inside `act`: collects changes, notes and facts for the record."""

    act: Act
    actor: Actor
    on: models.Model | None
    basis: str = ""
    note: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def create(self, row: models.Model) -> None:
        """Insert `row` and remember all of it."""
        row.save(force_insert=True)
        self._remember(row, None, _values(row, _stored(row)))
        self.on = self.on or row

    def change(self, row: models.Model, **values: Any) -> None:
        """Set `values` on `row`, write only those that differ, and remember them before and after."""
        fields: list[Any] = [row._meta.get_field(name) for name in values]
        before = _values(row, fields)
        for name, value in values.items():
            setattr(row, name, value)
        after = _values(row, fields)
        changed = [each for each in fields if before[each.attname] != after[each.attname]]
        if changed:
            row.save(update_fields=[each.name for each in changed])
            self._remember(row, _only(before, changed), _only(after, changed))

    def remove(self, row: models.Model) -> None:
        """Delete `row` and remember all of it."""
        key, before = row.pk, _values(row, _stored(row))
        row.delete()
        row.pk = key
        self._remember(row, before, None)

    def announce(self, event: Event) -> None:
        """Publish a fact; it is written with the record and delivered after the commit."""
        self.events.append(event)

    def _remember(self, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self.changes.append({"on": row._meta.label_lower, "id": str(row.pk), "before": before, "after": after})


@contextmanager
def act(
    kind: Act,
    actor: Actor,
    on: models.Model | None = None,
    *,
    within: models.Model | None = None,
    basis: str = "",
) -> Iterator[Deed]:
    """Do one act: check its permission over `within` (or `on`), then change, record and announce in one transaction.

    Raises NotPermitted, after recording the refusal, when the actor lacks the permission.
    """
    scope = within if within is not None else on
    if kind.permission and not actor.may(kind.permission, scope):
        record_refusal(kind, actor, scope)
        message = f"您没有“{kind.permission.label}”的权限，或对象不在您的管辖范围内。"
        raise NotPermitted(message, refused=(kind, actor, scope))
    with several_acts():
        deed = Deed(kind, actor, on, basis=basis)
        yield deed
        record = _write(deed, within)
        post(deed.events, record)


@contextmanager
def several_acts() -> Iterator[None]:
    """One transaction around several acts. When one of them is refused, all are rolled back and the refusal, whose
    record went with them, is recorded again.
    """
    try:
        with transaction.atomic():
            yield
    except NotPermitted as refusal:
        if refusal.refused:
            record_refusal(*refusal.refused)
        raise


def record_refusal(kind: Act, actor: Actor, on: models.Model | None, note: str = "") -> None:
    """Record, in a transaction of its own, that `actor` was refused `kind`."""
    with transaction.atomic():
        _write(Deed(kind, actor, on, note=note), None, outcome=Record.Outcome.REFUSED)


def described(
    kind: Act,
    actor: Actor,
    *,
    changes: list[dict[str, Any]],
    outcome: str = Record.Outcome.DONE,
    note: str = "",
    basis: str = "",
) -> dict[str, Any]:
    """The columns of a record that say who did what, in which post and from where; its time and object stand beside."""
    return {
        "act": kind.code,
        "outcome": str(outcome),
        "actor_kind": actor.kind,
        "actor_account": actor.account_id,
        "actor_name": actor.name,
        "actor_post": actor.post_id,
        "actor_post_name": actor.post_name,
        "actor_organ": actor.organ_id,
        "actor_organ_name": actor.organ_name,
        "changes": changes,
        "note": note[:400],
        "basis": basis[:400],
        "address": actor.origin.address,
        "session": actor.origin.session,
        "request": actor.origin.request,
        "format": RECORD_FORMAT,
    }


def _write(deed: Deed, within: models.Model | None, outcome: str = Record.Outcome.DONE) -> Record:
    """Insert the record with its digest and put it in line for sealing."""
    on = deed.on
    record = Record(
        at=timezone.now(),
        object_type=on._meta.label_lower if on is not None else "",
        object_id=str(on.pk) if on is not None and on.pk is not None else "",
        object_label=str(on)[:200] if on is not None else "",
        organ=_organ_of(on if on is not None else within) or _organ_of(within),
        **described(deed.act, deed.actor, changes=deed.changes, outcome=outcome, note=deed.note, basis=deed.basis),
    )
    record.digest = record.computed_digest()
    record.save(force_insert=True)
    Unsealed.of(record).save(force_insert=True)
    return record


def _organ_of(row: models.Model | None) -> int | None:
    """The organ that a protected row belongs to, by its own protection."""
    protection = getattr(row, "protection", None)
    return getattr(row, protection.organ, None) if protection and protection.organ else None


def _stored(row: models.Model) -> list[Any]:
    return list(row._meta.concrete_fields)


def _values(row: models.Model, fields: Iterable[Any]) -> dict[str, Any]:
    """Plain JSON values by column; confidential columns appear as their digest only."""
    secret: frozenset[str] = getattr(row, "confidential", frozenset())
    return {each.attname: _plain(getattr(row, each.attname), each.name in secret) for each in fields}


def _plain(value: Any, secret: bool) -> Any:
    if secret and value not in (None, ""):
        return {"sm3": sm3_hex(canonical_json(str(value)))}
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value if isinstance(value, (str, int, bool, list, dict, type(None))) else str(value)


def _only(values: dict[str, Any], fields: Iterable[Any]) -> dict[str, Any]:
    return {each.attname: values[each.attname] for each in fields}
