"""What editors do with submissions."""

from collections.abc import Sequence

from django.utils import timezone

from mingtang.domains.portal.contributions import acts
from mingtang.domains.portal.contributions.actions.merits import level_of, merit_of
from mingtang.domains.portal.contributions.actions.telling import tell_reporter
from mingtang.domains.portal.contributions.events import ContributionDecided
from mingtang.domains.portal.contributions.handing_over import AdoptedText, handed_over
from mingtang.domains.portal.contributions.models import Submission
from mingtang.domains.portal.contributions.policy import LABEL
from mingtang.domains.portal.contributions.rules.course import SubmissionState
from mingtang.kernel.content.api import materials_of
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import Actor, Deed, act, several_acts

ADOPTED = "adopted"
FEWEST = 2
"""Fewer than so many submissions cannot be merged."""


def adopt(actor: Actor, submission: Submission, remark: str = "") -> None:
    """Take a submission as it is. Raises NotPermitted, Stale when it is decided already."""
    with act(acts.ADOPT, actor, submission) as deed:
        _decide(deed, submission, SubmissionState.ADOPTED, remark)
        deed.create(merit_of(submission, ADOPTED, level_of(submission)))
        deed.change(submission, manuscript_id=_handed_over(actor, [submission]))


def merge(actor: Actor, submissions: Sequence[Submission], remark: str = "") -> Submission:
    """Make one of several: the first leads, each of them counts as adopted; answers the first. Raises as `adopt`, Refused."""
    if len(submissions) < FEWEST:
        raise Refused("综合采用要选择两条以上信息。")
    lead = submissions[0]
    if len({each.site_id for each in submissions}) > 1:
        raise Refused("综合采用的信息要报送给同一个网站。")
    with several_acts():
        for each in submissions:
            with act(acts.MERGE, actor, each) as deed:
                _decide(deed, each, SubmissionState.MERGED, remark or f"与其他 {len(submissions) - 1} 条综合采用")
                deed.change(each, lead=None if each is lead else lead)
                deed.create(merit_of(each, ADOPTED, level_of(each)))
                if each is lead:
                    deed.change(each, manuscript_id=_handed_over(actor, submissions))
    return lead


def forward(actor: Actor, submission: Submission, remark: str = "") -> None:
    """Send a submission up; what becomes of it there is told later as a merit. Raises NotPermitted, Stale."""
    with act(acts.FORWARD, actor, submission) as deed:
        _decide(deed, submission, SubmissionState.FORWARDED, remark)


def decline(actor: Actor, submission: Submission, reason: str) -> None:
    """Do without a submission. Raises NotPermitted, Stale, Refused without a reason."""
    with act(acts.DECLINE, actor, submission) as deed:
        if not reason.strip():
            raise Refused("不采用要写明理由。", "reason")
        _decide(deed, submission, SubmissionState.DECLINED, reason)


def _decide(deed: Deed, submission: Submission, state: SubmissionState, reason: str) -> None:
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if not locked.is_waiting:
        raise Stale(f"这条信息已经处理：{locked.get_state_display()}。")
    decided = {"decided_at": timezone.now(), "decided_by_id": deed.actor.account_id}
    deed.change(submission, state=state.value, reason=reason.strip(), **decided)
    deed.announce(
        ContributionDecided(subject=f"contribution:{submission.pk}", submission_id=submission.pk, state=state.value)
    )
    tell_reporter(submission)


def _handed_over(actor: Actor, submissions: Sequence[Submission]) -> int | None:
    """Begin a manuscript of one text or several; None when the reporter left the column to the editors."""
    lead = submissions[0]
    if lead.column is None:
        return None
    said = AdoptedText(
        column=lead.column, title=lead.title, text="\n\n".join(each.text for each in submissions),
        source="、".join(dict.fromkeys(each.organ.label for each in submissions)),
        author="、".join(dict.fromkeys(each.reporter.account.holder_name for each in submissions)),
        files=[material.file for each in submissions for material in materials_of(actor, LABEL, str(each.pk))],
    )  # fmt: skip
    return handed_over(actor, said)
