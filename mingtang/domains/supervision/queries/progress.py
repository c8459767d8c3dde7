"""How an item is getting on: each charged organ; from its case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mingtang.domains.supervision.models import Charge, Release, SupervisedItem
from mingtang.kernel.cases.api import Case, Token, offers
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


def progress_of(item: SupervisedItem) -> list[Branch]:
    """How each charged organ stands; three statements, one for a draft."""
    rows = list(Token.objects.filter(case=item.case_id, kind="T").order_by("no")) if item.case_id else []
    return branches_of(item, rows, list(item.releases.all()) if item.case_id else [])


def branches_of(item: SupervisedItem, rows: Iterable[Token], releases: Iterable[Release]) -> list[Branch]:
    """The same from rows of the case and requests that are known; one statement."""
    work, gone = list(rows), {each.organ_id for each in releases if each.granted_on}
    return [_branch(charge, work, gone) for charge in item.charges.select_related("organ")]


def _branch(charge: Charge, rows: Iterable[Token], gone: set[int]) -> Branch:
    mine = [row for row in rows if row.organ_id == charge.organ_id and row.node in _OF_UNITS]
    branch = Branch(charge)
    for row in mine:
        _count(branch, row)
    live = next((row for row in mine if row.life == Life.LIVE), None)
    if charge.organ_id in gone:
        branch.words, branch.state = "已退办", "gone"
    elif live is not None:
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
