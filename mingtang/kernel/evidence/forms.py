"""Filters of the records, and the reason for giving a delivery up."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.evidence.acts import declared_acts
from mingtang.kernel.evidence.models import Record
from mingtang.ui.listing import FilterForm


class RecordFilter(FilterForm):
    """By act, organ, person, object, outcome and days."""

    q = forms.CharField(label="人员、机构或对象", max_length=80)
    act = forms.ChoiceField(label="行为")
    outcome = forms.ChoiceField(label="结果", choices=[("", "全部"), *Record.Outcome.choices])
    since = forms.DateField(label="起", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="止", widget=forms.DateInput(attrs={"type": "date"}))
    object_type = forms.CharField(widget=forms.HiddenInput, max_length=80)
    object_id = forms.CharField(widget=forms.HiddenInput, max_length=64)
    lookups = {
        "q": ("actor_name__contains", "actor_organ_name__contains", "object_label__contains"),
        "act": "act",
        "outcome": "outcome",
        "object_type": "object_type",
        "object_id": "object_id",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", "全部"), *((each.code, each.label) for each in declared_acts())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days must be in order."""
        values = super().clean() or {}
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            self.add_error("until", "止期早于起期。")
        return values

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Days are days of the node's time zone; the last one counts whole."""
        rows = super().narrow(rows)
        if since := self.cleaned_data.get("since"):
            rows = rows.filter(at__gte=_midnight(since))
        if until := self.cleaned_data.get("until"):
            rows = rows.filter(Q(at__lt=_midnight(until) + timedelta(days=1)))
        return rows


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class SkipForm(forms.Form):
    """Why a fact is given up."""

    reason = forms.CharField(label="跳过的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))
