"""For everybody: calls for opinions, one of them with the form, and what became of the opinions."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.interaction.moderation.api import Post, require_patience
from mingtang.domains.interaction.moderation.views.pages import ListWords, blame, public_list
from mingtang.domains.interaction.opinions.actions.opining import post_opinion
from mingtang.domains.interaction.opinions.forms import CallFilter, OpinionForm
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.domains.interaction.opinions.queries import figures_of, opinions_of, public_calls
from mingtang.kernel.directory.api import Refused
from mingtang.ui.listing import Column, Listing

OPINIONS_PER_MINUTE = 5
CALLS = Listing(
    columns=(Column("closes_on", "截止", sort="closes_on", kind="date"),),
    default_sort="-closes_on", filter_form=CallFilter, caption="意见征集", page_size=10, empty="还没有意见征集",
)  # fmt: skip
WORDS = ListWords(
    "opinions", _("意见征集"), _("文件出台以前，请您提意见。意见怎么处理，截止以后公布。"),
    _("没有符合条件的征集"), _("有文件征求意见时，会列在这里。"), "messages",
)  # fmt: skip


@require_safe
def calls(request: Any) -> HttpResponseBase:
    """The calls, those that are open before the others; two statements however many there are."""
    return public_list(request, "opinions/calls.html", WORDS, CALLS.page(request, public_calls()))


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: Any, pk: int) -> HttpResponseBase:
    """The draft, the opinions that may be read, and the form while it is open."""
    found: Call = get_object_or_404(public_calls(), pk=pk)
    form = OpinionForm(request.POST or None) if found.is_open or request.method == "POST" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            require_patience(request, "opinion", OPINIONS_PER_MINUTE)
            post_opinion(request.actor, found, form.said)
            messages.success(request, gettext("意见已收到，审核以后公开。"))
            return redirect("public_call", pk=pk)
        except Refused as refusal:
            blame(form, refusal)
    shown = Opinion.objects.filter(call=found).shown()
    faulty = form is not None and bool(form.errors)
    context = {"call": found, "form": form, "opinions": shown}
    return render(request, "opinions/call.html", context, status=422 if faulty else 200)


@require_safe
def result(request: Any, pk: int) -> HttpResponseBase:
    """What became of the opinions: the report, figures, and a table of every opinion that may be read."""
    found: Call = get_object_or_404(public_calls().filter(result_at__isnull=False), pk=pk)
    opinions = opinions_of(found)
    context = {
        "call": found,
        "figures": [
            {"label": label, "value": count, "unit": gettext("条")}
            for label, count in (
                (gettext("收到意见"), len(opinions)),
                *((row.label, row.count) for row in figures_of(opinions)),
            )
        ],
        "opinions": [each for each in opinions if each.verdict == Post.Verdict.SHOWN],
    }
    return render(request, "opinions/result.html", context)
