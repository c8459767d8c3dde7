"""Each thing that is done to a manuscript behind its checks: handing in, reviewing, giving up; withdrawing its article."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.portal.editing.actions.releasing import withdraw
from mingtang.domains.portal.editing.actions.reviewing import review, why_not_review
from mingtang.domains.portal.editing.actions.writing import abandon, submit
from mingtang.domains.portal.editing.comparing import changes_between
from mingtang.domains.portal.editing.forms import ReasonForm, ReviewForm, SubmissionForm
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import articles_within, open_review, reviewed_before
from mingtang.domains.portal.editing.rules import REVIEW_OF, REVIEWS, WHAT_TO_LOOK_AT
from mingtang.domains.portal.editing.texts import article_of, files_of
from mingtang.domains.portal.editing.views.manuscripts import found
from mingtang.domains.portal.editing.views.showing import FAULTS, blame, checks
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES, ArticlePage
from mingtang.kernel.evidence.api import asks
from mingtang.lib.proofreading import Finding


@dataclass(frozen=True)
class StepPage:
    """One thing to do: what the button says, the form, the action, why it cannot be done now ("" when it can)."""

    title: str
    lead: str
    form: type[SubmissionForm | ReviewForm | ReasonForm]
    do: Callable[..., object]
    why_not: str = ""
    done: str = "已办理。"
    is_checked: bool = True


@asks(WRITE_MANUSCRIPTS)
def submission_page(request: Any, pk: int) -> HttpResponseBase:
    """Hand a draft in for review."""
    manuscript = found(request, pk)
    why_not = "" if manuscript.is_draft else "稿件已经送审。"
    step = StepPage("送审", "送审以后不能修改，退回以后才能改。", SubmissionForm, submit, why_not, "已送审。")
    return _page(request, manuscript, step)


@asks(READ_MANUSCRIPTS)
def review_page(request: Any, pk: int) -> HttpResponseBase:
    """Do the review that is open."""
    manuscript = found(request, pk)
    number = _number_of(manuscript)
    title = REVIEWS.get(number, "审核")
    why_not = why_not_review(request.actor, manuscript)
    step = StepPage(title, WHAT_TO_LOOK_AT.get(number, ""), ReviewForm, review, why_not, f"{title}：已办理。")
    return _page(request, manuscript, step)


def _number_of(manuscript: Manuscript) -> int:
    """The number of the review that is open, the first of several; 0 for none."""
    return next((REVIEW_OF[step.node] for step in open_review(manuscript)), 0)


@asks(WRITE_MANUSCRIPTS)
def abandonment_page(request: Any, pk: int) -> HttpResponseBase:
    """Give a draft up."""
    manuscript = found(request, pk)
    why_not = "" if manuscript.is_draft else "稿件已经送审，不能作废。"
    step = StepPage(
        "作废", "作废以后不能恢复，留在案件里备查。", ReasonForm, abandon, why_not, "已作废。", is_checked=False
    )
    return _page(request, manuscript, step)


def _page(request: Any, manuscript: Manuscript, step: StepPage) -> HttpResponseBase:
    """Show a step, or do it; what stands against it is said on the form, and nothing typed is lost."""
    findings = findings_of(request.actor, manuscript) if step.is_checked else []
    form = step.form(request.POST if request.method == "POST" else None, findings=findings)
    if request.method == "POST" and form.is_valid():
        try:
            step.do(request.actor, manuscript, **form.said)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, step.done)
            return redirect("case", pk=manuscript.case_id)
    context = {"manuscript": manuscript, "step": step, "form": form, **_beside(manuscript, step, findings)}
    return render(request, "editing/step.html", context, status=422 if form.errors else 200)


def _beside(manuscript: Manuscript, step: StepPage, findings: list[Finding]) -> dict[str, Any]:
    """The text, what changed since it was last reviewed, and what was said then."""
    files, last = files_of(manuscript), reviewed_before(manuscript)
    before = manuscript.versions.filter(number=last.version).first() if last else None
    now = {**manuscript.text, "correction": manuscript.correction}
    return {
        "article": article_of(manuscript, files),
        "files": files,
        "checks": checks(findings) if step.is_checked else [],
        "last": last,
        "changes": changes_between(before.text, now) if before else [],
    }


@asks(PUBLISH_ARTICLES)
def withdrawal_page(request: Any, article: int) -> HttpResponseBase:
    """Take a published article away; its address then says when and why."""
    page: ArticlePage = get_object_or_404(
        articles_within(request.actor, PUBLISH_ARTICLES).filter(live=True), pk=article
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(request.actor, page, **form.said)
        except FAULTS as fault:
            blame(form, fault)
        else:
            messages.success(request, "已撤稿。读者在原地址看到撤稿的时间和原因。")
            return redirect("manuscripts")
    return render(
        request, "editing/withdrawal.html", {"article": page, "form": form}, status=422 if form.errors else 200
    )
