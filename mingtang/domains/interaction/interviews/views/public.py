"""For everybody: interviews, and one of them with its questions; reading it again shows what is new."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.interaction.interviews.actions.talking import ask
from mingtang.domains.interaction.interviews.forms import AskForm, InterviewFilter
from mingtang.domains.interaction.interviews.models import Interview
from mingtang.domains.interaction.interviews.queries import public_interviews, shown_questions
from mingtang.domains.interaction.moderation.api import require_patience
from mingtang.domains.interaction.moderation.views.pages import ListWords, blame, public_list
from mingtang.kernel.directory.api import Refused
from mingtang.ui.listing import Column, Listing

QUESTIONS_PER_MINUTE = 5
INTERVIEWS = Listing(
    columns=(Column("begins_at", "时间", sort="begins_at", kind="datetime"),),
    default_sort="-begins_at", filter_form=InterviewFilter, caption="在线访谈", page_size=10, empty="还没有在线访谈",
)  # fmt: skip
WORDS = ListWords(
    "interviews", _("在线访谈"), _("预告发布以后就能提问，审核后公开，访谈时答复。"),
    _("没有符合条件的访谈"), _("有访谈时，预告会列在这里。"), "microphone",
)  # fmt: skip


@require_safe
def interviews(request: Any) -> HttpResponseBase:
    """The interviews, the latest first; two statements however many there are."""
    return public_list(request, "interviews/interviews.html", WORDS, INTERVIEWS.page(request, public_interviews()))


@require_http_methods(["GET", "HEAD", "POST"])
def interview(request: Any, pk: int) -> HttpResponseBase:
    """One interview: announcement, questions and answers as far as they go, transcript."""
    found: Interview = get_object_or_404(public_interviews(), pk=pk)
    form = AskForm(request.POST or None) if found.takes_questions or request.method == "POST" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            require_patience(request, "interview", QUESTIONS_PER_MINUTE)
            ask(request.actor, found, **form.cleaned_data)
            messages.success(request, gettext("提问已收到，审核以后公开。"))
            return redirect("public_interview", pk=pk)
        except Refused as refusal:
            blame(form, refusal)
    faulty = form is not None and bool(form.errors)
    context = {"interview": found, "form": form, "questions": shown_questions(found)}
    return render(request, "interviews/interview.html", context, status=422 if faulty else 200)
