"""Forms of the supervision of time limits: whose figures, which period, what to say about a light."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.domains.services.efficiency.models import Light, SupervisionOrder
from mingtang.domains.services.efficiency.models.light import STAGE_CHOICES
from mingtang.domains.services.efficiency.rules.findings import Rule
from mingtang.domains.services.efficiency.rules.periods import Period, choices, month_of, period_of
from mingtang.domains.services.efficiency.ruleset import rule_titles, rules_by_hand
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")


class PeriodField(forms.ChoiceField):
    """A period by its name in addresses; the usual ones are offered, any other may be asked for."""

    def valid_value(self, value: str) -> bool:
        return period_of(value) is not None


def period_field() -> Any:
    """Which period; without a choice this month."""
    return PeriodField(
        label="时段", choices=lambda: [(each.text, each.label) for each in choices(timezone.localdate())]
    )


def region_field() -> Any:
    """Which region; its choices come from what the reader supervises."""
    return forms.ChoiceField(label="范围", choices=[("", "全部")])


class ScopeForm(FilterForm):
    """Whose figures, of which period."""

    region: Any = region_field()
    period: Any = period_field()

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "全部"), *regions]  # type: ignore[attr-defined]
        offered = [(each.text, each.label) for each in choices(timezone.localdate())]
        chosen = period_of(self.data.get("period", ""))
        if chosen and (chosen.text, chosen.label) not in offered:
            offered.append((chosen.text, chosen.label))
        self.fields["period"].choices = offered  # type: ignore[attr-defined]

    @property
    def chosen_period(self) -> Period:
        """The period of the page; this month when none, or no such one, was asked for."""
        return period_of(self._clean("period")) or month_of(timezone.localdate())

    @property
    def chosen_region(self) -> str:
        return self._clean("region")

    def _clean(self, name: str) -> str:
        self.errors  # noqa: B018 - cleans
        return str(self.cleaned_data.get(name) or "")


_WITHIN = {
    "submitted": "submitted_on", "accepted": "accepted_on", "corrected": "accepted_on", "denied": "accepted_on",
    "refused": "refused_on", "abandoned": "abandoned_on", "decided": "decided_on", "overdue": "decided_on", "early": "decided_on",
}  # fmt: skip
_ONLY = {"corrected": Q(corrected=True), "denied": Q(denied=True), "overdue": Q(on_time=False), "early": Q(early=True)}
WHAT = [
    ("decided", "办结件"), ("overdue", "超期办结"), ("early", "提前办结"), ("submitted", "提交件"), ("accepted", "受理件"),
    ("corrected", "补正过的受理件"), ("denied", "不予许可"), ("refused", "不予受理"), ("abandoned", "撤回、终止、补正不来"),
    ("open", "在办件"),
]  # fmt: skip


class CasesFilter(ScopeForm):
    """Which applications stand behind a figure."""

    what: Any = forms.ChoiceField(label="办件", choices=WHAT)
    organ: Any = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    item: Any = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    person: Any = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    lookups = {"organ": "organ", "item": "item", "person": "person", "region": "organ__region__code__startswith"}

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found = super().narrow(rows)
        what = self.cleaned_data.get("what") or "decided"
        if what == "open":
            return found.filter(decided_on=None, refused_on=None, abandoned_on=None)
        period = self.chosen_period
        within = Q(**{f"{_WITHIN[what]}__range": (period.first, period.last)})
        found = found.meeting_any([within])  # type: ignore[attr-defined]  # whoever sees all has no other short way
        return found.filter(_ONLY[what]) if what in _ONLY else found


class LightFilter(FilterForm):
    """Which lights."""

    lookups = {
        "q": ("about__icontains", "number__icontains", "organ__name__icontains"),
        "level": "level", "stage": "stage", "rule": "rule", "organ": "organ",
    }  # fmt: skip
    q: Any = forms.CharField(label="编号、对象或单位", max_length=60)
    level: Any = forms.ChoiceField(label="灯", choices=[ALL, *Light.Level.choices])
    stage: Any = forms.ChoiceField(label="状态", choices=[ALL, ("open", "亮着的"), *STAGE_CHOICES])
    rule: Any = forms.ChoiceField(label="规则", choices=lambda: [ALL, *rule_titles().items()])
    organ: Any = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.cleaned_data.get("stage") == "open":
            self.cleaned_data["stage"] = ""
            rows = rows.open()  # type: ignore[attr-defined]
        return super().narrow(rows)


class OrderFilter(FilterForm):
    """Which orders."""

    lookups = {"q": ("number__icontains", "content__icontains", "organ__name__icontains"), "state": "state"}
    q: Any = forms.CharField(label="编号、内容或单位", max_length=60)
    state: Any = forms.ChoiceField(label="状态", choices=[ALL, *SupervisionOrder.State.choices])


class RaisingForm(forms.Form):
    """A light that a supervisor raises himself."""

    number = forms.CharField(label="办件编号", max_length=80)
    rule: Any = forms.ChoiceField(label="规则")
    description = forms.CharField(
        label="发现的问题",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="责任部门会看到，请写明线索来源。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = rules_by_hand(timezone.localdate())
        self.fields["rule"].choices = [(str(n), f"{each.code} {each.title}") for n, each in enumerate(rules)]  # type: ignore[attr-defined]
        self.rules = rules

    def clean_rule(self) -> Rule:
        return self.rules[int(self.cleaned_data["rule"])]


class WordsForm(forms.Form):
    """What is said in a step."""

    text = forms.CharField(label="内容", max_length=600, widget=forms.Textarea(attrs={"rows": 4}), required=False)


class OrderForm(forms.Form):
    """What an organ is ordered to do, and until when it has to answer."""

    content = forms.CharField(label="督办内容", max_length=600, widget=forms.Textarea(attrs={"rows": 4}))
    until: Any = forms.DateField(label="答复期限", widget=forms.DateInput(attrs={"type": "date"}))

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("答复期限不能早于今天")
        return until


class AnswerForm(forms.Form):
    """The answer to an order."""

    answer = forms.CharField(label="答复", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class ReportForm(forms.Form):
    """A report to be made: which month, of which organ, or of all of them."""

    month: Any = forms.ChoiceField(label="月份")
    organ: Any = forms.ModelChoiceField(label="单位", queryset=None, required=False, empty_label="所辖各单位（总报告）")

    def __init__(self, *args: Any, organs: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [each for each in choices(timezone.localdate()) if each.months == 1]
        self.fields["month"].choices = [(each.text, each.label) for each in months]  # type: ignore[attr-defined]
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
