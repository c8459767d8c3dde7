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
from mingtang.domains.inspection.rules import COUNTED, State
from mingtang.domains.inspection.tasks import recheck_one
from mingtang.domains.inspection.views.tabs import tabs
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import act, officials_only
from mingtang.ui.listing import Column, Listing, shown
from mingtang.ui.pieces import light, tag

VERBS = {"assign": "交办整改", "claim": "报告已整改", "close": "销号", "exempt": "豁免"}
DONE = {
    "assign": "已交办给责任编辑。",
    "claim": "已报告，系统马上复查。",
    "close": "已销号。",
    "exempt": "已豁免，不再计入考核。",
}
NEXT = {
    State.SUSPECTED: "一天内再看两次，三次都打不开才算问题。", State.OPEN: "等监测岗交办给责任编辑。", State.ASSIGNED: "请在期限内整改并报告。",
    State.FIXED: "系统复查，看不到问题才算整改。", State.VERIFIED: "问题已经看不到了，等监测岗销号。",
}  # fmt: skip
"""What follows on each state."""


def _standing(finding: Finding) -> Any:
    words = finding.get_state_display()
    if finding.stands not in COUNTED or finding.due_on is None:
        return tag(words)
    days = (finding.due_on - timezone.localdate()).days
    return light("red" if days < 0 else "amber" if days == 0 else "green", words)


FINDINGS = Listing(
    columns=(
        Column("kind", "问题", sort="kind", value=lambda each: each.get_kind_display(), sub=lambda each: each.excerpt,
               link=lambda each: reverse("inspection_finding", args=[each.pk])),
        Column("site", "网站", sort="site__name", value=lambda each: each.site.name, minor=True),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_standing),
        Column("due_on", "整改期限", sort="due_on", kind="date", middle=True),
        Column("assignee", "整改人", sort="assignee__person__name", value=lambda each: each.assignee.person if each.assignee else None,
               middle=True),
        Column("last_seen", "最近发现", sort="last_seen", kind="datetime", minor=True),
        Column("first_seen", "首次发现", kind="datetime", export_only=True),
        Column("origin", "来源", value=lambda each: each.get_origin_display(), export_only=True),
        Column("url", "地址", export_only=True),
        Column("page", "所在页面", export_only=True),
        Column("status", "应答", kind="number", export_only=True),
        Column("remark", "说明", export_only=True),
    ),
    default_sort="-last_seen", filter_form=FindingFilter, caption="网站问题", unit="个", exportable=True,
    empty="还没有发现问题。登记的网站每夜从外部监测，首页每半小时打开一次。",
)  # fmt: skip


@officials_only
def findings_page(request: Any) -> HttpResponseBase:
    """Findings of the sites that the reader may see; two statements however many there are."""
    rows = Finding.objects.visible_to(request.actor).select_related("site", "assignee__person")
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出网站问题：{request.GET.urlencode()}"
        return FINDINGS.export(request, rows, "网站问题")
    context = {"page": FINDINGS.page(request, rows), "tabs": tabs("inspection_findings")}
    return render(request, "inspection/findings.html", context)


@officials_only
def finding_page(request: Any, pk: int) -> HttpResponseBase:
    """One finding; a POST with a verb does something with it."""
    rows = Finding.objects.visible_to(request.actor)
    finding: Finding = get_object_or_404(
        rows.select_related("site__editor__person", "organ", "approver__person", "assignee__person"), pk=pk
    )
    form = MoveForm(request.POST or None)
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in VERBS and form.is_valid():
        try:
            move_finding(request.actor, finding, verb, form.cleaned_data["remark"])
            if verb == "claim":
                recheck_one.enqueue(finding.pk)
            messages.success(request, DONE[verb])
            return redirect("inspection_finding", pk=pk)
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
    verbs = {name: words for name, words in VERBS.items() if may_move(request.actor, finding, name)}
    context = {
        "finding": finding, "form": form, "verbs": verbs, "evidence": _evidence(finding), "events": _course(finding),
        "standing": _standing(finding),
    }  # fmt: skip
    return render(request, "inspection/finding.html", context, status=422 if form.errors else 200)


def _evidence(finding: Finding) -> list[tuple[str, Any]]:
    pages = [("问题地址", finding.url)] + ([("所在页面", finding.page)] if finding.page != finding.url else [])
    return [
        ("网站", finding.site.name), ("主办单位", finding.organ.label), *pages, ("摘录", finding.excerpt),
        ("来源", finding.get_origin_display()), ("服务器应答", finding.status or "没有应答"), ("看到次数", f"{finding.looks} 次"),
        ("整改期限", finding.due_on), ("整改人", finding.assignee and finding.assignee.person), ("说明", finding.remark),
        ("豁免批准人", finding.approver and finding.approver.person),
    ]  # fmt: skip


def _course(finding: Finding) -> list[dict[str, Any]]:
    """What has happened to the finding, and what comes next."""
    steps = [
        ("首次发现", finding.first_seen), ("交办整改", finding.assigned_on), ("报告已整改", finding.claimed_at),
        ("复查通过", finding.verified_at),
    ]  # fmt: skip
    events = [{"title": title, "meta": shown(moment)[0], "state": "done"} for title, moment in steps if moment]
    return [*events, {"title": finding.get_state_display(), "text": NEXT.get(finding.stands, ""), "state": "now"}]
