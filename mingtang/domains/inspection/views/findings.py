"""Findings: the list, and one with its evidence and what may be done with it."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.inspection import acts
from mingtang.domains.inspection.actions.findings import may_move, move_finding
from mingtang.domains.inspection.forms import FindingFilter, MoveForm
from mingtang.domains.inspection.models import Finding
from mingtang.domains.inspection.rules import COUNTED
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import act, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag

VERBS = {"assign": "交办整改", "claim": "报告已整改", "close": "销号", "exempt": "豁免"}


def _standing(finding: Finding) -> Any:
    words = finding.get_state_display()
    if finding.stands not in COUNTED or finding.due_on is None:
        return tag(words)
    return light("red" if finding.due_on < timezone.localdate() else "green", words)


FINDINGS = Listing(
    columns=(
        Column("kind", "问题", sort="kind", value=lambda each: each.get_kind_display(), sub=lambda each: each.excerpt,
               link=lambda each: reverse("inspection_finding", args=[each.pk])),
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_standing),
        Column("due_on", "整改期限", sort="due_on", kind="date", middle=True),
        Column("first_seen", "首次发现", sort="first_seen", kind="datetime", minor=True),
        Column("last_seen", "最近发现", sort="last_seen", kind="datetime", minor=True),
        Column("url", "地址", export_only=True),
        Column("page", "所在页面", export_only=True),
        Column("status", "应答", kind="number", export_only=True),
        Column("remark", "说明", export_only=True),
    ),
    default_sort="-last_seen", filter_form=FindingFilter, caption="网站问题", unit="个", exportable=True,
    empty="还没有发现问题。登记的网站每天从外部监测三次。",
)  # fmt: skip


@officials_only
def findings_page(request: Any) -> HttpResponseBase:
    """Findings of the sites that the reader may see; two statements however many there are."""
    rows = Finding.objects.visible_to(request.actor).select_related("site")
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出网站问题：{request.GET.urlencode()}"
        return FINDINGS.export(request, rows, "网站问题")
    return render(request, "inspection/findings.html", {"page": FINDINGS.page(request, rows)})


@officials_only
def finding_page(request: Any, pk: int) -> HttpResponseBase:
    """One finding; a POST with a verb does something with it."""
    rows = Finding.objects.visible_to(request.actor).select_related("site", "organ", "approver__person")
    finding: Finding = get_object_or_404(rows, pk=pk)
    form = MoveForm(request.POST or None)
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in VERBS and form.is_valid():
        try:
            move_finding(request.actor, finding, verb, form.cleaned_data["remark"])
            messages.success(request, f"已{VERBS[verb].removeprefix('报告')}。")
            return redirect("inspection_finding", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    verbs = {name: words for name, words in VERBS.items() if may_move(request.actor, finding, name)}
    context = {"finding": finding, "form": form, "verbs": verbs, "evidence": _evidence(finding)}
    return render(request, "inspection/finding.html", context, status=422 if form.errors else 200)


def _evidence(finding: Finding) -> list[tuple[str, Any]]:
    return [
        ("网站", finding.site.name), ("主办单位", finding.organ.label), ("问题地址", finding.url), ("所在页面", finding.page),
        ("摘录", finding.excerpt), ("服务器应答", finding.status or "没有应答"), ("看到次数", finding.looks),
        ("首次发现", f"{timezone.localtime(finding.first_seen):%Y-%m-%d %H:%M}"),
        ("最近发现", f"{timezone.localtime(finding.last_seen):%Y-%m-%d %H:%M}"),
        ("整改期限", finding.due_on), ("说明", finding.remark), ("批准人", finding.approver and finding.approver.person),
    ]  # fmt: skip
