"""Letters and answers that everybody may read, and how well they are answered."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mingtang.domains.interaction.messages.file_rows import rows_for_everybody
from mingtang.domains.interaction.messages.forms.filters import PublicFilter
from mingtang.domains.interaction.messages.kinds import channels_in_brief, kinds
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.queries.letters import public_letters, similar_to
from mingtang.domains.interaction.messages.queries.statistics import (
    figures_by_kind,
    figures_by_month,
    figures_by_organ,
    month_so_far,
    public_figures,
    received_between,
)
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.domains.interaction.moderation.api import ongoing
from mingtang.ui.listing import Column, Listing

LETTERS = Listing(
    columns=(Column("received", gettext_lazy("收到"), sort="received_at", kind="date", value=lambda row: row.received_at),),
    default_sort="-received", filter_form=PublicFilter, caption=gettext_lazy("公开的来信和答复"), page_size=10,
    empty=gettext_lazy("还没有公开的来信"),
)  # fmt: skip


@require_safe
def letters(request: HttpRequest) -> HttpResponseBase:
    """The published letters, and what people may take part in; seven statements: figures, organs, how many, these, and one of each other room."""
    page = LETTERS.page(request, public_letters(), organs=_organs())
    figures = public_figures()
    context = {
        "page": page,
        "kinds": _segments(request),
        "channels": channels_in_brief(),
        "ongoing": ongoing(timezone.localdate()),
        "figures": [
            {
                "label": _("本月收到"),
                "value": figures.received,
                "unit": _("件"),
                "note": _("已答复 %d 件") % figures.answered,
            },
            {"label": _("按期答复"), "value": figures.in_time_share, "unit": "%"},
            {"label": _("平均用时"), "value": figures.average_days, "unit": _("个工作日")},
            {"label": _("满意"), "value": figures.content_share, "unit": "%", "note": _("评价 %d 件") % figures.rated},
        ],
    }
    return render(request, "interaction/letters.html", context)


def _segments(request: HttpRequest) -> list[dict[str, Any]]:
    chosen = request.GET.get("kind", "")
    choices = [("", _("全部")), *((each.code, each.label) for each in kinds().values() if each.may_be_public)]
    return [
        {"label": label, "url": f"?kind={code}" if code else "?", "current": code == chosen} for code, label in choices
    ]


def _organs() -> list[tuple[int, str]]:
    """Organs that have answered in public, for the filter; one statement."""
    rows = public_letters().order_by("unit__rank", "unit__path").filter(unit__isnull=False)
    named = rows.values_list("unit_id", "unit__short_name", "unit__name", "unit__rank", "unit__path").distinct()
    return [(key, short or name) for key, short, name, _rank, _path in named]


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One published letter with its answer."""
    message: Message = get_object_or_404(public_letters(), pk=pk)
    context = {
        "message": message,
        "events": course_of(message),
        "similar": similar_to(message),
        "files": rows_for_everybody(message),
    }
    return render(request, "interaction/letter.html", context)


def course_of(message: Message) -> list[dict[str, Any]]:
    """What has happened to a message, as its author and everybody may know."""
    events = [{"title": _("收到"), "meta": _moment(message.received_at), "state": "done"}]
    if message.dispatched_at:
        events.append(
            {"title": _("转%s") % message.answering.label, "meta": _moment(message.dispatched_at), "state": "done"}
        )
    if message.replied_at:
        words = _(_ENDED.get(message.stage, "答复"))
        events.append(
            {
                "title": words,
                "meta": _("%(when)s，用时 %(n)s 个工作日")
                % {"when": _moment(message.replied_at), "n": message.days or 0},
                "state": "done",
            }
        )
    else:
        events.append({"title": message.get_stage_display(), "meta": "", "state": "now"})
    if message.rated_at:
        events.append(
            {
                "title": _("评价：%s") % message.get_satisfaction_display(),
                "meta": _moment(message.rated_at),
                "state": "done",
            }
        )
    elif message.replied_at and message.unit_id:
        events.append({"title": _("待评价"), "meta": "", "state": "future"})
    return events


_ENDED: dict[str, str] = {Stage.INVALID: "不予受理", Stage.REFERRED: "告知专门渠道"}


def _moment(moment: Any) -> str:
    local = timezone.localtime(moment)
    return date_format(local, _("n月j日 H:i"))


@require_safe
def statistics(request: HttpRequest) -> HttpResponseBase:
    """The figures of each month since the year before, and of this month by organ and kind; three statements."""
    first, today = month_so_far()
    latest = received_between(Message.objects.all(), first, today)
    context = {
        "months": figures_by_month(first.replace(first.year - 1)),
        "organs": figures_by_organ(latest),
        "kinds": figures_by_kind(latest),
    }
    return render(request, "interaction/public_statistics.html", context)
