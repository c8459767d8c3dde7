"""For the organ: its calls, drafting and releasing one, judging and treating opinions, the result."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingtang.domains.interaction.moderation.api import HOLD, RELEASE, Standing, lamp_of_day
from mingtang.domains.interaction.moderation.views.pages import form_page, post_page
from mingtang.domains.interaction.moderation.views.pages import release as release_by_button
from mingtang.domains.interaction.opinions import acts
from mingtang.domains.interaction.opinions.actions.answering import draft_result, release_result, treat_opinion
from mingtang.domains.interaction.opinions.actions.calling import draft_call, release_call, revise_call
from mingtang.domains.interaction.opinions.forms import CallFilter, CallForm, ResultForm, TreatmentForm
from mingtang.domains.interaction.opinions.models import Call, Opinion
from mingtang.domains.interaction.opinions.queries import calls_of
from mingtang.kernel.cases.lamps import Lamps
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag


def calls_listing(lamps: Lamps) -> Listing:
    """The calls of an organ, with the light of their report."""

    def show_lamp(row: Call) -> Any:
        lamp = lamp_of_day(
            row.due_on if row.standing in {Standing.CLOSED, Standing.DONE} else None, lamps, _done_on(row)
        )
        return light(lamp.state, lamp.label) if lamp else "—"

    return Listing(
        columns=(
            Column("title", "征集", sort="title", link=lambda row: reverse("opinion_call", args=[row.pk]), sub=lambda row: row.organ.label),
            Column("standing", "状态", value=lambda row: row.standing_words),
            Column("closes_on", "截止", sort="closes_on", kind="date", middle=True),
            Column("due_on", "公布采纳情况", value=lambda row: row.due_on, show=show_lamp),
            Column("came", "意见", sort="came", kind="number", middle=True),
            Column("waiting", "待审核", sort="waiting", kind="number", middle=True),
        ),
        default_sort="-closes_on", filter_form=CallFilter, caption="意见征集", unit="次", exportable=True,
        empty="还没有意见征集。拟写以后由另一人发布。",
    )  # fmt: skip


def _done_on(call: Call) -> Any:
    return timezone.localdate(call.result_at) if call.result_at else None


OPINIONS = Listing(
    columns=(
        Column("text", "意见", value=lambda row: row.text[:60], sub=lambda row: row.clause or row.author,
               link=lambda row: reverse("opinion", args=[row.call_id, row.pk])),
        Column("verdict", "审核", sort="verdict", value=lambda row: row.get_verdict_display()),
        Column("treatment", "处理", sort="treatment", value=lambda row: row.get_treatment_display() or "—"),
        Column("warnings", "提示", value=lambda row: "、".join(row.warnings), show=lambda row: tag("、".join(row.warnings), "warn") if row.warnings else "", middle=True),
        Column("posted_at", "提交", sort="posted_at", kind="datetime", middle=True),
        Column("whole", "意见全文", value=lambda row: row.text, export_only=True),
        Column("name", "姓名", export_only=True),
        Column("age", "年龄段", value=lambda row: row.get_age_display(), export_only=True),
        Column("region", "所在地区", export_only=True),
        Column("answer", "处理说明", export_only=True),
    ),
    default_sort="posted_at", caption="收到的意见", unit="条", exportable=True, empty="还没有收到意见。",
)  # fmt: skip


@asks(HOLD)
def calls(request: Any) -> HttpResponseBase:
    """The calls of the reader's organs; three statements however many there are."""
    listing = calls_listing(Lamps.of_organ(request.actor.organ_id))
    if request.GET.get("export"):
        return _exported(request, listing, calls_of(request.actor), "意见征集")
    return render(request, "opinions/desk/calls.html", {"page": listing.page(request, calls_of(request.actor))})


def _exported(request: Any, listing: Listing, rows: Any, name: str) -> HttpResponseBase:
    with act(acts.EXPORT, request.actor) as deed:
        deed.note = f"导出{name}：{request.GET.urlencode()}"
    return listing.export(request, rows, name)


def call_for(request: Any, pk: int) -> Call:
    """The call, when the reader works on it; 404 otherwise."""
    found: Call = get_object_or_404(calls_of(request.actor), pk=pk)
    return found


@asks(HOLD)
def call(request: Any, pk: int) -> HttpResponseBase:
    """One call with the opinions that came."""
    found = call_for(request, pk)
    rows = Opinion.objects.filter(call=found)
    if request.GET.get("export"):
        return _exported(request, OPINIONS, rows, f"{found.title[:20]}的意见")
    lamps = Lamps.of_organ(found.organ_id)
    context = {
        "call": found,
        "page": OPINIONS.page(request, rows),
        "lamp": lamp_of_day(found.due_on, lamps, _done_on(found)),
        "may_release": request.actor.may(RELEASE, found),
    }
    return render(request, "opinions/desk/call.html", context)


@asks(HOLD)
def new(request: Any) -> HttpResponseBase:
    """Draft a call of one's own organ."""
    form, organ = CallForm(request.POST or None), Organ.objects.get(pk=request.actor.organ_id)
    return form_page(
        request, form, lambda: _address(draft_call(request.actor, organ, form.said).pk),
        title="拟写意见征集", up=("意见征集", reverse("opinion_desk")),
    )  # fmt: skip


def _address(pk: int) -> str:
    return reverse("opinion_call", args=[pk])


@asks(HOLD)
def edit(request: Any, pk: int) -> HttpResponseBase:
    """Write a draft anew."""
    found = call_for(request, pk)
    form = CallForm(request.POST or None, instance=found)
    return form_page(
        request, form, lambda: revise_call(request.actor, found, form.said),
        title="修改意见征集", up=(found.title, _address(pk)),
    )  # fmt: skip


@require_POST
@asks(RELEASE)
def release(request: Any, pk: int) -> HttpResponseBase:
    """Release a call, or its result when it is closed."""
    found = call_for(request, pk)
    do = release_call if found.released_at is None else release_result
    return release_by_button(request, lambda: do(request.actor, found), _address(pk))


@asks(HOLD)
def result(request: Any, pk: int) -> HttpResponseBase:
    """Write what became of the opinions."""
    found = call_for(request, pk)
    form = ResultForm(request.POST or None, initial={"result": found.result})
    return form_page(
        request, form, lambda: draft_result(request.actor, found, **form.cleaned_data),
        title="拟写采纳情况", up=(found.title, _address(pk)),
    )  # fmt: skip


@asks(HOLD)
def opinion(request: Any, pk: int, opinion_id: int) -> HttpResponseBase:
    """One opinion: judge it, then say what becomes of it."""
    found = call_for(request, pk)
    row: Opinion = get_object_or_404(Opinion.objects.filter(call=found).select_related("call"), pk=opinion_id)
    said = request.POST if request.POST.get("what") == "second" else None
    treating = TreatmentForm(said, initial={"treatment": row.treatment, "answer": row.answer})
    return post_page(
        request, row, treating, lambda: treat_opinion(request.actor, row, **treating.cleaned_data),
        title="处理", about=_about(row), up=(found.title, _address(pk)),
    )  # fmt: skip


def _about(row: Opinion) -> list[tuple[str, Any]]:
    return [
        ("姓名", row.name or "匿名"), ("针对", row.clause or "—"), ("年龄段", row.get_age_display() or "—"),
        ("所在地区", row.region or "—"), ("提交", f"{timezone.localtime(row.posted_at):%Y-%m-%d %H:%M}"),
    ]  # fmt: skip
