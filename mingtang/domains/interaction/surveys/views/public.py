"""For everybody: surveys, one of them to answer, and what it came to."""

import secrets
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.interaction.moderation.api import require_patience
from mingtang.domains.interaction.moderation.views.pages import ListWords, public_list
from mingtang.domains.interaction.surveys.actions.answering import answer_survey, has_answered, respondent_of
from mingtang.domains.interaction.surveys.forms import SurveyFilter
from mingtang.domains.interaction.surveys.models import Survey
from mingtang.domains.interaction.surveys.queries import outcomes_of, public_surveys
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.api import form_class
from mingtang.ui.listing import Column, Listing

ANSWERS_PER_MINUTE = 5
BROWSER, A_YEAR = "survey_browser", 365 * 24 * 3600
SURVEYS = Listing(
    columns=(Column("closes_on", "截止", sort="closes_on", kind="date"),),
    default_sort="-closes_on", filter_form=SurveyFilter, caption="在线调查", page_size=10, empty="还没有在线调查",
)  # fmt: skip
WORDS = ListWords(
    "surveys", _("在线调查"), _("不用登录就能答，每人一次。结果在截止以后公布。"),
    _("没有符合条件的调查"), _("有调查时，会列在这里。"), "chart-bar",
)  # fmt: skip


@require_safe
def surveys(request: Any) -> HttpResponseBase:
    """The surveys, the latest first; two statements however many there are."""
    return public_list(request, "surveys/surveys.html", WORDS, SURVEYS.page(request, public_surveys()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: Any, pk: int) -> HttpResponseBase:
    """One survey with its questions, while it is open and this one has not answered."""
    found: Survey = get_object_or_404(public_surveys(), pk=pk)
    browser = request.get_signed_cookie(BROWSER, default="")
    respondent = respondent_of(request.actor, found, browser)
    answered = bool(browser or request.actor.account_id) and has_answered(found, respondent)
    form = None
    if found.is_open and not answered:
        form = form_class(found.version_id)(request.POST or None, actor=request.actor)
        if request.method == "POST" and form.is_valid() and _taken(request, found, form, browser):
            return redirect("public_survey", pk=pk)
    faulty = form is not None and bool(form.errors)
    context = {"survey": found, "form": form, "answered": answered}
    page = render(request, "surveys/survey.html", context, status=422 if faulty else 200)
    if not browser:
        _mark_browser(request, page)
    return page


def _taken(request: Any, survey: Survey, form: Any, browser: str) -> bool:
    """Whether the answers were taken; the form says why not."""
    try:
        _require_known(request, browser)
        require_patience(request, "survey", ANSWERS_PER_MINUTE)
        answer_survey(request.actor, survey, respondent_of(request.actor, survey, browser), form.answers)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, gettext("谢谢您的回答。"))
    return True


def _mark_browser(request: Any, page: HttpResponse) -> None:
    """Give the browser a token by which it is known to have answered."""
    token, secure = secrets.token_urlsafe(16), request.is_secure()
    page.set_signed_cookie(BROWSER, token, max_age=A_YEAR, httponly=True, samesite="Lax", secure=secure)


def _require_known(request: Any, browser: str) -> None:
    """Who has not signed in answers from a browser that keeps our token. Raises Refused."""
    if not browser and request.actor.account_id is None:
        raise Refused(gettext("请允许浏览器保存 Cookie 后再提交一次。"))


@require_safe
def result(request: Any, pk: int) -> HttpResponseBase:
    """What a survey came to: words, and for each question a chart with its table."""
    rows = public_surveys().filter(result_at__isnull=False).select_related("version")
    found: Survey = get_object_or_404(rows, pk=pk)
    return render(request, "surveys/result.html", {"survey": found, "outcomes": outcomes_of(found)})
