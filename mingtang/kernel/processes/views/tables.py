"""The editor of decision tables: a form of rows and columns that works without scripts."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mingtang.kernel.definitions.api import newest_of, save_draft
from mingtang.kernel.definitions.views import in_reach, told, way
from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.processes.forms import FileForm
from mingtang.kernel.processes.judging import Judgement, judge_decision
from mingtang.kernel.processes.kinds import Decisions
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES
from mingtang.kernel.processes.rules import BadChoice, parse_vars
from mingtang.kernel.processes.tables import (
    KINDS,
    POLICIES,
    Table,
    change_table,
    rows_of,
    shown_table,
    table_of_form,
    written_table,
)
from mingtang.lib.flow.conditions import ConditionError
from mingtang.lib.flow.decisions import DecisionError, DecisionTable, compile_dmn


@asks(DESIGN_PROCESSES)
def decision_design(request: ActorRequest, kind: Decisions, pk: int) -> HttpResponseBase:
    """Edit the draft of a table: change its shape, check it, try it, save it."""
    decision = in_reach(request, kind, pk, DESIGN_PROCESSES)
    version = newest_of(decision)
    wish = request.POST.get("do", "")
    if request.method != "POST":
        return _editor(request, kind, decision, version, shown_table(version.xml), version.digest)
    if wish == "import":
        return _imported(request, kind, decision, version)
    table = table_of_form(request.POST, key=decision.key, name=decision.title)
    change_table(table, wish)
    seen = request.POST.get("seen", "")
    if wish != "save":
        return _editor(request, kind, decision, version, table, seen, tried=wish == "try")
    try:
        save_draft(request.actor, kind, decision, written_table(table), seen=seen)
    except Refused as fault:
        return _editor(request, kind, decision, version, table, seen, refusal=str(fault))
    return told(request, "草稿已保存。", kind.url("design", pk))


def _imported(request: ActorRequest, kind: Decisions, decision: Any, version: Any) -> HttpResponseBase:
    form = FileForm(request.POST, request.FILES)
    refusal = "请选择文件。"
    if form.is_valid():
        try:
            data = form.cleaned_data
            save_draft(request.actor, kind, decision, data["xml"], seen=data["seen"])
            return told(request, "文件已成为草稿。", kind.url("design", decision.pk))
        except Refused as fault:
            refusal = str(fault)
    elif form.errors.get("file"):
        refusal = str(form.errors["file"][0])
    return _editor(request, kind, decision, version, shown_table(version.xml), version.digest, refusal=refusal)


def _editor(
    request: ActorRequest, kind: Decisions, decision: Any, version: Any, table: Table, seen: str,
    *, refusal: str = "", tried: bool = False,
) -> HttpResponse:  # fmt: skip
    xml = written_table(table)
    judgement = judge_decision(xml)
    context = {
        "decision": decision,
        "version": version,
        "table": table,
        "rows": list(rows_of(table, _faults(judgement))),
        "column_faults": _faults(judgement),
        "policies": [policy[:2] for policy in POLICIES],
        "kinds": KINDS,
        "remarks": judgement.remarks,
        "judgement": judgement,
        "seen": seen,
        "refusal": refusal,
        "upload": FileForm(),
        "typed": request.POST.get("data", "") if tried else "",
        "answer": _tried(xml, request.POST.get("data", "")) if tried else None,
        "parents": way(kind, decision),
        "urls": {"page": kind.url("page", decision.pk), "publication": kind.url("publication", decision.pk)}
        | {"file": kind.url("file", decision.pk, version.number)},
    }
    return render(request, "processes/table.html", context, status=422 if refusal else 200)


def _faults(judgement: Judgement) -> dict[str, str]:
    return {remark.element: remark.message for remark in judgement.remarks if remark.element}


def _tried(xml: str, text: str) -> dict[str, Any]:
    """What the table answers for the typed values, or why it does not."""
    table = compile_dmn(xml.encode())
    if not isinstance(table, DecisionTable):
        return {"fault": "表里有错，先改正再试。"}
    try:
        data = parse_vars(text[:4000])
        hits = [number for number, rule in enumerate(table.rules, 1) if rule in table.hits(data)]
        return {"hits": hits, "value": table.decide(data)}
    except (BadChoice, DecisionError, ConditionError) as fault:
        return {"fault": str(fault)}
    except TypeError:
        return {"fault": "这些结论不能相加或比较大小。"}
