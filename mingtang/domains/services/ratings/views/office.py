"""Ratings in the workbench: the list, one of them, the figures."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mingtang.domains.services.ratings.actions.auditing import flag
from mingtang.domains.services.ratings.forms import FlagForm, PeriodForm, RatingFilter
from mingtang.domains.services.ratings.models import Rating
from mingtang.domains.services.ratings.permissions import AUDIT_RATINGS, READ_RATINGS
from mingtang.domains.services.ratings.queries.ratings import readable_ratings
from mingtang.domains.services.ratings.queries.statistics import figures_by_organ, figures_of_all, grades_of
from mingtang.domains.services.ratings.rules import CHANNELS, GRADES, Grade
from mingtang.domains.services.ratings.views.public import grade_tag
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


class OfficeFilter(RatingFilter):
    """Officials may also ask by channel."""

    channel: Any = forms.ChoiceField(label="渠道", choices=[("", "全部"), *[(k.value, v) for k, v in CHANNELS.items()]])


LISTING = Listing(
    columns=(
        Column("subject", "评价对象", value=lambda row: row.invitation.subject, link=lambda row: row.get_absolute_url(),
               sub=lambda row: row.number),
        Column("grade", "评价", sort="grade", value=lambda row: row.get_grade_display(), show=grade_tag),
        Column("standing", "进展", value=lambda row: row.standing,
               show=lambda row: tag(row.standing, "warn" if row.is_negative and not row.replied_at else "")),
        Column("organ", "被评价机关", sort="organ__name", value=lambda row: row.organ.label, minor=True),
        Column("tags", "标签", value=lambda row: row.tag_words or "—", middle=True),
        Column("channel", "渠道", sort="channel", value=lambda row: row.get_channel_display(), middle=True),
        Column("at", "评价时间", sort="at", kind="datetime", middle=True),
    ),
    default_sort="-at", filter_form=OfficeFilter, caption="好差评", unit="条", exportable=True,
    empty="还没有评价。事情办结、离开窗口以后，办事人会收到邀请。",
)  # fmt: skip


@asks(READ_RATINGS)
def ratings(request: Any) -> HttpResponseBase:
    """Ratings of the organs that the reader may read about."""
    rows = readable_ratings(request.actor)
    if request.GET.get("export"):
        return LISTING.export(request, rows, "好差评")
    return render(request, "ratings/list.html", {"page": LISTING.page(request, rows)})


@asks(READ_RATINGS)
def rating(request: Any, pk: int) -> HttpResponseBase:
    """One rating with what came of it; whoever may audit it may flag it."""
    found: Rating | None = readable_ratings(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    may_flag = found.flagged_at is None and request.actor.may(AUDIT_RATINGS, found.office)
    form = FlagForm(request.POST or None) if may_flag else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            flag(request.actor, found, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已标记。")
            return redirect(found)
    context = {"rating": found, "form": form}
    return render(request, "ratings/rating.html", context, status=422 if form is not None and form.errors else 200)


@asks(READ_RATINGS)
def statistics(request: Any) -> HttpResponseBase:
    """Satisfaction, activity, rectification: this year unless the address asks otherwise."""
    form = PeriodForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    today = timezone.localdate()
    since, until = asked.get("since") or today.replace(month=1, day=1), asked.get("until") or today
    rows = figures_by_organ(request.actor, since, until)
    grades = grades_of(request.actor, since, until)
    bars = [{"label": GRADES[Grade(grade)], "value": number} for grade, number in grades.items()]
    context = {
        "form": form, "rows": rows, "whole": figures_of_all(rows), "since": since, "until": until, "bars": bars,
        "most": max(grades.values()) or 1, "height": 48 * len(bars) + 8,
    }  # fmt: skip
    return render(request, "ratings/statistics.html", context)
