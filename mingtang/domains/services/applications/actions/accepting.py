"""Acceptance (行政许可法第三十二条): accepting, asking once for everything that is missing, not accepting, and what silence means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications import acts
from mingtang.domains.services.applications.actions.joint_accepting import (
    accept_whole,
    branch_at,
    end_branch,
    received_on,
)
from mingtang.domains.services.applications.actions.writing import day_in_words, issue_letter, remedies_in_words
from mingtang.domains.services.applications.door import complete, once
from mingtang.domains.services.applications.events import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    CorrectionAsked,
)
from mingtang.domains.services.applications.joint.limits import rules_of
from mingtang.domains.services.applications.limits import last_day
from mingtang.domains.services.applications.materials import PROMISED
from mingtang.domains.services.applications.models import Defect, Part
from mingtang.domains.services.applications.part_clocks import begin_clocks
from mingtang.domains.services.applications.process import steps as said
from mingtang.domains.services.applications.queries.progress import corrections_of, progress_of
from mingtang.domains.services.applications.rules import State, why_not_confirm, why_not_correct, why_too_late
from mingtang.kernel.cases.api import Case
from mingtang.kernel.clocks.api import end_of, statute
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, Deed, act


@dataclass(frozen=True)
class Missing:
    """One thing the applicant must correct: about what, how, on which basis; `material` is its key if it is one."""

    about: str
    requirement: str
    basis: str = ""
    material: str = ""


@dataclass(frozen=True)
class Reasons:
    """Why something is refused, by which clause, and whose business it is if another organ's."""

    reason: str
    law: str
    competent: str = ""

    def require(self) -> None:
        """Raises Refused when reason or basis is missing: a refusal must give both."""
        if not self.reason.strip():
            raise Refused("请写明理由。", "reason")
        if not self.law.strip():
            raise Refused("请写明依据的法律法规和条款。", "law")


@once
def accept(actor: Actor, part: Part, no: int, *, key: str = "") -> None:
    """Accept: from tomorrow the days are counted within which the organ has to decide."""
    with act(acts.ACCEPT, actor, part) as deed:
        complete(actor, part.application, no, said.ACCEPTED, key=key)
        _settle(deed, actor, part, timezone.localdate())


def deem_accepted(case: Case, _vars: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """What silence means: accepted as of the day of receipt. Called by the worker, at least once, once in effect."""
    part = Part.objects.select_related("application__version", "application__item", "organ").get(
        application__case=case, branch=branch_at(case, key)
    )
    if part.accepted_on is None:
        with act(acts.DEEM_ACCEPTED, SYSTEM, part) as deed:
            _settle(deed, SYSTEM, part, received_on(part), deemed=True)
    return {}


def _settle(deed: Deed, actor: Actor, part: Part, on: date, *, deemed: bool = False) -> None:
    """Write the acceptance down, start the clocks of the decision, tell the applicant."""
    application = part.application
    promise, statutory = _begin_clocks(part, on)
    deed.change(
        part,
        accepted_on=on,
        deemed=deemed,
        state=State.REVIEWING,
        statutory_due_at=end_of(statutory),
        promise_due_at=end_of(promise) if promise else None,
    )
    if part.is_whole:
        deed.change(application, due_at=part.promise_due_at or part.statutory_due_at)
    else:
        accept_whole(deed, application, on)
    deed.change(application, fault_tolerant=bool(application.scenario.get(PROMISED)))
    issue_letter(
        deed, actor, application, "acceptance", part=part, deemed=deemed, time_words=_NOT_COUNTED,
        accepted_on=day_in_words(on), promise_due=day_in_words(promise), statutory_due=day_in_words(statutory),
    )  # fmt: skip
    about = {"application_id": application.pk, "part_id": part.pk}
    deed.announce(ApplicationAccepted(subject=f"application:{application.pk}", deemed=deemed, **about))


def _begin_clocks(part: Part, on: date) -> tuple[date | None, date]:
    """The promise, if the item makes one, and the limit of the law begin; answers their last days."""
    promise, statutory = rules_of(part, on)
    begin_clocks(part, filter(None, (promise, statutory)), on)
    return last_day(promise, on, part.organ_id) if promise else None, last_day(statutory, on, part.organ_id)


_NOT_COUNTED = "自受理次日起按工作日计算；听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审所需时间依法不计入。"


@once
def ask_correction(actor: Actor, part: Part, no: int, missing: Sequence[Missing], *, key: str = "") -> None:
    """Tell the applicant once everything that has to be corrected. Raises Refused for what was not told the first time."""
    application = part.application
    _require_in_time(part)
    if refusal := why_not_correct(corrections_of(application), [each.about for each in missing]):
        raise Refused(refusal, "defects")
    opinion = "；".join(f"{each.about}：{each.requirement}" for each in missing)
    with act(acts.ASK_CORRECTION, actor, part) as deed:
        complete(actor, part.application, no, said.CORRECTION, opinion=opinion, key=key)
        notice = 1 + max(application.defects.values_list("notice", flat=True), default=0)
        for each in missing:
            deed.create(
                Defect(
                    application=application, part=part, about=each.about[:200], material=each.material,
                    requirement=each.requirement[:500], basis=each.basis[:300], notice=notice, told_at=timezone.now(),
                )
            )  # fmt: skip
        today = timezone.localdate()
        issue_letter(
            deed, actor, application, "correction", part=part,
            defects=[[each.about, each.requirement, each.basis] for each in missing],
            deadline=day_in_words(last_day(statute("services.correction", today), today, part.organ_id)),
        )  # fmt: skip
        deed.announce(
            CorrectionAsked(subject=f"application:{application.pk}", application_id=application.pk, part_id=part.pk)
        )


@once
def propose_refusal(actor: Actor, part: Part, no: int, reasons: Reasons, *, key: str = "") -> None:
    """Propose not to accept; a second officer confirms it before the applicant is told."""
    reasons.require()
    _require_in_time(part)
    with act(acts.NOT_ACCEPT, actor, part) as deed:
        facts = {_refusal(part): {"reason": reasons.reason, "law": reasons.law, "competent": reasons.competent}}
        complete(actor, part.application, no, said.NOT_ACCEPTED, opinion=reasons.reason, facts=facts, key=key)
        deed.note = reasons.reason[:200]


@once
def confirm_refusal(actor: Actor, part: Part, no: int, *, opinion: str = "", key: str = "") -> None:
    """Confirm that an application is not accepted, in writing, with reason, basis and remedies."""
    application = part.application
    if part.accepted_on is not None:
        raise Refused("已经受理，不能再决定不予受理。")
    if refusal := why_not_confirm(progress_of(part), actor.account_id):
        raise Refused(refusal)
    with act(acts.NOT_ACCEPT, actor, part) as deed:
        refusal = Case.objects.values_list("vars", flat=True).get(pk=_case(part)).get(_refusal(part), {})
        complete(actor, part.application, no, said.AGREED, opinion=opinion, key=key)
        deed.change(part, state=State.NOT_ACCEPTED)
        if part.is_whole:
            deed.change(application, state=State.NOT_ACCEPTED)
        else:
            end_branch(deed, part)
        issue_letter(
            deed, actor, application, "non_acceptance", part=part,
            reason=refusal.get("reason", ""), law=refusal.get("law", ""), competent=refusal.get("competent", ""),
            remedies=remedies_in_words(application),
        )  # fmt: skip
        deed.announce(
            ApplicationNotAccepted(
                subject=f"application:{application.pk}", application_id=application.pk, part_id=part.pk
            )
        )


def _require_in_time(part: Part) -> None:
    """Raises Refused after the last day: what was not told by then is accepted, also before the worker has written it down."""
    received = received_on(part)
    until = last_day(statute("services.acceptance", received), received, part.organ_id)
    if refusal := why_too_late(timezone.localdate(), until):
        raise Refused(refusal)


def _refusal(part: Part) -> str:
    """The variable that keeps a refusal until it is confirmed; several organs of a joint matter may refuse at once."""
    return f"refusal_{part.branch}" if part.branch else "refusal"


def _case(part: Part) -> int:
    case_id = part.application.case_id
    assert case_id is not None  # only submitted applications have parts
    return case_id
