"""What people type: the filters of the ledger, an item, an opinion, the request for a later date."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.domains.supervision.actions.proposing import ItemDetails
from mingtang.domains.supervision.models import Charge, ItemQuerySet, SupervisedItem
from mingtang.domains.supervision.rules import STAGES
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import FilterForm

LIGHTS = [("", "全部"), ("red", "超期"), ("amber", "临期"), ("green", "正常"), ("done", "已办结")]
SHOWN_YEARS = 5


class ItemFilter(FilterForm):
    """Which items to show. `amber_until` is the last date whose light is amber today."""

    lookups = {"words": ("title__icontains", "number__icontains", "content__icontains"), "source": "source"}
    words = forms.CharField(label="事项、编号", max_length=60)
    organ = forms.ChoiceField(label="承办单位")
    stage = forms.ChoiceField(label="状态", choices=[("", "全部"), *STAGES.items()])
    light = forms.ChoiceField(label="时限", choices=LIGHTS)
    source = forms.ChoiceField(label="来源", choices=[("", "全部"), *SupervisedItem.Source.choices])
    year = forms.TypedChoiceField(label="交办年份", coerce=int, empty_value=None)

    def __init__(self, *args: Any, organs: list[tuple[int, str]], amber_until: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amber_until = amber_until
        this_year = timezone.localdate().year
        years = [(year, str(year)) for year in range(this_year, this_year - SHOWN_YEARS, -1)]
        self.fields["year"].choices = [("", "全部"), *years]  # type: ignore[attr-defined]
        self.fields["organ"].choices = [("", "全部"), *organs]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data
        found: ItemQuerySet = super().narrow(rows)  # type: ignore[assignment]
        if asked.get("organ"):
            found = found.filter(charges__organ=asked["organ"])
        if asked.get("stage"):
            found = found.at_stage(asked["stage"])
        if asked.get("light"):
            found = found.filter(self._lit(asked["light"]))
        return found.filter(assigned_on__year=asked["year"]) if asked.get("year") else found

    def _lit(self, light: str) -> Q:
        today, running = timezone.localdate(), Q(assigned_on__isnull=False, case__ended_at=None)
        return {
            "red": running & Q(due_on__lt=today),
            "amber": running & Q(due_on__gte=today, due_on__lte=self.amber_until),
            "green": running & Q(due_on__gt=self.amber_until),
            "done": Q(assigned_on__isnull=False, case__ended_at__isnull=False),
        }[light]


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class OrganChoices(forms.ModelMultipleChoiceField):
    """Several organs, by their short names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class ItemForm(forms.Form):
    """An item as its proposer writes it."""

    title = forms.CharField(label="督查事项", max_length=120)
    source = forms.ChoiceField(label="来源", choices=SupervisedItem.Source.choices)
    basis = forms.CharField(
        label="立项依据",
        max_length=200,
        help_text="批示、会议纪要或文件的名称和文号，例如 市政府常务会议纪要〔2026〕21号。",
    )
    content = forms.CharField(label="办理要求", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    standard = forms.CharField(
        label="办结标准", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="办到什么程度算办结，最好可以衡量。",
    )  # fmt: skip
    level = forms.TypedChoiceField(label="级别", choices=SupervisedItem.Level.choices, coerce=int, initial=0)
    due_on = forms.DateField(
        label="办理时限", required=False, help_text="不填的，自交办之日起按时限表计算；重点工作和民生实事要填。"
    )
    cycle = forms.ChoiceField(
        label="进展报送周期", choices=SupervisedItem.Cycle.choices, initial=SupervisedItem.Cycle.MONTHLY
    )
    lead = OrganChoice(label="主办单位", queryset=Organ.objects.none(), empty_label="请选择")
    joint = OrganChoices(label="协办单位", queryset=Organ.objects.none(), required=False)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "joint"):
            self.fields[name].queryset = organs  # type: ignore[attr-defined]

    @property
    def details(self) -> ItemDetails:
        """What was typed, once it is valid."""
        return ItemDetails(**self.cleaned_data)


def as_typed(item: SupervisedItem) -> dict[str, Any]:
    """An item as the beginning of its form."""
    names = ("title", "source", "basis", "content", "standard", "level", "due_on", "cycle", "lead")
    joint = [charge.organ_id for charge in item.charges.all() if charge.organ_id != item.lead_id]
    return {name: getattr(item, name) for name in names} | {"joint": joint}


class ExtensionForm(forms.Form):
    """A later date, and why."""

    until = forms.DateField(label="申请延至")
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="已经办到哪一步，为什么不能按时办结。",
    )


class ReleaseForm(forms.Form):
    """Why the matter is not the organ's own."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="依据哪项职责分工不由本单位承办，建议由谁承办。",
    )


class EvaluationForm(forms.Form):
    """A grade and a remark for each charged organ."""

    def __init__(self, *args: Any, charges: list[Charge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.charges = charges
        for charge in charges:
            self.fields[f"grade_{charge.pk}"] = forms.ChoiceField(
                label=f"{charge.organ.label}（{charge.get_role_display()}）", choices=Charge.Grade.choices,
                widget=forms.RadioSelect, initial=charge.grade or Charge.Grade.SOUND,
            )  # fmt: skip
            self.fields[f"remark_{charge.pk}"] = forms.CharField(
                label=f"对{charge.organ.label}的评价意见", max_length=300, required=False, initial=charge.remark,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    @property
    def grades(self) -> dict[int, tuple[str, str]]:
        """Grade and remark by the key of the charge, once the form is valid."""
        said = self.cleaned_data
        return {each.pk: (said[f"grade_{each.pk}"], said[f"remark_{each.pk}"]) for each in self.charges}
