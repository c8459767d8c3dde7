"""The ledger (台账) of requests, and registering what came by other channels."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.disclosure.requests import acts
from mingtang.domains.disclosure.requests.actions.giving import hand_in
from mingtang.domains.disclosure.requests.actions.receiving import register_request
from mingtang.domains.disclosure.requests.forms.asking import RegisteringForm
from mingtang.domains.disclosure.requests.forms.steps import RequestFilter
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest, Proceeding
from mingtang.domains.disclosure.requests.permissions import READ_REQUESTS, REGISTER_REQUESTS
from mingtang.domains.disclosure.requests.queries.requests import requests_for
from mingtang.domains.disclosure.requests.rules import Channel
from mingtang.domains.disclosure.requests.views.faults import FAULTS, blame
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light


def _time(row: DisclosureRequest) -> Any:
    """The light of a request by the dates that its case keeps; no statement."""
    due_at, amber_at, now = row.case.due_at, row.case.amber_at, timezone.now()
    if not row.is_open:
        return light("done", "已办结")
    if due_at is None:
        return light("pause", "不计时") if row.received_on else "—"
    if now >= due_at:
        return light("red", "已超期")
    return light("amber", "临期") if amber_at and now >= amber_at else light("green", "正常")


def _last_day(row: DisclosureRequest) -> date | None:
    """The last day of the reply; its case keeps the first moment after it."""
    due_at = row.case.due_at
    return timezone.localdate(due_at - timedelta(microseconds=1)) if due_at else None


def _each(rows: Iterable[Any], said: Callable[[Any], str]) -> str:
    return "；".join(map(said, rows))


def _consulted(each: Consultation) -> str:
    return f"{each.name} {each.sent_on} 至 {each.answered_on or '未反馈'}"


def _contested(each: Proceeding) -> str:
    return f"{each.get_course_display()} {each.number} {each.get_result_display()}"


LEDGER = Listing(
    columns=(
        Column("content", "所需信息", sort="content", value=lambda row: row.title, sub=lambda row: row.number,
               link=lambda row: reverse("case", args=[row.case_id])),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display()),
        Column("time", "时限", value=lambda row: "", show=_time),
        Column("due_at", "答复期限", sort="case__due_at", kind="date", value=_last_day, middle=True),
        Column("applicant_name", "申请人", sort="applicant_name"),
        Column("received_on", "收到日期", sort="received_on", kind="date", middle=True),
        Column("channel", "渠道", sort="channel", value=lambda row: row.get_channel_display(), minor=True),
        Column("reply_kind", "答复类型", sort="reply_kind", value=lambda row: row.reply_name or "—", middle=True),
        Column("number", "登记编号", export_only=True),
        Column("applicant_kind", "申请人类型", value=lambda row: row.get_applicant_kind_display(), export_only=True),
        Column("full", "申请内容", value=lambda row: row.content, export_only=True),
        Column("correction_asked_on", "告知补正", kind="date", export_only=True),
        Column("corrected_on", "收到补正", kind="date", export_only=True),
        Column("consulted", "征求意见", value=lambda row: _each(row.consultations.all(), _consulted), export_only=True),
        Column("extended_on", "延期", kind="date", export_only=True),
        Column("replied_on", "答复日期", kind="date", export_only=True),
        Column("way", "获取方式", value=lambda row: f"{row.get_way_display()}，{row.get_carrier_display()}", export_only=True),
        Column("delivered_on", "送达日期", kind="date", export_only=True),
        Column("delivery", "送达方式和凭证", export_only=True),
        Column("fee", "信息处理费（元）", export_only=True),
        Column("contested", "复议诉讼", value=lambda row: _each(row.proceedings.all(), _contested), export_only=True),
        Column("note", "备注", export_only=True),
    ),
    default_sort="-received_on", filter_form=RequestFilter, caption="依申请公开台账", unit="件", exportable=True,
    empty="还没有公开申请。公众在网站提交，或者在这里登记以后会出现。",
)  # fmt: skip


@asks(READ_REQUESTS)
def ledger_page(request: Any) -> HttpResponseBase:
    """Requests that the reader may see; two statements: how many, and these."""
    rows = requests_for(request.actor)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出依申请公开台账：{request.GET.urlencode()}"
        return LEDGER.export(request, rows.prefetch_related("consultations", "proceedings"), "依申请公开台账")
    context = {"page": LEDGER.page(request, rows), "may_register": request.actor.may(REGISTER_REQUESTS)}
    return render(request, "disclosure_requests/ledger.html", context)


@asks(REGISTER_REQUESTS)
def register_page(request: Any) -> HttpResponseBase:
    """Write down a request that came in person, by post or by fax."""
    form = RegisteringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                made = register_request(
                    request.actor, Organ.objects.get(pk=request.actor.organ_id), form.details,
                    channel=Channel(said["channel"]), received_on=said["received_on"], note=said["note"],
                )  # fmt: skip
                hand_in(request.actor, made, form.proofs)
        except FAULTS as fault:
            blame(form, fault)
        else:
            words = f"已登记，编号 {made.number}；查询码 {made.query_code}，查询密码 {made.secret}，请告知申请人。"
            messages.success(request, words)
            return redirect("case", pk=made.case_id)
    return render(request, "disclosure_requests/register.html", {"form": form}, status=422 if form.errors else 200)
