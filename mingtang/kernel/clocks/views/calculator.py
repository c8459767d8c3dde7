"""The date calculator: a limit, when it began, what happened, and the date with its reason. Everything is in the address."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mingtang.kernel.clocks.calculation import Answer, calculate
from mingtang.kernel.clocks.forms.calculator import CalculatorForm, RuleForm
from mingtang.kernel.clocks.limits import versions_of
from mingtang.kernel.clocks.wording import LimitRow
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import officials_only
from mingtang.lib.clocks import Rule


@officials_only
def limit_calculator(request: HttpRequest) -> HttpResponseBase:
    """Choose a limit, then say what happened; the answer is by the calendar of the reader's own organ."""
    chosen = RuleForm(request.GET if "rule" in request.GET else None)
    if not chosen.is_valid():
        return render(request, "clocks/calculator.html", {"chooser": chosen})
    code, _, channel = chosen.cleaned_data["rule"].partition("|")
    form = CalculatorForm(request.GET if "start" in request.GET else None, limit=_newest(code, channel))
    answer = _answer(request, form, code, channel) if form.is_valid() else None
    context = {"chooser": chosen, "form": form, "head": LimitRow(form.limit), "answer": answer}
    if answer:
        context |= {"facts": _facts(answer), "provisional": answer.due.provisional}
    return render(request, "clocks/calculator.html", context)


def _newest(code: str, channel: str) -> Rule:
    return max((rule for rule in versions_of(code) if rule.channel == channel), key=lambda rule: rule.effective)


def _answer(request: HttpRequest, form: CalculatorForm, code: str, channel: str) -> Answer | None:
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        return calculate(code, channel, form.cleaned_data["start"], form.events, organ_id=actor.organ_id)
    except Refused as fault:
        form.add_error(None, str(fault))
        return None


def _facts(answer: Answer) -> list[tuple[str, str]]:
    """Beside the date: the limit that was applied, and what follows when it passes."""
    row = LimitRow(answer.rule)
    facts = [
        ("适用时限", f"{row.title}，{row.amount}"),
        ("依据", row.source),
        ("计算于", f"{timezone.localdate():%Y-%m-%d}"),
    ]
    return facts + ([("逾期视为", row.deemed)] if row.deemed else [])
