"""For the organ: its surveys, drafting and releasing one, the answers so far, export, the result."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mingtang.domains.interaction.moderation.api import HOLD, RELEASE
from mingtang.domains.interaction.moderation.views.pages import form_page
from mingtang.domains.interaction.moderation.views.pages import release as release_by_button
from mingtang.domains.interaction.surveys import acts
from mingtang.domains.interaction.surveys.actions.asking import (
    draft_result,
    draft_survey,
    release_result,
    release_survey,
    revise_survey,
)
from mingtang.domains.interaction.surveys.forms import SurveyFilter, SurveyForm, SurveyResultForm
from mingtang.domains.interaction.surveys.models import Survey
from mingtang.domains.interaction.surveys.queries import answer_table, outcomes_of, surveys_of
from mingtang.domains.interaction.surveys.rules import labels_of
from mingtang.kernel.definitions.api import newest_of
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import act, asks
from mingtang.kernel.forms.api import FORMS, read_or_refuse
from mingtang.ui.export import as_workbook
from mingtang.ui.listing import Column, Listing

SURVEYS = Listing(
    columns=(
        Column("title", "调查", sort="title", link=lambda row: reverse("survey", args=[row.pk]), sub=lambda row: row.organ.label),
        Column("standing", "状态", value=lambda row: row.standing_words),
        Column("opens_on", "开始", sort="opens_on", kind="date", middle=True),
        Column("closes_on", "截止", sort="closes_on", kind="date"),
        Column("came", "答卷", sort="came", kind="number"),
    ),
    default_sort="-closes_on", filter_form=SurveyFilter, caption="在线调查", unit="次",
    empty="还没有在线调查。拟写以后由另一人发布。",
)  # fmt: skip


@asks(HOLD)
def surveys(request: Any) -> HttpResponseBase:
    """The surveys of the reader's organs; two statements however many there are."""
    context = {"page": SURVEYS.page(request, surveys_of(request.actor)), "may_design": request.actor.may(FORMS.design)}
    return render(request, "surveys/desk/surveys.html", context)


def survey_for(request: Any, pk: int) -> Survey:
    """The survey, when the reader works on it; 404 otherwise."""
    found: Survey = get_object_or_404(surveys_of(request.actor).select_related("form", "version"), pk=pk)
    return found


@asks(HOLD)
def survey(request: Any, pk: int) -> HttpResponseBase:
    """One survey: its questions, and what the answers so far come to."""
    found = survey_for(request, pk)
    version = found.version or newest_of(found.form)
    context = {
        "survey": found,
        "questions": [(field, labels_of(field)) for field in read_or_refuse(version.text)],
        "outcomes": outcomes_of(found) if found.version_id else [],
        "may_design": request.actor.may(FORMS.design, found.form),
        "may_release": request.actor.may(RELEASE, found),
    }
    return render(request, "surveys/desk/survey.html", context)


@require_safe
@asks(HOLD)
def export(request: Any, pk: int) -> HttpResponseBase:
    """All answers as a workbook, without who gave them."""
    found = survey_for(request, pk)
    if not found.version_id:
        return redirect("survey", pk=pk)
    with act(acts.EXPORT, request.actor, found) as deed:
        deed.note = f"导出答卷：{found.title}"
    head, rows = answer_table(found)
    return as_workbook(f"{found.title}答卷", head, rows)


@asks(FORMS.design)
def new(request: Any) -> HttpResponseBase:
    """Begin a survey of one's own organ, for those who may also draw its questions."""
    form, organ = SurveyForm(request.POST or None), Organ.objects.get(pk=request.actor.organ_id)
    return form_page(
        request, form, lambda: _address(draft_survey(request.actor, organ, form.said).pk),
        title="拟写在线调查", up=("在线调查", reverse("survey_desk")), lead="保存以后设计题目，再由另一人发布。",
    )  # fmt: skip


def _address(pk: int) -> str:
    return reverse("survey", args=[pk])


@asks(HOLD)
def edit(request: Any, pk: int) -> HttpResponseBase:
    """Write title, words and days anew."""
    found = survey_for(request, pk)
    form = SurveyForm(request.POST or None, instance=found)
    return form_page(
        request, form, lambda: revise_survey(request.actor, found, form.said),
        title="修改在线调查", up=(found.title, _address(pk)),
    )  # fmt: skip


@asks(HOLD)
def result(request: Any, pk: int) -> HttpResponseBase:
    """Write what the survey came to."""
    found = survey_for(request, pk)
    form = SurveyResultForm(request.POST or None, initial={"result": found.result})
    return form_page(
        request, form, lambda: draft_result(request.actor, found, **form.cleaned_data),
        title="拟写调查结果", up=(found.title, _address(pk)),
    )  # fmt: skip


@require_POST
@asks(RELEASE)
def release(request: Any, pk: int) -> HttpResponseBase:
    """Release a survey, or its result when it is closed."""
    found = survey_for(request, pk)
    do = release_survey if found.released_at is None else release_result
    return release_by_button(request, lambda: do(request.actor, found), _address(pk))
