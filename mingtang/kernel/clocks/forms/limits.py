"""Filters of the limits, and the amount that a node sets for itself."""

from typing import Any

from django import forms

from mingtang.kernel.clocks.in_memory import InMemory
from mingtang.kernel.clocks.statutes import businesses
from mingtang.kernel.clocks.wording import UNITS
from mingtang.lib.clocks import Unit
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")


class LimitFilter(FilterForm):
    """By words, business, way of counting, and whether the figure is settled."""

    q = forms.CharField(label="名称、代码或依据", max_length=80)
    business = forms.ChoiceField(label="业务")
    unit = forms.ChoiceField(label="计算方式", choices=[ALL, *((unit.value, name) for unit, name in UNITS.items())])
    state = forms.ChoiceField(label="数值", choices=[ALL, ("open", "待本地确定"), ("settled", "已确定")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, business.title) for name, business in businesses().items()]
        self.fields["business"].choices = [ALL, *named]  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        """Rows of the program's own data, not of a table."""
        wish, found = self.cleaned_data, InMemory.of(rows)
        if words := wish.get("q"):
            found = found.where(lambda row: any(words in text for text in (row.title, row.code, row.source)))
        if business := wish.get("business"):
            found = found.where(lambda row: row.code.startswith(f"{business}."))
        if unit := wish.get("unit"):
            found = found.where(lambda row: row.rule.unit == Unit(unit))
        if state := wish.get("state"):
            found = found.where(lambda row: row.rule.unconfirmed == (state == "open"))
        return found


class AmountForm(forms.Form):
    """The amount of a limit of practice, from a day on."""

    channel = forms.ChoiceField(label="情形", required=False)
    amount = forms.IntegerField(label="数量", min_value=1, max_value=100_000)
    effective = forms.DateField(
        label="施行日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="从这一天起开始的事项适用；已经开始的不变。",
    )
    source = forms.CharField(label="依据", max_length=200, help_text="写明文件和文号，会显示在每个日期的理由里。")

    def __init__(self, *args: Any, channels: list[tuple[str, str]], unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]
        self.fields["amount"].label = f"数量（{unit}）"
        if len(channels) == 1:
            self.fields["channel"].widget = forms.HiddenInput()
