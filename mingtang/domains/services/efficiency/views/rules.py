"""The rules of supervision as everybody may read them, and lights that supervisors raise by them."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mingtang.domains.services.efficiency.actions.raising import raise_by_hand
from mingtang.domains.services.efficiency.forms import RaisingForm
from mingtang.domains.services.efficiency.permissions import SUPERVISE_EFFICIENCY
from mingtang.domains.services.efficiency.queries.breakdowns import application_numbered
from mingtang.domains.services.efficiency.rules.conditions import WORDS
from mingtang.domains.services.efficiency.rules.findings import Rule
from mingtang.domains.services.efficiency.ruleset import all_rules
from mingtang.domains.services.efficiency.views.lights import lamp
from mingtang.kernel.evidence.api import asks, officials_only

_GIVEN = {
    "near": "最后一天",
    "left": "剩余 {}",
    "ratio": "已用 {}%",
    "notices": "告知多于 {} 次",
    "returns": "退回多于 {} 次",
    "bulk": "一小时内 {} 件",
}


@officials_only
def rules(request: Any) -> HttpResponseBase:
    """Every rule with what it looks for, its source, and why it is not watched where it is not."""
    return render(request, "efficiency/rules.html", {"rules": [_row(each) for each in all_rules()]})


def _row(rule: Rule) -> dict[str, Any]:
    given = "，".join(words.format(rule.given[name]) for name, words in _GIVEN.items() if name in rule.given)
    watched = rule.holds_on(timezone.localdate())
    standing = "在用" if watched else f"停用：{rule.unwatched}" if rule.unwatched else "不在有效期内"
    return {
        "rule": rule, "lamp": lamp("red" if rule.light == "red" else "amber", "红灯" if rule.light == "red" else "黄灯"),
        "words": f"{WORDS[rule.condition]}（{given}）" if given else WORDS[rule.condition], "standing": standing, "watched": watched,
    }  # fmt: skip


@asks(SUPERVISE_EFFICIENCY)
def new_light(request: Any) -> HttpResponseBase:
    """Raise a light about an application by one of the rules that people find broken."""
    form = RaisingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = application_numbered(request.actor, form.cleaned_data["number"])
        if found is None:
            form.add_error("number", "监察范围内没有这个编号的办件。")
        else:
            light = raise_by_hand(request.actor, form.cleaned_data["rule"], found, form.cleaned_data["description"])
            messages.success(request, f"已亮灯 {light.number}。")
            return redirect(light)
    return render(request, "efficiency/new_light.html", {"form": form}, status=422 if form.errors else 200)
