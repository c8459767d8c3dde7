"""Undoing an act by its evidence: the changes are reversed in a new act; the record of the first stays."""

from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector

from mingtang.kernel.evidence.acts import declare_act, find_act
from mingtang.kernel.evidence.models import Record
from mingtang.kernel.evidence.permission import Actor, Permission
from mingtang.kernel.evidence.ritual import Deed, act

UNDO = declare_act("evidence.undo", "撤销操作", None)


class CannotUndo(Exception):
    """The act cannot be undone; the message says why, for the user."""


def can_undo(actor: Actor, record: Record) -> bool:
    """Whether `actor` may undo `record`: the act is undoable and the actor holds the act's own permission."""
    kind = find_act(record.act)
    if kind is None or kind.restore is None or kind.permission is None:
        return False
    return record.outcome == Record.Outcome.DONE and bool(record.changes) and actor.may(kind.permission)


def undo_record(actor: Actor, record: Record) -> None:
    """Reverse every change of `record`, newest first.

    Raises CannotUndo when something has changed since, is beyond the actor's reach before or after, or would break a
    rule that the act itself had to keep.
    """
    kind = find_act(record.act)
    if kind is None or kind.restore is None or kind.permission is None or not can_undo(actor, record):
        raise CannotUndo("这项操作不能撤销。")
    with act(UNDO, actor, record) as deed:
        deed.note = f"撤销 {record.pk} 号记录：{kind.label} {record.object_label}"
        try:
            with transaction.atomic():
                rows = [_reverse(deed, change, actor, kind.permission) for change in reversed(record.changes)]
        except IntegrityError as error:
            raise CannotUndo("恢复后会与现有的记录冲突。") from error
        kind.restore(actor, [row for row in rows if row is not None and not _was_made(row, record)])


def _was_made(row: models.Model, record: Record) -> bool:
    """Whether the act itself had made `row`, which undoing has therefore taken away."""
    made = {(change["on"], change["id"]) for change in record.changes if change["before"] is None}
    return (row._meta.label_lower, str(row.pk)) in made


def _reverse(deed: Deed, change: dict[str, Any], actor: Actor, permission: Permission) -> models.Model | None:
    """Reverse one change; returns the row as it now stands, None when it is gone."""
    model = apps.get_model(change["on"])
    row = model._default_manager.filter(pk=change["id"]).first()
    if change["after"] is None:
        return _recreate(deed, row, _rebuilt(model, change["before"]), actor, permission)
    row = _unchanged(row, change["after"])
    _require_reach(actor, permission, row)
    if change["before"] is None:
        _remove(deed, row)
        return None
    deed.change(row, **_python(model, change["before"]))
    _require_reach(actor, permission, row)
    return row


def _require_reach(actor: Actor, permission: Permission, row: models.Model) -> None:
    if hasattr(row, "protection") and not actor.may(permission, row):
        raise CannotUndo(f"“{row}”不在您的管辖范围内。")


def _unchanged(row: models.Model | None, after: dict[str, Any]) -> models.Model:
    """`row`, if it still is as the act left it."""
    if row is None:
        raise CannotUndo("涉及的对象已被删除。")
    expected = _python(type(row), {name: value for name, value in after.items() if not _is_withheld(value)})
    if any(getattr(row, name) != value for name, value in expected.items()):
        raise CannotUndo(f"“{row}”在这之后又有改动，请先撤销后来的改动。")
    return row


def _remove(deed: Deed, row: models.Model) -> None:
    if _is_used(row):
        raise CannotUndo(f"“{row}”已被其他记录使用。")
    deed.remove(row)


def _is_used(row: models.Model) -> bool:
    """Whether other rows refer to `row`: what cascades would vanish without a record of its own."""
    collector = Collector(using=row._state.db or "default", origin=row)
    try:
        collector.collect([row])
    except (models.ProtectedError, models.RestrictedError):
        return True
    others = sum(len(rows) for rows in collector.data.values()) - 1
    return others > 0 or any(rows.exists() for rows in collector.fast_deletes)


def _recreate(
    deed: Deed, present: models.Model | None, row: models.Model, actor: Actor, permission: Permission
) -> models.Model:
    if present is not None:
        raise CannotUndo(f"“{present}”已经恢复。")
    _require_reach(actor, permission, row)
    deed.create(row)
    return row


def _rebuilt(model: type[models.Model], before: dict[str, Any]) -> models.Model:
    return model(**_python(model, before))


def _python(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Values of a record as the model's own types; a confidential value was never kept, so it cannot come back."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if any(_is_withheld(value) for value in values.values()):
        raise CannotUndo("涉及保密字段，存证中没有原值。")
    return {name: fields[name].to_python(value) for name, value in values.items()}


def _is_withheld(value: Any) -> bool:
    """Whether only a digest of the value was kept."""
    return isinstance(value, dict) and set(value) == {"sm3"}
