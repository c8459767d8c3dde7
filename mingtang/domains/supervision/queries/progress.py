"""How an item is getting on: each charged organ, what waits for the reader, and what has happened; from its case."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from mingtang.domains.supervision.models import Charge, Extension, SupervisedItem
from mingtang.domains.supervision.rules import STEPS, StepWords
from mingtang.kernel.cases.api import Case, Filing, Step, Token, label_of, offers
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.flow import Life, Verb

_WORDS = {"sign": "待签收", "handle": "办理中", "check": "本单位审核中"}
_OF_UNITS = ("sign", "handle", "check")


@dataclass
class Branch:
    """How one charged organ stands. `reports` counts what it has handed up, `returned` how often it came back."""

    charge: Charge
    words: str = "等待交办"
    state: str = ""
    signed_at: datetime | None = None
    reported_at: datetime | None = None
    reports: int = 0
    returned: int = 0
    holder: str = ""


@dataclass(frozen=True)
class Waiting:
    """An open step that the reader may do now."""

    case: Case
    token: Token
    words: StepWords
    extension: Extension | None = None

    @property
    def title(self) -> str:
        return str(self.token.title)

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self.words.outcomes


@dataclass
class Progress:
    """The whole picture of an item."""

    branches: list[Branch] = field(default_factory=list)
    open_steps: list[Token] = field(default_factory=list)


def progress_of(item: SupervisedItem) -> Progress:
    """Branches of the charged organs and the open steps; two statements, one for a draft."""
    charges = list(item.charges.select_related("organ"))
    rows = list(Token.objects.filter(case=item.case_id, kind="T").order_by("no")) if item.case_id else []
    return Progress([_branch(charge, rows) for charge in charges], [row for row in rows if row.life == Life.LIVE])


def _branch(charge: Charge, rows: Iterable[Token]) -> Branch:
    mine = [row for row in rows if row.organ_id == charge.organ_id and row.node in _OF_UNITS]
    branch = Branch(charge)
    for row in mine:
        _count(branch, row)
    live = next((row for row in mine if row.life == Life.LIVE), None)
    if live is not None:
        branch.words, branch.state = _WORDS[live.node], "now"
        branch.words = "退回，重新办理" if live.node == "handle" and branch.returned else branch.words
    elif mine:
        branch.words, branch.state = "已上报", "done"
    return branch


def _count(branch: Branch, row: Token) -> None:
    """What an ended row of the organ says. A return undoes the rows that came after the report."""
    if row.node == "sign" and row.life == Life.DONE:
        branch.signed_at = row.ended_at
    if row.node == "check" and row.life == Life.DONE:
        branch.reported_at, branch.reports = row.ended_at, branch.reports + 1
    if row.node == "handle" and row.life == Life.UNDONE:
        branch.returned += 1
        branch.reported_at = None


def waiting_for(actor: Actor, item: SupervisedItem) -> list[Waiting]:
    """The open steps of the item and of its extensions that the actor may complete now; some statements for each."""
    found = [*_steps_for(actor, item.case)] if item.case else []
    for extension in item.extensions.filter(case__ended_at=None).select_related("case"):
        found += _steps_for(actor, extension.case, extension)
    return found


def _steps_for(actor: Actor, case: Case, extension: Extension | None = None) -> list[Waiting]:
    rows = Token.objects.filter(case=case, life="A", kind="T", node__in=list(STEPS)).order_by("no")
    mine = [row for row in rows if _may_be_for(actor, row) and _may_complete(actor, case, row.no)]
    return [Waiting(case, row, STEPS[row.node], extension) for row in mine]


def _may_be_for(actor: Actor, row: Token) -> bool:
    """Cheap: steps of other organs need not be judged, unless somebody away has handed them over."""
    return actor.account_id is not None and (row.organ_id == actor.organ_id or bool(row.holder))


def _may_complete(actor: Actor, case: Case, no: int) -> bool:
    return any(offer.allowed for offer in offers(actor, case, no) if offer.verb is Verb.COMPLETE)


def step_to_revise(actor: Actor, item: SupervisedItem) -> int | None:
    """The open step in which the actor is to revise the item, if it has come back to him."""
    if item.case is None:
        return None
    row = Token.objects.filter(case=item.case, life="A", node="revise").first()
    return row.no if row is not None and _may_complete(actor, item.case, row.no) else None


def last_report_of(item: SupervisedItem, organ_id: int) -> Token | None:
    """The completed step to which the report of an organ can be sent back."""
    done = Token.objects.filter(case=item.case_id, node="handle", organ=organ_id, life=Life.DONE)
    found: Token | None = done.order_by("-no").first()
    return found


@dataclass(frozen=True)
class Happening:
    """One line of what has happened."""

    title: str
    meta: str
    text: str
    state: str = "done"


def happenings(item: SupervisedItem) -> list[Happening]:
    """What has happened to the item and its extensions, the latest first; two statements."""
    cases = [item.case_id, *item.extensions.values_list("case_id", flat=True)] if item.case_id else []
    steps = Step.objects.filter(case__in=cases).order_by("-at", "-id")
    return [_happening(step) for step in steps]


def _happening(step: Step) -> Happening:
    done = step.outcome if step.outcome != step.title else ""
    title = "：".join(filter(None, (step.title or label_of(step.command), done)))
    if step.title and step.command not in {"Complete", "ServiceAnswered", "TimerFired"}:
        title = f"{label_of(step.command)}（{step.title}）"
    who = "　".join(filter(None, (step.name, step.post_name, step.organ_name)))
    return Happening(title, _moment(step.at, who), step.opinion, "pause" if step.command == "Return" else "done")


def _moment(at: datetime, who: str) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}　{who}"


def reports_of(item: SupervisedItem) -> list[Filing]:
    """What the charged organs have filled in, the latest first; one statement."""
    rows = (
        Filing.objects.filter(case=item.case_id, form="supervision-report") if item.case_id else Filing.objects.none()
    )
    return list(rows.select_related("by__person").order_by("-id"))
