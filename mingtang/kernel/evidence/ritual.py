"""The one ritual of every change: permission -> transaction -> change -> record -> facts.

RENAME_ORGAN = declare_act("directory.rename_organ", "机构更名", MANAGE_ORGANS)

def rename_organ(actor: Actor, organ: Organ, *, name: str) -> None:
with act(RENAME_ORGAN, actor, organ) as deed:
deed.change(organ, name=name)
deed.announce(OrganRenamed(subject=f"organ:{organ.pk}", name=name))
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import DatabaseError, models
from django.utils import timezone

from mingtang.kernel.evidence.acts import Act
from mingtang.kernel.evidence.events import Event
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.permission import Actor, NotPermitted
from mingtang.kernel.evidence.recording import record_done
from mingtang.kernel.statements.api import Answer, Run, one_transaction
from mingtang.kernel.statements.rows import insert_row, update_row
from mingtang.lib.digests import canonical_json, sm3_hex


@dataclass
class Deed:
    """What is being done inside `act`: collects changes, notes and facts for the record."""

    run: Run
    act: Act
    actor: Actor
    on: models.Model | None
    basis: str = ""
    note: str = ""
    changes: list[dict[str, Any]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    _updated: list[Answer] = field(default_factory=list)

    def create(self, row: models.Model) -> None:
        """Insert `row` and remember all of it."""
        insert_row(self.run, row)
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
            if written := update_row(self.run, row, changed):
                self._updated.append(written)
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

    def require_written(self) -> None:
        """Raises DatabaseError when a row that was to change is gone; asked at the end, so that changes need not wait."""
        if not all(written.fetchone() for written in self._updated):
            raise DatabaseError("a row that was to change is gone")

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
    with several_acts() as run:
        deed = Deed(run, kind, actor, on, basis=basis)
        yield deed
        _write(deed, within)
        deed.require_written()


@contextmanager
def several_acts() -> Iterator[Run]:
    """One transaction around several acts. When one of them is refused, all are rolled back and the refusal, whose
    record went with them, is recorded again.
    """
    try:
        with one_transaction() as run:
            yield run
    except NotPermitted as refusal:
        if refusal.refused:
            record_refusal(*refusal.refused)
        raise


def record_refusal(kind: Act, actor: Actor, on: models.Model | None, note: str = "") -> None:
    """Record, in a transaction of its own, that `actor` was refused `kind`."""
    with one_transaction() as run:
        _write(Deed(run, kind, actor, on, note=note), None, outcome=Record.Outcome.REFUSED)


def _write(deed: Deed, within: models.Model | None, outcome: str = Record.Outcome.DONE) -> None:
    """The record of a deed, in line for sealing, with its facts."""
    on = deed.on
    record_done(
        deed.run,
        deed.act,
        deed.actor,
        about=_named(on),
        organ=_organ_of(on if on is not None else within) or _organ_of(within),
        changes=deed.changes,
        at=timezone.now(),
        note=deed.note,
        basis=deed.basis,
        events=deed.events,
        outcome=outcome,
    )


def _named(row: models.Model | None) -> tuple[str, str, str]:
    """Type, id and label of a row; empty for none."""
    if row is None:
        return "", "", ""
    return row._meta.label_lower, str(row.pk) if row.pk is not None else "", str(row)


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
    if isinstance(value, (bytes, memoryview)):
        return {"sm3": sm3_hex(bytes(value))} if value else ""
    if secret and value not in (None, ""):
        return {"sm3": sm3_hex(canonical_json(str(value)))}
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value if isinstance(value, (str, int, bool, list, dict, type(None))) else str(value)


def _only(values: dict[str, Any], fields: Iterable[Any]) -> dict[str, Any]:
    return {each.attname: values[each.attname] for each in fields}
