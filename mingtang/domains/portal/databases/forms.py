"""Filters that follow from a schema, and the table that comes in."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.domains.portal.databases.models import Record
from mingtang.domains.portal.databases.rules import Database
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import FilterForm


def filter_of(database: Database) -> type[FilterForm]:
    """The filter form of a database: words, and a choice for each filtered field."""
    wanted = [field for field in database.fields if field.filtered]
    choices = {
        field.name: forms.ChoiceField(
            label=field.label, choices=[("", str(_("全部"))), *((choice, choice) for choice in field.choices)]
        )
        for field in wanted
    }

    def narrow(self: FilterForm, rows: QuerySet[Any]) -> QuerySet[Record]:
        asked = self.cleaned_data
        for name in choices:
            if asked.get(name):
                rows = rows.filter(**{f"values__{name}": asked[name]})
        words = asked.get("q", "")
        return rows.filter(Q(title__icontains=words) | Q(number__icontains=words)) if words else rows

    fields = {"q": forms.CharField(label=_("名称或编号"), max_length=100), **choices}
    return type("RecordFilter", (FilterForm,), {**fields, "narrow": narrow, "__doc__": narrow.__doc__})


class ImportForm(forms.Form):
    """A table of records, for one of the organs where the actor keeps them."""

    organ = forms.ModelChoiceField(label=_("责任单位"), queryset=Organ.objects.none())
    file = forms.FileField(label=_("表格"), help_text=_("XLSX 或 CSV，第一行是字段名称；编号相同的记录会被替换。"))

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
