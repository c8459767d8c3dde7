"""Lights: the list, one of them with its steps, and each step as a page."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingtang.domains.services.efficiency.actions.stepping import close, confirm, explain, may_answer, rectify, revoke
from mingtang.domains.services.efficiency.forms import LightFilter, WordsForm
from mingtang.domains.services.efficiency.models import Light
from mingtang.domains.services.efficiency.permissions import SUPERVISE_EFFICIENCY
from mingtang.domains.services.efficiency.rules.course import AFTER, Stage
from mingtang.kernel.cases.lamps import last_day
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, officials_only
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light as lamp
from mingtang.ui.pieces import tag


def shown_light(row: Light) -> Any:
    """The light with its rule."""
    return lamp("red" if row.level == Light.Level.RED else "amber", f"{row.rule} {row.title}")


_TONES = {Stage.NOTIFIED: "warn", Stage.APPEALED: "brand", Stage.EXPLAINED: "brand", Stage.CONFIRMED: "state"}

LISTING = Listing(
    columns=(
        Column("about", "对象", sort="about", link=lambda row: row.get_absolute_url(), sub=lambda row: row.number),
        Column("rule", "规则", sort="rule", value=lambda row: f"{row.rule} {row.title}", show=shown_light),
        Column("level", "灯", value=lambda row: row.get_level_display(), export_only=True),
        Column("organ", "责任部门", sort="organ__name", value=lambda row: row.organ.label, minor=True),
        Column("person", "责任人", value=lambda row: row.person_name, minor=True),
        Column("description", "监察结果", value=lambda row: row.description, export_only=True),
        Column("at", "产生时间", sort="at", kind="datetime", middle=True),
        Column("stage", "状态", sort="stage", value=lambda row: row.get_stage_display(),
               show=lambda row: tag(row.get_stage_display(), _TONES.get(Stage(row.stage), "off"))),
        Column("raised", "亮灯时间", sort="raised_at", value=lambda row: row.raised_at, kind="datetime", minor=True),
    ),
    default_sort="-raised", filter_form=LightFilter, caption="红黄灯", unit="盏", exportable=True, empty="没有红黄灯。",
)  # fmt: skip


@officials_only
def lights(request: Any) -> HttpResponseBase:
    """Lights that the reader supervises, answers for, or is responsible for; two statements."""
    rows = Light.objects.visible_to(request.actor).select_related("organ")
    if request.GET.get("export"):
        return LISTING.export(request, rows, "红黄灯")
    context = {"page": LISTING.page(request, rows), "may_raise": request.actor.may(SUPERVISE_EFFICIENCY)}
    return render(request, "efficiency/lights.html", context)


class Step(NamedTuple):
    """A step that people take: its words, its icon, whose it is, what it leads to, and what does it."""

    label: str
    icon: str
    supervisors: bool
    stage: Stage
    do: Callable[[Actor, Light, str], None]


STEPS: dict[str, Step] = {
    "explanation": Step("说明", "message", False, Stage.EXPLAINED, explain),
    "appeal": Step("申诉", "gavel", False, Stage.APPEALED, lambda actor, row, text: explain(actor, row, text, appeal=True)),
    "confirmation": Step("确认", "check", True, Stage.CONFIRMED, confirm),
    "revocation": Step("撤销", "arrow-back-up", True, Stage.REVOKED, revoke),
    "rectification": Step("报送整改", "tool", False, Stage.RECTIFIED, rectify),
    "closing": Step("销号", "circle-check", True, Stage.CLOSED, close),
}  # fmt: skip


def light_for(request: Any, pk: int) -> Light:
    """A light that the reader may read. Raises Http404."""
    rows = Light.objects.visible_to(request.actor).select_related("organ", "application__case", "person__person")
    found: Light | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def steps_for(actor: Actor, row: Light) -> list[tuple[str, str, str]]:
    """Steps that the actor may take now: name, words, icon."""
    following = AFTER.get(Stage(row.stage), frozenset())
    allowed = {True: actor.may(SUPERVISE_EFFICIENCY, row), False: may_answer(actor, row)}
    return [(name, each.label, each.icon) for name, each in STEPS.items() if each.stage in following and allowed[each.supervisors]]  # fmt: skip


@never_cache
@officials_only
def light(request: Any, pk: int) -> HttpResponseBase:
    """One light: what was found, who is responsible, what followed, what may be done."""
    row = light_for(request, pk)
    context = {
        "light": row,
        "lamp": shown_light(row),
        "answer_until": last_day(row.answer_due_at) if row.answer_due_at else None,
        "history": row.steps.all(),
        "orders": row.orders.select_related("organ"),
        "steps": steps_for(request.actor, row),
        "may_order": row.is_open and request.actor.may(SUPERVISE_EFFICIENCY, row),
        "case_url": reverse("case", args=[row.application.case_id]) if row.application and row.application.case_id else "",
    }  # fmt: skip
    return render(request, "efficiency/light.html", context)


@never_cache
@officials_only
def step(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Take a step; what was typed stays when it is refused."""
    row = light_for(request, pk)
    if step not in {name for name, _, _ in steps_for(request.actor, row)}:
        messages.info(request, "这一步现在不能办理，或者不由您办理。")
        return redirect(row)
    taken = STEPS[step]
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taken.do(request.actor, row, form.cleaned_data["text"])
        except Refused as fault:
            form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        else:
            messages.success(request, f"已{taken.label}。")
            return redirect(row)
    context = {"light": row, "lamp": shown_light(row), "form": form, "step": taken}
    return render(request, "efficiency/step.html", context, status=422 if form.errors else 200)
