"""Units that report, and their reporters."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.contributions.actions.units import (
    appoint_reporter,
    enrol_unit,
    record_training,
    release_reporter,
)
from mingtang.domains.portal.contributions.forms import LeavingForm, ReporterForm, TrainingForm, UnitForm
from mingtang.domains.portal.contributions.models import Reporter, ReportingUnit
from mingtang.domains.portal.contributions.permissions import EDIT_CONTRIBUTIONS
from mingtang.domains.portal.contributions.queries.units import desk_of
from mingtang.domains.portal.contributions.views.tabs import tabs
from mingtang.kernel.directory.api import Account, Organ, Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.ui.listing import Column, Listing

UNITS = Listing(
    columns=(
        Column("organ", "报送单位", sort="organ__rank organ__path", value=lambda unit: unit.organ.label,
               link=lambda unit: reverse("reporting_unit", args=[unit.pk])),
        Column("group", "组别", sort="group", value=lambda unit: unit.get_group_display()),
        Column("serving", "在任信息员", sort="serving", kind="number"),
        Column("desk", "编辑单位", sort="desk__rank desk__path", value=lambda unit: unit.desk.label, middle=True),
    ),
    default_sort="group", caption="报送单位", unit="个", empty="还没有登记报送单位。",
)  # fmt: skip


@officials_only
def units_page(request: Any) -> HttpResponseBase:
    """Units that the reader may see; two statements however many there are."""
    today = timezone.localdate()
    serving = Q(reporters__appointed_on__lte=today) & (Q(reporters__until=None) | Q(reporters__until__gte=today))
    rows = ReportingUnit.objects.visible_to(request.actor).select_related("organ", "desk")
    context = {
        "page": UNITS.page(request, rows.annotate(serving=Count("reporters", filter=serving))),
        "may_enrol": request.actor.may(EDIT_CONTRIBUTIONS),
        "tabs": tabs(request, "reporting_units"),
    }
    return render(request, "contributions/units.html", context)


def organs_to_enrol(desk: Organ) -> QuerySet[Organ]:
    """Organs of the region of a desk that do not report to it yet."""
    inside = Organ.objects.filter(state=Organ.State.ACTIVE, region__code__startswith=desk.region_id).exclude(pk=desk.pk)
    known = ReportingUnit.objects.filter(desk=desk).values("organ")
    found: QuerySet[Organ] = inside.exclude(pk__in=known).order_by("rank", "path")
    return found


@asks(EDIT_CONTRIBUTIONS)
def new_unit(request: Any) -> HttpResponseBase:
    """Enrol an organ at the editor's desk."""
    desk = desk_of(request.actor)
    form = UnitForm(request.POST or None, organs=organs_to_enrol(desk) if desk else Organ.objects.none())
    if request.method == "POST" and desk and form.is_valid():
        unit = enrol_unit(request.actor, desk, **form.cleaned_data)
        messages.success(request, f"“{unit.organ.label}”已登记，请登记信息员。")
        return redirect("reporting_unit", pk=unit.pk)
    return render(request, "contributions/new_unit.html", {"form": form}, status=422 if form.errors else 200)


def officials_of(organ_id: int) -> QuerySet[Account]:
    """Accounts of officials of an organ."""
    rows = Account.objects.filter(kind=Account.Kind.OFFICIAL, organ=organ_id, state=Account.State.ACTIVE)
    found: QuerySet[Account] = rows.select_related("person").order_by("login")
    return found


@officials_only
def unit_page(request: Any, pk: int) -> HttpResponseBase:
    """One unit with its reporters; an editor's POST appoints another one."""
    rows = ReportingUnit.objects.visible_to(request.actor).select_related("organ", "desk")
    unit: ReportingUnit = get_object_or_404(rows, pk=pk)
    may_edit = request.actor.may(EDIT_CONTRIBUTIONS, unit)
    form = ReporterForm(request.POST or None, accounts=officials_of(unit.organ_id))
    if request.method == "POST" and form.is_valid():
        try:
            appoint_reporter(request.actor, unit, **form.cleaned_data)
            messages.success(request, "信息员已登记。")
            return redirect("reporting_unit", pk=pk)
        except Refused as fault:
            form.add_error(fault.field or None, str(fault))
    reporters = list(unit.reporters.select_related("account__person"))
    context = {"unit": unit, "form": form if may_edit else None, "reporters": reporters}
    return render(request, "contributions/unit.html", context, status=422 if form.errors else 200)


@officials_only
def reporter_page(request: Any, pk: int) -> HttpResponseBase:
    """One reporter with trainings; an editor's POST adds a training, or ends the appointment (`leave`)."""
    rows = Reporter.objects.visible_to(request.actor).select_related("unit__organ", "account__person")
    reporter: Reporter = get_object_or_404(rows, pk=pk)
    leaves = request.method == "POST" and "leave" in request.POST
    training = TrainingForm(request.POST if request.method == "POST" and not leaves else None)
    leaving = LeavingForm(request.POST if leaves else None)
    if request.method == "POST" and (leaving if leaves else training).is_valid():
        try:
            if leaves:
                release_reporter(request.actor, reporter, last_day=leaving.cleaned_data["until"])
            else:
                record_training(request.actor, reporter, **training.cleaned_data)
            messages.success(request, "已登记。")
            return redirect("reporter", pk=pk)
        except Refused as fault:
            (leaving if leaves else training).add_error(fault.field or None, str(fault))
    context = {
        "reporter": reporter,
        "trainings": list(reporter.trainings.all()),
        "training": training,
        "leaving": leaving,
        "may_edit": request.actor.may(EDIT_CONTRIBUTIONS, reporter.unit),
    }
    faulty = training.errors or leaving.errors
    return render(request, "contributions/reporter.html", context, status=422 if faulty else 200)
