"""Opening a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from mingtang.kernel.cases.case_types import CaseType, case_type
from mingtang.kernel.cases.models import Case, Party
from mingtang.kernel.cases.writing import Stroke, write
from mingtang.kernel.directory.api import Organ, Unit, issue_number
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.api import net_of, published_id, vocabulary_of
from mingtang.kernel.statements.api import Run, one_transaction
from mingtang.lib.flow import Refused, State, step
from mingtang.lib.flow.commands import Start


@dataclass(frozen=True)
class Opening:
    """What a case is opened with; see `api.open_case`. `parent` is (case, row) of the case that called for it."""

    type: str
    title: str
    organ: Organ
    vars: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    unit: Unit | None = None
    urgency: int = 0
    parties: Sequence[Party] = ()
    at: str = ""
    process: str = ""
    parent: tuple[int | None, int] = (None, 0)


def open_case(actor: Actor, opening: Opening) -> Case:
    """Open a case: one transaction with its number, first items and evidence. A repeated key gives the first case."""
    kind = case_type(opening.type)
    try:
        with one_transaction() as run:
            return _open(run, actor, kind, opening)
    except IntegrityError:  # the key is taken: it was opened before, or by somebody else in the same moment
        known = Case.objects.filter(type=opening.type, key=opening.key).first() if opening.key else None
        if known is None:
            raise
        return known


def _open(run: Run, actor: Actor, kind: CaseType, opening: Opening) -> Case:
    now = timezone.now()
    case = _new_case(actor, kind, opening, now)
    command = Start(dict(opening.vars), opening.at)
    net = net_of(case.version_id)
    changes = step(net, State(), command, now, vocabulary=vocabulary_of(case.version_id))
    case.vars = dict(changes.vars or {})
    write(run, Stroke(actor, case, State(), command, changes, net, now, opening=True))
    for party in opening.parties:
        party.case = case
    Party.objects.bulk_create(opening.parties)
    return case


def _new_case(actor: Actor, kind: CaseType, opening: Opening, now: datetime) -> Case:
    version_id = published_id(opening.process or kind.process, opening.organ.pk)
    if version_id is None:
        raise Refused("no_process", f"“{kind.label}”没有已发布的流程，不能立案。")
    number = issue_number(opening.organ, kind.numbering, on=timezone.localdate(now)) if kind.numbering else ""
    parent, parent_no = opening.parent
    return Case(
        type=opening.type,
        version_id=version_id,
        number=number,
        title=opening.title[:200],
        organ=opening.organ,
        unit=opening.unit,
        initiator_id=actor.account_id,
        parent_id=parent,
        parent_no=parent_no,
        urgency=opening.urgency,
        opened_at=now,
        key=opening.key,
    )
