"""How an act is recorded: the record with its digest, its place in the line for sealing, and its facts.

Fixed statements without row objects, since every command of the platform ends here. On PostgreSQL they travel together.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from mingtang.kernel.evidence.acts import Act
from mingtang.kernel.evidence.events import Event
from mingtang.kernel.evidence.models import RECORD_FORMAT, Record, authentication
from mingtang.kernel.evidence.outbox import post
from mingtang.kernel.evidence.permission import Actor
from mingtang.kernel.statements.api import Run
from mingtang.lib.digests import canonical_json, sm3_hex

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
    about: tuple[str, object, str],
    organ: int | None,
    changes: list[dict[str, Any]],
    at: datetime,
    note: str = "",
    basis: str = "",
    events: Sequence[Event] = (),
    outcome: str = Record.Outcome.DONE,
) -> None:
    """Record that `actor` has done `kind` to `about` (type, id, label), and announce `events`.

    Whoever calls this has checked the permission and is inside the transaction of the change; actions use `act` instead.
    `changes` are plain JSON without fractions, as `Deed` collects them.
    """
    said = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "act": kind.code,
        "outcome": str(outcome),
        "object_type": about[0],
        "object_id": str(about[1]),
        "object_label": about[2][:200],
        "organ": organ,
        "changes": changes,
        "note": note[:400],
        "basis": basis[:400],
        "format": RECORD_FORMAT,
        **_who(actor),
    }
    digest = sm3_hex(canonical_json(said))
    stored = said | {"at": at, "changes": json.dumps(changes, ensure_ascii=False), "digest": digest}
    (record_id,) = run(_RECORD, [stored[name] for name in _COLUMNS]).fetchone()
    run(_UNSEALED, [record_id, authentication("record", record_id, digest)])
    post(run, events, record_id)


def _who(actor: Actor) -> dict[str, Any]:
    """Who acts, in which post and from where."""
    return {
        "actor_kind": actor.kind,
        "actor_account": actor.account_id,
        "actor_name": actor.name,
        "actor_post": actor.post_id,
        "actor_post_name": actor.post_name,
        "actor_organ": actor.organ_id,
        "actor_organ_name": actor.organ_name,
        "address": actor.origin.address,
        "session": actor.origin.session,
        "request": actor.origin.request,
    }
