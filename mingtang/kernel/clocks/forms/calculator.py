"""The date calculator asks what the chosen rule knows: its lawful pauses, restarts and extension, and nothing else."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms

from mingtang.kernel.clocks.limits import limits_in_force
from mingtang.kernel.clocks.statutes import business_of, businesses
from mingtang.kernel.clocks.wording import LimitRow
from mingtang.lib.clocks import Event, Extended, Pause, Restart, Rule

PAUSES = 2
FIRST, LAST = 2004, 2049


class RuleForm(forms.Form):
    """Which limit."""

    rule = forms.ChoiceField(label="时限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {LimitRow(rule).pk: LimitRow(rule) for rule in limits_in_force()}
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            (business.title, [(key, row.title) for key, row in rows.items() if row.code.startswith(f"{name}.")])
            for name, business in businesses().items()
        ]


class CalculatorForm(forms.Form):
    """When it began and what happened since, in days, or in moments where the rule counts minutes."""

    def __init__(self, *args: Any, limit: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        self.fields["start"] = self._moment(limit.origin or "开始", required=True)
        self._ask_for("pause", "中止", limit.pauses, PAUSES)
        self._ask_for("restart", "重新计算", limit.restarts, 1)
        if limit.extension:
            most = limit.extension.most
            self.fields["extended"] = forms.IntegerField(
                label="延长", required=False, min_value=1, max_value=most, help_text=f"最多 {most}，单位与时限相同。"
            )
            self.fields["extended_at"] = self._moment("批准延长")

    def clean(self) -> dict[str, Any]:
        """Dates need their kind and the other way round."""
        values = super().clean() or {}
        for kind in [name for name in self.fields if name.endswith("_kind")]:
            at = kind.removesuffix("_kind") + "_at"
            if bool(values.get(kind)) != bool(values.get(at)) and at not in self.errors:
                self.add_error(at if values.get(kind) else kind, "原因和日期须一起填写。")
        if values.get("extended") and not values.get("extended_at") and "extended_at" not in self.errors:
            self.add_error("extended_at", "请填写批准延长的日期。")
        for name, value in list(values.items()):
            if isinstance(value, date) and not FIRST <= value.year <= LAST:
                self.add_error(name, f"只能计算 {FIRST} 年到 {LAST} 年。")
        return values

    @property
    def events(self) -> list[Event]:
        """What has happened, once the form is valid."""
        return list(self._events())

    def _events(self) -> Iterator[Event]:
        values = self.cleaned_data
        for n in range(1, PAUSES + 1):
            if values.get(f"pause{n}_kind"):
                yield Pause(values[f"pause{n}_kind"], values[f"pause{n}_at"], values.get(f"pause{n}_until"))
        if values.get("restart1_kind"):
            yield Restart(values["restart1_kind"], values["restart1_at"])
        if values.get("extended"):
            yield Extended(values["extended"], values["extended_at"])

    def _ask_for(self, name: str, label: str, kinds: frozenset[str], count: int) -> None:
        """Fields for as many events of the kinds the rule knows."""
        words = business_of(self.limit.code).kinds
        choices = [("", "没有"), *sorted((kind, words.get(kind, kind)) for kind in kinds)]
        for n in range(1, count + 1 if kinds else 1):
            number = f"（{n}）" if count > 1 else ""
            self.fields[f"{name}{n}_kind"] = forms.ChoiceField(
                label=f"{label}原因{number}", required=False, choices=choices
            )
            self.fields[f"{name}{n}_at"] = self._moment(f"{label}{number}自")
            if name == "pause":
                self.fields[f"{name}{n}_until"] = self._moment(f"{label}{number}至")

    def _moment(self, label: str, *, required: bool = False) -> forms.Field:
        if self.limit.unit.is_daily:
            return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        return LocalMoment(label=label, required=required, widget=widget)


class LocalMoment(forms.DateTimeField):
    """A moment by the clock on the wall, as limits are counted."""

    def clean(self, value: Any) -> datetime | None:  # type: ignore[override]
        """Without time zone, whole minutes."""
        moment = super().clean(value)
        return moment.replace(tzinfo=None, second=0, microsecond=0) if moment else None
