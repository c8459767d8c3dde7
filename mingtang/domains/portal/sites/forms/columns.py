"""A column as those who arrange a site describe it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from mingtang.domains.portal.sites.actions.columns import ColumnDetails
from mingtang.domains.portal.sites.forms.register import OrganChoice
from mingtang.domains.portal.sites.models import ColumnPage
from mingtang.domains.portal.sites.overview import indented
from mingtang.domains.portal.sites.rules import DUTIES
from mingtang.kernel.directory.api import Organ


def _types() -> list[tuple[str, str]]:
    return [(code, _labelled(duty.label, duty.cycle_days)) for code, duty in DUTIES.items()]


def _labelled(label: str, days: int | None) -> str:
    return f"{label}（{days} 天）" if days else label


class ColumnForm(forms.Form):
    """What can be changed of a column."""

    title = forms.CharField(label="栏目名称", max_length=40)
    column_type = forms.ChoiceField(label="栏目类型", choices=_types, help_text="括号里是这类栏目通常的更新周期。")
    update_cycle_days = forms.IntegerField(
        label="更新周期", min_value=1, max_value=3650, required=False, help_text="不填的，按栏目类型。单位：天。"
    )
    must_update = forms.BooleanField(label="应更新：超过周期没有新内容即为超期", required=False, initial=True)
    organ = OrganChoice(
        label="责任单位", queryset=Organ.objects.none(), required=False, empty_label="同主办单位",
        help_text="有发布权限的责任单位可以自己在这个栏目发布。",
    )  # fmt: skip
    description = forms.CharField(label="栏目说明", max_length=200, required=False)
    keywords = forms.CharField(label="关键词", max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = Organ.objects.filter(state=Organ.State.ACTIVE).order_by("rank", "path")  # type: ignore[attr-defined]

    @property
    def details(self) -> ColumnDetails:
        """What was typed, once it is valid."""
        return ColumnDetails(**{name: self.cleaned_data[name] for name in ColumnForm.base_fields})


class NewColumnForm(ColumnForm):
    """A column to be added. Its address stays."""

    slug = forms.RegexField(
        r"[a-z0-9]+(-[a-z0-9]+)*", label="网址中的名称", max_length=60,
        help_text="用小写英文字母、数字和连字符，例如 notices。增设以后不能修改。",
    )  # fmt: skip
    under = forms.ChoiceField(label="上级栏目", required=False)
    field_order = ("title", "slug", "under")

    def __init__(self, *args: Any, columns: Sequence[ColumnPage], level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {str(column.pk): column for column in columns}
        self.fields["under"].choices = [("", "首页（一级栏目）"), *indented(columns, level)]  # type: ignore[attr-defined]

    @property
    def parent(self) -> ColumnPage | None:
        """The column that was chosen."""
        return self.columns.get(self.cleaned_data["under"])


class MovingForm(forms.Form):
    """Where the articles of a column go, and whether the column goes with them."""

    into = forms.ChoiceField(label="转到")
    reason = forms.CharField(label="转移原因", max_length=200)
    merges = forms.BooleanField(label="随后停用本栏目，它的网址也转到那个栏目", required=False, initial=True)

    def __init__(self, *args: Any, columns: Sequence[ColumnPage], level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {str(column.pk): column for column in columns}
        self.fields["into"].choices = [("", "请选择"), *indented(columns, level)]  # type: ignore[attr-defined]

    @property
    def target(self) -> ColumnPage:
        """The column that was chosen."""
        return self.columns[self.cleaned_data["into"]]


class RetirementForm(forms.Form):
    """Why a column is taken away."""

    reason = forms.CharField(label="停用原因", max_length=200)
