"""What people type: filters of the reported rows."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.services.reporting.rules import OPERATIONS
from mingtang.domains.services.reporting.sets import SET_TITLES
from mingtang.ui.listing import FilterForm

STANDING = [("", "全部"), ("ready", "可以上报"), ("faulty", "有问题")]


class ReportedFilter(FilterForm):
    """Which rows to show; an application is looked for by its whole number."""

    lookups = {"set": "set", "operation": "operation", "batch": "batch"}
    number = forms.CharField(label="办件编号", max_length=80)
    set = forms.ChoiceField(label="数据集", choices=[("", "全部"), *SET_TITLES.items()])
    operation = forms.ChoiceField(
        label="操作", choices=[("", "全部"), *((each.value, word) for each, word in OPERATIONS.items())]
    )
    batch = forms.RegexField(r"\A\d{8}\Z", label="批次（日期，如 20261122）")
    standing = forms.ChoiceField(label="情况", choices=STANDING)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found, asked = super().narrow(rows), self.cleaned_data
        if asked.get("number"):
            found = found.filter(application__parts__number=asked["number"].replace(" ", "")).distinct()
        if asked.get("standing"):
            found = found.filter(fault="") if asked["standing"] == "ready" else found.exclude(fault="")
        return found
