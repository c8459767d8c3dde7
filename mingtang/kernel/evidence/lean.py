"""The record of the ritual without row objects, for paths that count their statements: the commands of cases.

The same columns, the same digest, the same line for sealing; two statements and a fraction of the time of `act`. Who
calls this has checked the permission and is inside the transaction of the change.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from mingtang.kernel.evidence.events import Event
from mingtang.kernel.evidence.models import Record, authentication
from mingtang.kernel.evidence.outbox import post
from mingtang.kernel.evidence.permission import Actor
from mingtang.kernel.evidence.ritual import Act, described
from mingtang.lib.digests import canonical_json, sm3_hex


class Rows(Protocol):
    """What a statement answers."""

    def fetchone(self) -> Any: ...


Run = Callable[[str, Sequence[Any]], Rows]
"""Runs one statement with its parameters on the connection of the transaction."""

_COLUMNS = (
    "at", "act", "outcome", "actor_kind", "actor_account", "actor_name", "actor_post", "actor_post_name",
    "actor_organ", "actor_organ_name", "object_type", "object_id", "object_label", "organ", "changes", "note",
    "basis", "address", "session", "request", "format", "digest",
)  # fmt: skip
_RECORD = (
    f"INSERT INTO evidence_record ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) RETURNING id"  # noqa: S608
)
_UNSEALED = "INSERT INTO evidence_unsealed (record_id, mac) VALUES (%s, %s)"


def record_done(
    run: Run,
    kind: Act,
    actor: Actor,
    *,
    about: tuple[str, int, str],
    organ: int | None,
    changes: list[dict[str, Any]],
    at: datetime,
    note: str = "",
    basis: str = "",
    events: Sequence[Event] = (),
) -> None:
    """Record that `actor` has done `kind` to `about` (type, id, label), and announce `events`.

    `changes` are plain JSON without fractions, as `Deed` would have collected them.
    """
    said = described(kind, actor, changes=changes, note=note, basis=basis)
    said |= {"object_type": about[0], "object_id": str(about[1]), "object_label": about[2][:200], "organ": organ}
    content = said | {"at": at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")}
    digest = sm3_hex(canonical_json(content))
    stored = content | {"at": at, "changes": json.dumps(changes, ensure_ascii=False), "digest": digest}
    (record_id,) = run(_RECORD, [stored[name] for name in _COLUMNS]).fetchone()
    run(_UNSEALED, [record_id, authentication("record", record_id, digest)])
    if events:
        post(events, Record(pk=record_id))
