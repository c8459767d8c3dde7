"""Screens of the evidence: records, the chain, facts that could not be delivered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mingtang.kernel.evidence import actions, queries
from mingtang.kernel.evidence.access import asks, officials_only
from mingtang.kernel.evidence.acts import declare_act, find_act
from mingtang.kernel.evidence.forms import RecordFilter, SkipForm
from mingtang.kernel.evidence.models import MANAGE_DELIVERIES, READ_EVIDENCE, VERIFY_CHAIN, Delivery, Record
from mingtang.kernel.evidence.presentation import change_rows
from mingtang.kernel.evidence.ritual import act
from mingtang.kernel.evidence.tasks import carry_out_verification
from mingtang.kernel.evidence.undo import CannotUndo, can_undo, undo_record
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

EXPORT_RECORDS = declare_act("evidence.export_records", "导出存证记录", READ_EVIDENCE)


def act_label(record: Record) -> str:
    """The Chinese name of the record's act; its code when the app that declared it is gone."""
    kind = find_act(record.act)
    return kind.label if kind else record.act


def _outcome(record: Record) -> Any:
    return tag(record.get_outcome_display(), "good" if record.outcome == Record.Outcome.DONE else "warn")


RECORDS = Listing(
    columns=(
        Column(
            "act", "行为", sort="act", value=act_label, link=lambda row: reverse("evidence_record", args=[row.pk]),
            sub=lambda row: row.note,
        ),
        Column("object_label", "对象", sort="object_label"),
        Column("actor_name", "行为人", sort="actor_name"),
        Column("actor_organ_name", "机构", sort="actor_organ_name", minor=True),
        Column("actor_post_name", "岗位", minor=True),
        Column("outcome", "结果", show=_outcome, value=lambda row: row.get_outcome_display(), middle=True),
        Column("at", "时间", sort="at", kind="datetime"),
    ),
    default_sort="-at",
    filter_form=RecordFilter,
    caption="存证记录",
    unit="条",
    exportable=True,
)  # fmt: skip

DEAD = Listing(
    columns=(
        Column("fact", "事实", value=lambda row: row.fact.name, sub=lambda row: row.subject,
               link=lambda row: reverse("dead_fact", args=[row.pk])),
        Column("handler", "处理者", sort="handler", minor=True),
        Column("tries", "次数", kind="number"),
        Column("at", "发生时间", value=lambda row: row.fact.at, sort="fact__at", kind="datetime"),
    ),
    default_sort="at",
    caption="未送达事实",
    unit="条",
    empty="所有事实都已送达",
)  # fmt: skip


@officials_only
def evidence_records(request: HttpRequest) -> HttpResponseBase:
    """Records the reader may audit, and the reader's own; exporting them is itself recorded."""
    rows = queries.records_visible_to(request.actor)  # type: ignore[attr-defined]
    if request.GET.get("export"):
        with act(EXPORT_RECORDS, request.actor) as deed:  # type: ignore[attr-defined]
            deed.note = f"导出存证记录 {request.GET.urlencode()}"
        return RECORDS.export(request, rows, "存证记录")
    return render(request, "evidence/records.html", {"page": RECORDS.page(request, rows)})


@officials_only
def evidence_record(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One record: who, what, before and after, and whether its digest holds."""
    record = get_object_or_404(queries.records_visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    context = {
        "record": record,
        "act": act_label(record),
        "changes": change_rows(record),
        "link": getattr(record, "link", None),
        "intact": record.computed_digest() == record.digest,
        "undoable": can_undo(request.actor, record),  # type: ignore[attr-defined]
    }
    return render(request, "evidence/record.html", context)


@officials_only
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Reverse what a record did."""
    record = get_object_or_404(queries.records_visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    try:
        undo_record(request.actor, record)  # type: ignore[attr-defined]
    except CannotUndo as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"已撤销“{act_label(record)} {record.object_label}”。")
    return redirect("evidence_record", pk=pk)


@asks(VERIFY_CHAIN)
def evidence_chain(request: HttpRequest) -> HttpResponseBase:
    """Where the chain stands; POST has it verified by the worker."""
    if request.method == "POST":
        verification = actions.ask_for_verification(request.actor)  # type: ignore[attr-defined]
        carry_out_verification.enqueue(verification.pk)
        messages.success(request, "已开始核验，完成后本页显示结论。")
        return redirect("evidence_chain")
    context = {"chain": queries.chain_now(), "backlog": queries.backlog(), "latest": queries.latest_verification()}
    return render(request, "evidence/chain.html", context)


@asks(MANAGE_DELIVERIES)
def dead_facts(request: HttpRequest) -> HttpResponseBase:
    """Facts that could not be delivered: the work items of the node administrator."""
    rows = queries.dead_deliveries_visible_to(request.actor)  # type: ignore[attr-defined]
    return render(request, "evidence/dead_facts.html", {"page": DEAD.page(request, rows)})


@asks(MANAGE_DELIVERIES)
def dead_fact(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One of them: deliver it again, or give it up with a reason."""
    delivery = get_object_or_404(queries.deliveries_visible_to(request.actor), pk=pk)  # type: ignore[attr-defined]
    form = SkipForm(request.POST if request.POST.get("do") == "skip" else None)
    if request.method == "POST" and delivery.state == Delivery.State.DEAD:
        if request.POST.get("do") == "retry":
            actions.retry_delivery(request.actor, delivery)  # type: ignore[attr-defined]
            messages.success(request, "已重新排队送达。")
            return redirect("dead_facts")
        if form.is_valid():
            actions.skip_delivery(request.actor, delivery, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
            messages.success(request, "已跳过；同一主题的后续事实继续送达。")
            return redirect("dead_facts")
    status = 422 if form.errors else 200
    return render(request, "evidence/dead_fact.html", {"delivery": delivery, "form": form}, status=status)
