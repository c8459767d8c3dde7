"""For everybody: frequent questions with their answers."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mingtang.domains.interaction.frequent.forms import FrequentFilter
from mingtang.domains.interaction.frequent.queries import public_questions, topics
from mingtang.ui.listing import Column, Listing

QUESTIONS = Listing(
    columns=(Column("topic", "分类", sort="topic"), Column("kept_at", "更新", sort="kept_at", kind="date")),
    default_sort="topic", filter_form=FrequentFilter, caption=_("常见问题"), page_size=20, empty=_("还没有常见问题"),
)  # fmt: skip


@require_safe
def questions(request: HttpRequest) -> HttpResponseBase:
    """The questions by heading; three statements: headings, how many, and these."""
    page = QUESTIONS.page(request, public_questions(), topics=topics())
    return render(request, "frequent/questions.html", {"page": page})
