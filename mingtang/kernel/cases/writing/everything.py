"""The order in which a command is written."""

from mingtang.kernel.cases.acts import act_of
from mingtang.kernel.cases.case_types import Move, case_type
from mingtang.kernel.cases.events import CaseEnded, CaseOpened, TaskOffered
from mingtang.kernel.cases.models import Step
from mingtang.kernel.cases.rules import TooManyVars, account_of, packed_vars
from mingtang.kernel.cases.store.tokens import write_tokens
from mingtang.kernel.cases.store.writing import add_participants, insert_case, insert_step, update_case, write_offers
from mingtang.kernel.cases.writing.asking import ask
from mingtang.kernel.cases.writing.clocking import clock, write_clocks
from mingtang.kernel.cases.writing.offering import Offering, offer
from mingtang.kernel.cases.writing.stroke import Stroke
from mingtang.kernel.evidence.api import Event, is_awaited, record_done
from mingtang.kernel.statements.api import Run
from mingtang.lib.digests import sm3_hex
from mingtang.lib.flow import Refused
from mingtang.lib.flow.changes import GiveCopy


def write(run: Run, stroke: Stroke) -> Step:
    """Write all that a command changes; belongs into the transaction that holds the case. Answers the row of history."""
    case, changes = stroke.case, stroke.changes
    case.status, case.last = str(changes.status), changes.last
    case.ended_at = stroke.now if stroke.has_ended else None
    vars_text = _vars_text(stroke)
    if stroke.opening:
        case.pk = insert_case(run, case, vars_text or "{}")
    offering = offer(stroke)
    clocking = clock(stroke, offering.displays)
    write_tokens(run, case.pk, stroke.rows.values(), offering.displays, stroke.now)
    write_offers(run, case.pk, offering.offers, stroke.now)
    ask(run, stroke)
    write_clocks(run, stroke, clocking)
    if _moves_the_case(stroke, vars_text):
        update_case(run, case, None if stroke.opening else vars_text)
    _participate(run, stroke, offering)
    step = _step_of(stroke)
    written = insert_step(run, step)
    _record(run, stroke, step, vars_text, _events(stroke, offering))
    step.pk = written.fetchone()[0]
    _tell(stroke, step)
    return step


def _moves_the_case(stroke: Stroke, vars_text: str | None) -> bool:
    """Whether the row of the case changes; taking an item or handing it on leaves it as it was."""
    before, changes = stroke.state, stroke.changes
    if stroke.opening:
        return stroke.case.due_at is not None or stroke.has_ended
    return vars_text is not None or (before.last, before.status) != (changes.last, changes.status)


def _tell(stroke: Stroke, step: Step) -> None:
    """Whoever follows cases of this type learns of the command."""
    follow = case_type(stroke.case.type).follow
    if follow is not None:
        nodes = tuple(stroke.open_nodes())
        follow(
            Move(stroke.actor, stroke.case, step.command, step.node, step.outcome, nodes, stroke.opening, stroke.now)
        )


def _vars_text(stroke: Stroke) -> str | None:
    """The new variables as they are stored; None when they are as before. Raises Refused when they are too large."""
    if stroke.changes.vars is None:
        return None
    try:
        return packed_vars(stroke.changes.vars)
    except TooManyVars as fault:
        raise Refused("too_many_vars", str(fault)) from fault


def _participate(run: Run, stroke: Stroke, offering: Offering) -> None:
    """Who acts and who is given something takes part from now on."""
    people = dict(offering.people)
    for copy in stroke.effects(GiveCopy):
        people.setdefault(account_of(copy.reader) or 0, None)
    if stroke.actor.account_id and not stroke.known:
        people[stroke.actor.account_id] = stroke.actor.organ_id
    if people:
        add_participants(run, stroke.case.pk, people, stroke.now)


def _step_of(stroke: Stroke) -> Step:
    """The row of history."""
    record, token = stroke.changes.record, stroke.row(stroke.no)
    lists = {
        name: list(rows)
        for name in ("created", "consumed", "cancelled", "undone", "revived", "changed", "path")
        if (rows := getattr(record, name))
    }
    return Step.by(
        stroke.actor,
        case_id=stroke.case.pk,
        at=stroke.now,
        command=record.command,
        no=stroke.no,
        node=token.node if token else "",
        title=stroke.title_of(token)[:200] if token else "",
        outcome=getattr(stroke.command, "outcome", "")[:60],
        opinion=stroke.opinion,
        body={**stroke.said(), **lists, **({"signed": stroke.signed} if stroke.signed else {})},
        key=stroke.key,
    )


def _record(run: Run, stroke: Stroke, step: Step, vars_text: str | None, events: list[Event]) -> None:
    """The evidence: what the history says, with the digest of the variables."""
    case = stroke.case
    after = {
        "step": {"command": step.command, "no": step.no, "node": step.node, "outcome": step.outcome, **step.body},
        "opinion": step.opinion,
        "status": case.status,
    }
    if vars_text is not None:
        after["vars"] = {"sm3": sm3_hex(vars_text.encode())}
    before = None if stroke.opening else {"status": str(stroke.state.status)}
    record_done(
        run,
        act_of(type(stroke.command)),
        stroke.actor,
        about=("cases.case", case.pk, str(case)),
        organ=case.organ_id,
        changes=[{"on": "cases.case", "id": str(case.pk), "before": before, "after": after}],
        at=stroke.now,
        note="：".join(filter(None, (step.title, step.outcome))),
        events=events,
    )


def _events(stroke: Stroke, offering: Offering) -> list[Event]:
    """Milestones; offers of work only while somebody listens."""
    case, events = stroke.case, list[Event]()
    subject = f"case:{case.pk}"
    if stroke.opening:
        events.append(CaseOpened(subject=subject, case_id=case.pk, type=case.type, organ_id=case.organ_id))
    if offering.offers.offered and is_awaited(TaskOffered):
        for no, keys in offering.offers.offered.items():
            title = stroke.title_of(stroke.rows[no])
            events.append(TaskOffered(subject=subject, case_id=case.pk, no=no, title=title, keys=keys))
    if stroke.has_ended:
        facts = CaseEnded(subject=subject, case_id=case.pk, type=case.type, organ_id=case.organ_id, status=case.status)
        events.append(facts)
    return events
