"""The critical path of a joint matter, for the officials who handle it: where its time goes, and what if."""

from typing import Any

from django import forms
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingtang.domains.services.applications.joint.drawing import picture_of
from mingtang.domains.services.applications.joint.limits import needed
from mingtang.domains.services.applications.queries.critical_path import CriticalPath, critical_path
from mingtang.domains.services.applications.queries.own import readable_applications
from mingtang.domains.services.branches import Branch
from mingtang.kernel.evidence.api import officials_only

LONGEST = 365


class WhatIfForm(forms.Form):
    """Other days for branches, and branches to leave out; fields `days_fire` and `without_fire`."""

    def __init__(self, branches: tuple[Branch, ...], *args: Any) -> None:
        super().__init__(*args)
        self.branches = branches
        for each in branches:
            days = forms.IntegerField(min_value=0, max_value=LONGEST, required=False, initial=each.days)
            days.widget.attrs |= {"class": "input input-4"}
            self.fields[f"days_{each.key}"] = days
            self.fields[f"without_{each.key}"] = forms.BooleanField(required=False)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"title": each.title, "days": self[f"days_{each.key}"], "without": self[f"without_{each.key}"]}
            for each in self.branches
        ]

    @property
    def days(self) -> dict[str, int]:
        """Only what differs from the promise."""
        told = {each.key: self.cleaned_data.get(f"days_{each.key}") for each in self.branches}
        return {each.key: told[each.key] for each in self.branches if told[each.key] not in (None, each.days)}

    @property
    def without(self) -> list[str]:
        return [each.key for each in self.branches if self.cleaned_data.get(f"without_{each.key}")]


@never_cache
@officials_only
@require_safe
def path(request: Any, pk: int) -> HttpResponseBase:
    """Where the time of the case `pk` goes; with a query what would be if branches took other times."""
    application = readable_applications(request.actor).filter(case=pk).first()
    branches = needed(application) if application else ()
    if application is None or not branches:
        raise Http404
    asked = any(name.startswith(("days_", "without_")) for name in request.GET)
    form = WhatIfForm(branches, request.GET) if asked else WhatIfForm(branches)
    sound = asked and form.is_valid()
    actual = critical_path(application)
    found = critical_path(application, form.days, form.without) if sound else actual
    context = {
        "application": application, "path": found, "picture": picture_of(found), "rows": form.rows, "asked": sound,
        "verdict": verdict(actual, found), "back": reverse("case", args=[pk]), "plain": request.path,
    }  # fmt: skip
    return render(request, "applications/critical_path.html", context, status=422 if asked and not sound else 200)


def verdict(actual: CriticalPath, supposed: CriticalPath) -> str:
    """What the change would bring, in one sentence."""
    gained = actual.length - supposed.length
    if not gained:
        return f"仍在 {supposed.ends_on:%Y-%m-%d} 完成：改动的分支不在关键路径上，或者被别的分支抵消。"
    words = f"提前 {gained} 个工作日" if gained > 0 else f"推迟 {-gained} 个工作日"
    return f"将在 {supposed.ends_on:%Y-%m-%d} 完成，比现在{words}。"
