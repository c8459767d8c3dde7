"""Items of an organ for those who work on them, how complete its catalogue is, and how timely it is filled."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.actions.keeping import keep_duty, keep_guide
from mingtang.domains.disclosure.catalogue.forms.work import DutyForm, GuideForm, WorkFilter
from mingtang.domains.disclosure.catalogue.models import Duty, Guide, InformationItem
from mingtang.domains.disclosure.catalogue.permissions import DRAFT_ITEMS, KEEP_CATALOGUE, READ_ITEMS
from mingtang.domains.disclosure.catalogue.queries.work import completeness, ending_soon, items_for, timeliness
from mingtang.domains.disclosure.catalogue.rules import State
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag


def _time(row: InformationItem) -> Any:
    """The light of an item by its limit; no statement."""
    published = timezone.localdate(row.published_at) if row.published_at else None
    if published or row.state == State.NOT_PUBLISHED:
        late = bool(row.due_on and published and published > row.due_on)
        return light("red", "逾期公开") if late else light("done", "已办结")
    if row.due_on is None:
        return "—"
    return light("red", "已超期") if timezone.localdate() > row.due_on else light("green", "正常")


def _validity(row: InformationItem) -> Any:
    return tag(row.get_validity_display(), row.tone) if row.is_policy else "—"


def _address(row: InformationItem) -> str:
    """Where an item is worked on; what was registered as published has no case."""
    return reverse("case", args=[row.case_id]) if row.case_id else reverse("disclosure_item_record", args=[row.pk])


ITEMS = Listing(
    columns=(
        Column("title", "标题", sort="title", link=_address, sub=lambda row: row.index_no or row.doc_no),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display()),
        Column("time", "时限", value=lambda row: "", show=_time),
        Column("due_on", "公开期限", sort="due_on", kind="date", middle=True),
        Column("place", "公开目录", sort="node", value=lambda row: row.place, minor=True),
        Column("openness", "公开属性", value=lambda row: row.get_openness_display(), minor=True),
        Column("published_at", "公布时间", sort="published_at", kind="datetime", middle=True),
        Column("validity", "有效性", value=lambda row: row.get_validity_display(), show=_validity, middle=True),
        Column("doc_no", "文号", export_only=True),
        Column("formed_on", "形成日期", kind="date", export_only=True),
        Column("topic", "主题", value=lambda row: row.topic_words, export_only=True),
    ),
    default_sort="-due_on", filter_form=WorkFilter, caption="主动公开信息", unit="件", exportable=True,
    empty="还没有主动公开的信息。拟稿以后会出现在这里。",
)  # fmt: skip


@asks(READ_ITEMS)
def items_page(request: Any) -> HttpResponseBase:
    """Items that the reader may see; two statements: how many, and these."""
    rows = items_for(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出主动公开信息：{request.GET.urlencode()}"
        return ITEMS.export(request, rows, "主动公开信息")
    context = {"page": ITEMS.page(request, rows), "may_draft": request.actor.may(DRAFT_ITEMS)}
    return render(request, "disclosure_catalogue/items.html", context)


@asks(READ_ITEMS)
def completeness_page(request: Any) -> HttpResponseBase:
    """Nodes that are empty or stale, and documents that end, shares of two years; five statements."""
    year = timezone.localdate().year
    states = completeness(request.actor)
    context = {
        "states": states, "findings": sum(bool(each.finding) for each in states),
        "years": [(each, timeliness(request.actor, each)) for each in (year, year - 1)],
        "ending": ending_soon(request.actor), "may_keep": request.actor.may(KEEP_CATALOGUE),
    }  # fmt: skip
    return render(request, "disclosure_catalogue/completeness.html", context)


@asks(KEEP_CATALOGUE)
def duty_page(request: Any) -> HttpResponseBase:
    """Say what one's organ publishes in a node."""
    organ = Organ.objects.get(pk=request.actor.organ_id)
    known = Duty.objects.filter(organ=organ, node=request.GET.get("node", "")).first()
    begin = {name: getattr(known, name) for name in DutyForm.base_fields} if known else None
    form = DutyForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            keep_duty(request.actor, organ, **form.cleaned_data)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, "已保存公开责任。")
            return redirect("disclosure_completeness")
    return _kept(request, form, "公开责任", f"{organ.name}在公开目录中的责任。")


@asks(KEEP_CATALOGUE)
def guide_page(request: Any) -> HttpResponseBase:
    """Write the guide of one's organ."""
    organ = Organ.objects.get(pk=request.actor.organ_id)
    form = GuideForm(request.POST or None, instance=Guide.objects.filter(organ=organ).first())
    if request.method == "POST" and form.is_valid():
        keep_guide(request.actor, organ, form.cleaned_data)
        messages.success(request, "已保存公开指南。")
        return redirect("disclosure_completeness")
    return _kept(request, form, "公开指南", "条例第十二条：指南应当及时更新。")


def _kept(request: Any, form: Any, title: str, lead: str) -> HttpResponseBase:
    context = {"form": form, "title": title, "lead": lead}
    return render(request, "disclosure_catalogue/keep.html", context, status=422 if form.errors else 200)
