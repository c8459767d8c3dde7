"""Moving running cases to another version: choose versions, see what would happen to each case, order it, follow it."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.kernel.cases.forms.migration import MappingForm, OrderForm, OutcomeFilter, VersionsForm
from mingtang.kernel.cases.migrating.ordering import order_migration
from mingtang.kernel.cases.migrating.planning import movable_cases, plan_migration
from mingtang.kernel.cases.migrating.progress import orders_visible_to
from mingtang.kernel.cases.models import Case, CaseMigration, MigratedCase
from mingtang.kernel.cases.permissions import MIGRATE_CASES
from mingtang.kernel.cases.views.access import ActorRequest
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.processes.api import Process
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_KINDS = {"waiting": "state", "moved": "good", "blocked": "warn", "gone": "off"}


def _outcome(row: MigratedCase) -> str:
    return row.get_outcome_display()  # type: ignore[attr-defined,no-any-return]


def _state(order: Any) -> str:
    return str(_("已完成") if order.ended_at else _("进行中"))


RESULTS = Listing(
    columns=(
        Column("number", gettext_lazy("编号"), sort="case__number", value=lambda row: row.case.number or str(row.case_id), minor=True),
        Column("title", gettext_lazy("案件"), sort="case__title", value=lambda row: row.case.title,
               link=lambda row: reverse("case", args=[row.case_id]) if row.readable else ""),
        Column("outcome", gettext_lazy("结果"), sort="outcome", value=_outcome,
               show=lambda row: tag(_outcome(row), _KINDS[row.outcome])),
        Column("reason", gettext_lazy("说明")),
        Column("at", gettext_lazy("时间"), sort="at", kind="datetime", middle=True),
    ),
    default_sort="outcome",
    filter_form=OutcomeFilter,
    caption=gettext_lazy("逐件结果"),
    exportable=True,
)  # fmt: skip
ORDERS = Listing(
    columns=(
        Column("process", gettext_lazy("流程"), value=lambda row: row.source.definition.title,
               link=lambda row: reverse("case_migration", args=[row.pk])),
        Column("way", gettext_lazy("版本"), value=lambda row: f"{row.source.number} → {row.target.number}"),
        Column("total", gettext_lazy("件数"), kind="number"),
        Column("moved", gettext_lazy("已变更"), kind="number", minor=True),
        Column("by", gettext_lazy("发起人"), value=lambda row: row.by.get("name", ""), middle=True),
        Column("asked_at", gettext_lazy("发起时间"), sort="asked_at", kind="datetime", middle=True),
        Column("state", gettext_lazy("状态"), value=_state, show=lambda row: tag(_state(row), "good" if row.ended_at else "state")),
    ),
    default_sort="-asked_at",
    caption=gettext_lazy("版本变更"),
    unit=gettext_lazy("次"),
    empty=gettext_lazy("还没有变更过流程版本。发布新版本后，运行中的案件仍按旧版本办理，需要时在这里变更。"),
)  # fmt: skip


@never_cache
@asks(MIGRATE_CASES)
@require_safe
def case_migrations(request: ActorRequest) -> HttpResponseBase:
    """What was ordered, and processes with cases that could be moved."""
    page = ORDERS.page(request, orders_visible_to(request.actor))
    return render(request, "cases/migrations/list.html", {"page": page, "processes": _processes(request)})


def _processes(request: ActorRequest) -> list[Process]:
    """Processes on which cases in reach run, and which have more than one version; one statement."""
    running = Case.objects.within(request.actor, MIGRATE_CASES).running().order_by()
    rows = Process.objects.filter(versions__in=running.values("version"), versions__state="retired")
    return list(rows.distinct().order_by("title")[:100])


@never_cache
@asks(MIGRATE_CASES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_migration_plan(request: ActorRequest, pk: int) -> HttpResponse:
    """The dry run for one process; sent, it is ordered."""
    process = get_object_or_404(Process, pk=pk)
    wish = request.GET if "source" in request.GET else _latest(process)
    versions = VersionsForm(wish, process=process)
    context: dict[str, Any] = {"process": process, "versions": versions}
    status = 200
    if versions.is_valid():
        source, target = versions.cleaned_data["source"], versions.cleaned_data["target"]
        chosen = request.GET if "planned" in request.GET else None
        mapping = MappingForm(chosen, source=source, target=target)
        given = mapping.mapping if chosen is not None and mapping.is_valid() else {}
        order = OrderForm(request.POST or None)
        if order.is_valid():
            try:
                done = order_migration(request.actor, source, target, given, reason=order.cleaned_data["reason"])
                return redirect("case_migration", done.pk)
            except Refused as reason:
                order.add_error(None, str(reason))
        status = 422 if order.errors else 200
        context |= {"mapping": mapping, "order": order, "source": source, "target": target}
        context["plan"] = plan_migration(request.actor, source, target, given)
        context["running"] = movable_cases(request.actor, source).count()
    return render(request, "cases/migrations/plan.html", context, status=status)


def _latest(process: Process) -> dict[str, Any]:
    """The published version, and of the older ones the last."""
    versions = list(process.versions.exclude(state="draft").order_by("-number").values_list("pk", flat=True)[:2])
    return {"source": versions[-1], "target": versions[0]} if versions else {}


@never_cache
@asks(MIGRATE_CASES)
@require_safe
def case_migration(request: ActorRequest, pk: int) -> HttpResponseBase:
    """How far an order is, and what came of every case."""
    order: CaseMigration = get_object_or_404(orders_visible_to(request.actor), pk=pk)
    readable = Exists(Case.objects.visible_to(request.actor).filter(pk=OuterRef("case_id")))
    rows = MigratedCase.objects.filter(migration=order).select_related("case").annotate(readable=readable)
    if request.GET.get("export"):
        return RESULTS.export(request, rows, _("版本变更结果"))
    return render(request, "cases/migrations/page.html", {"order": order, "page": RESULTS.page(request, rows)})
