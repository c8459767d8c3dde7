"""Writing a case as it stands in its new version: rows, timers, history and evidence, in the transaction that holds it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from mingtang.kernel.cases.acts import MIGRATE_CASE
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.migrating.transfer import Transfer, Versions, severed_past
from mingtang.kernel.cases.models import CaseMigration, Clock, Errand, Step
from mingtang.kernel.cases.models import Token as TokenRow
from mingtang.kernel.cases.rules import packed, packed_vars
from mingtang.kernel.cases.store.errands import NewErrand, drop_errands, insert_errands
from mingtang.kernel.cases.store.loading import Loaded
from mingtang.kernel.cases.store.tokens import Display, redraw_tokens
from mingtang.kernel.cases.store.writing import insert_step
from mingtang.kernel.cases.writing.clocking import has_limit
from mingtang.kernel.clocks.api import timer_due
from mingtang.kernel.evidence.api import Actor, record_done
from mingtang.kernel.statements.api import Run
from mingtang.lib.clocks import Standing
from mingtang.lib.flow import Kind, Life, Token
from mingtang.lib.flow.changes import DropTimer, SetTimer

_CASE = "UPDATE cases_case SET version_id = %s, last = %s, vars = %s WHERE id = %s"
_TIMER = """UPDATE cases_errand SET due_at = %s, body = %s, dead = %s, tries = 0
WHERE case_id = %s AND no = %s AND kind = 'timer' RETURNING id"""
COMMAND = "Migrate"
"""What the history calls it."""


def write_transfer(
    run: Run, actor: Actor, loaded: Loaded, versions: Versions, moved: Transfer, order: CaseMigration, now: datetime
) -> None:
    """Write `moved`; the case is locked and there are no obstacles."""
    case, state = loaded.case, moved.state
    run(_CASE, [order.target_id, state.last, packed_vars(state.vars), case.pk])
    past = list((loaded.state.past or {}).values())
    rows = [*state.live.values(), *_unwatched(loaded, moved)]
    rows += severed_past(past, versions) if moved.severed else _renamed(past, versions)
    displays = {token.no: Display(_title(token, versions)) for token in rows}
    redraw_tokens(run, case.pk, rows, displays, now)
    _write_timers(run, loaded, moved)
    _stop_clocks(loaded, versions, moved, now)
    _write_history(run, actor, loaded, moved, order, now)


def _stop_clocks(loaded: Loaded, versions: Versions, moved: Transfer, now: datetime) -> None:
    """Items whose step has no limit any more run against none; those with another limit keep the one that has begun."""
    kind = case_type(loaded.case.type)
    free = [
        fate.no
        for fate in moved.fates
        if fate.target and has_limit(kind, versions.old, fate.node) and not has_limit(kind, versions.new, fate.target)
    ]
    if free:
        clocks = Clock.objects.filter(case=loaded.case.pk, no__in=free, stopped_at=None)
        clocks.update(stopped_at=now, standing=Standing.STOPPED)
        TokenRow.objects.filter(case=loaded.case.pk, no__in=free).update(due_at=None, amber_at=None)


def _unwatched(loaded: Loaded, moved: Transfer) -> Iterable[Token]:
    """Rows that wait for events the new version does not have."""
    for fate in moved.fates:
        if fate.node and not fate.target:
            yield loaded.state.live[fate.no]._replace(life=Life.CANCELLED, when=loaded.state.last)


def _renamed(past: Sequence[Token], versions: Versions) -> Iterable[Token]:
    """Ended rows under the names of the new version, so that returning finds them."""
    for token in past:
        target = versions.mapping.get(token.node, token.node)
        if target != token.node:
            yield token._replace(node=target)


def _title(token: Token, versions: Versions) -> str:
    """What lists show: only work items have a title."""
    if token.kind is not Kind.WORK:
        return ""
    if token.title or not token.node:
        return token.title
    net = versions.new if token.node in versions.new else versions.old
    return net[token.node].title


def _write_timers(run: Run, loaded: Loaded, moved: Transfer) -> None:
    case = loaded.case
    drop_errands(run, case.pk, [each.token for each in moved.effects if isinstance(each, DropTimer)])
    new = []
    for effect in moved.effects:
        if isinstance(effect, SetTimer):
            due_at = timer_due(effect.timer, effect.base, case.organ_id)
            body = {"kind": str(effect.timer.kind), "text": effect.timer.text, "base": effect.base.isoformat()}
            known = run(_TIMER, [due_at, packed(body), False, case.pk, effect.token]).fetchone()
            if known is None:
                new.append(NewErrand(Errand.Kind.TIMER, case.pk, due_at, effect.token, body))
    insert_errands(run, new)


def _write_history(
    run: Run, actor: Actor, loaded: Loaded, moved: Transfer, order: CaseMigration, now: datetime
) -> None:
    case = loaded.case
    body = {
        "order": order.pk,
        "from": order.source.number,
        "to": order.target.number,
        "rows": [[fate.no, fate.node, fate.target] for fate in moved.fates],
        "severed": moved.severed,
    }
    title, key = str(order)[:200], f"migration:{order.pk}"
    step = Step.by(
        actor, case_id=case.pk, at=now, command=COMMAND, title=title, opinion=order.reason, body=body, key=key
    )
    insert_step(run, step)
    before, after = {"version_id": order.source_id}, {"version_id": order.target_id, "step": json.loads(packed(body))}
    record_done(
        run,
        MIGRATE_CASE,
        actor,
        about=("cases.case", case.pk, str(case)),
        organ=case.organ_id,
        changes=[{"on": "cases.case", "id": str(case.pk), "before": before, "after": after}],
        at=now,
        note=order.reason,
    )
