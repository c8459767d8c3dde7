"""Units inside an organ."""

from typing import Any

from django import forms
from django.utils import timezone

from mingtang.kernel.directory.models import Organ, Unit


class UnitForm(forms.Form):
    """Name and order of a unit."""

    name = forms.CharField(label="名称", max_length=60)
    rank = forms.IntegerField(label="排序", min_value=0, max_value=9999, initial=100, help_text="数小的排在前面。")


class NewUnitForm(UnitForm):
    """A new unit, inside another one where asked."""

    parent = forms.ModelChoiceField(Unit.objects.none(), label="上级内设机构", required=False, empty_label="没有")
    field_order = ["name", "parent", "rank"]

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.filter(organ=organ, closed_on=None)  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """The day from which a unit or a post is closed."""

    on = forms.DateField(label="撤销日期", initial=timezone.localdate)
