"""The three reviews, each by somebody else, and who holds them on a site."""

from django.utils import timezone

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.stepping import complete
from mingtang.domains.portal.editing.actions.writing import require_checked
from mingtang.domains.portal.editing.models import Manuscript, Review, ReviewStep
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import open_review, reviewers_of, writers_of
from mingtang.domains.portal.editing.queries.ways import is_holder
from mingtang.domains.portal.editing.rules import PASSED, RETURNED, REVIEW_OF, STEPS, Hand, why_not_reviewer
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.cases.api import Token, offers
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act
from mingtang.lib.flow import Verb
from mingtang.lib.proofreading import WARN


def hand_of(actor: Actor) -> Hand:
    """The account of an actor and the person behind it."""
    return Hand(actor.account_id, getattr(actor, "person_id", None))


def obstacle(actor: Actor, case_id: int, node: str) -> str:
    """Why the actor must not do the review at `node`, "" when he may; two statements."""
    return why_not_reviewer(REVIEW_OF[node], hand_of(actor), writers_of(case_id), reviewers_of(case_id))


def review_of(actor: Actor, manuscript: Manuscript) -> Token | None:
    """The open review that the actor may do, None when there is none."""
    return next((step for step in open_review(manuscript) if _is_offered(actor, manuscript, step)), None)


def why_not_review(actor: Actor, manuscript: Manuscript) -> str:
    """Why the actor can do none of the open reviews, "" when he can."""
    steps = open_review(manuscript)
    if not steps:
        return "稿件现在不在审核。"
    if any(_is_offered(actor, manuscript, step) for step in steps):
        return ""
    said = obstacle(actor, manuscript.case_id, steps[0].node)
    return f"{said}。" if said else "这一次审核由别的岗位办理。"


def _is_offered(actor: Actor, manuscript: Manuscript, step: Token) -> bool:
    return any(offer.verb is Verb.COMPLETE and offer.allowed for offer in offers(actor, manuscript.case, step.no))


def review(actor: Actor, manuscript: Manuscript, *, passed: bool, opinion: str = "", acknowledged: str = "") -> Review:
    """Say in the open review that a manuscript passes, or return it with a reason. Raises Refused, NotPermitted."""
    step = review_of(actor, manuscript) or next(iter(open_review(manuscript)), None)
    if step is None:
        raise Refused("稿件现在不在审核。")
    findings = findings_of(actor, manuscript)
    if passed:
        require_checked(findings, acknowledged)
    elif not opinion.strip():
        raise Refused("请写明退回的理由。", "opinion")
    seen = [each.text for each in findings if each.level == WARN] if passed else []
    said = Review(
        manuscript=manuscript, number=REVIEW_OF[step.node], version=manuscript.version, step=step.no,
        reviewer_id=actor.account_id, passed=passed, opinion=opinion.strip(), acknowledged=seen, at=timezone.now(),
    )  # fmt: skip
    with act(acts.REVIEW, actor, manuscript, within=_scope(actor, manuscript)) as deed:
        if reason := obstacle(actor, manuscript.case_id, step.node):
            raise Refused(f"{reason}。")
        deed.create(said)
        complete(actor, manuscript, step.no, PASSED if passed else RETURNED, opinion)
    return said


def _scope(actor: Actor, manuscript: Manuscript) -> Manuscript | PortalSite:
    return manuscript.site if actor.may(acts.READ_MANUSCRIPTS, manuscript.site) else manuscript


def set_way(
    actor: Actor, portal: PortalSite, number: int, organ: Organ, holder: str, *, column: ColumnPage | None = None
) -> ReviewStep:
    """Say who does step `number` on a site, or in one of its columns, from the next manuscript on. Raises Refused, NotPermitted."""
    with act(acts.SET_WAY, actor, portal) as deed:
        if number not in STEPS:
            raise Refused("没有这一步。", "number")
        if column is not None and not column.url_path.startswith(portal.root_path):
            raise Refused("这个栏目不在这个网站上。", "column")
        if not is_holder(organ, holder):
            raise Refused(f"“{organ.label}”没有这样的岗位，也没有这样的角色。", "holder")
        known = ReviewStep.objects.filter(site=portal, column=column, number=number).first()
        if known is not None:
            deed.change(known, organ=organ, holder=holder)
            return known
        row = ReviewStep(site=portal, column=column, number=number, organ=organ, holder=holder)
        deed.create(row)
    return row


def reset_way(actor: Actor, portal: PortalSite, row: ReviewStep) -> None:
    """Let a step go as usual again: that of a column as on its site, that of a site by role. Raises NotPermitted."""
    with act(acts.SET_WAY, actor, portal) as deed:
        deed.remove(row)
