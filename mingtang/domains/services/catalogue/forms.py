"""What officials type on the workbench of items, besides the item itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.rules.vocabulary import TASK_TYPES, USE_LEVELS
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import FilterForm

ANY = [("", "全部")]
NEWEST = {
    "draft": "有草稿", "agency_review": "部门审核中", "audit": "审定中", "scheduled": "待生效",
}  # fmt: skip


class ItemFilter(FilterForm):
    """Which items to show."""

    lookups = {
        "words": ("name__icontains", "code__icontains", "local_task_code__icontains", "keywords__icontains"),
        "organ": "organ",
        "state": "state",
        "task_type": "task_type",
        "newest_state": "newest_state",
    }
    words = forms.CharField(label="名称、编码", max_length=80)
    organ = forms.ChoiceField(label="实施机关")
    state = forms.ChoiceField(label="状态", choices=[*ANY, *ServiceItem.State.choices])
    newest_state = forms.ChoiceField(label="在办版本", choices=[*ANY, *NEWEST.items()])
    task_type = forms.ChoiceField(label="类型", choices=[*ANY, *TASK_TYPES.items()])

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [*ANY, *organs]  # type: ignore[attr-defined]


class WaitingFilter(FilterForm):
    """Which open versions to show."""

    lookups = {"words": ("item__name__icontains", "item__code__icontains"), "state": "state"}
    words = forms.CharField(label="名称、编码", max_length=80)
    state = forms.ChoiceField(label="到了哪一步", choices=[*ANY, *((each, NEWEST[each]) for each in NEWEST)])


class ClaimFilter(FilterForm):
    """Which items of superiors to show."""

    lookups = {"words": ("name__icontains", "code__icontains"), "task_type": "task_type"}
    words = forms.CharField(label="名称、编码", max_length=80)
    task_type = forms.ChoiceField(label="类型", choices=[*ANY, *TASK_TYPES.items()])


class CatalogFilter(FilterForm):
    """Which base items to show."""

    lookups = {"words": ("name__icontains", "catalog_code__startswith"), "task_type": "task_type", "state": "state"}
    words = forms.CharField(label="名称、编码", max_length=80)
    task_type = forms.ChoiceField(label="类型", choices=[*ANY, *TASK_TYPES.items()])
    state = forms.ChoiceField(label="状态", choices=[*ANY, ("in_force", "有效"), ("cancelled", "已取消")])


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class NewItemForm(forms.Form):
    """An item that does not exist yet: what it is called and whose it is; all else follows section by section."""

    task_name = forms.CharField(label="事项名称", max_length=200)
    task_type = forms.ChoiceField(label="事项类型", choices=[("", "请选择"), *TASK_TYPES.items()])
    organ = OrganChoice(label="实施机关", queryset=Organ.objects.none(), empty_label="请选择")
    use_level = forms.ChoiceField(label="行使层级", choices=[("", "请选择"), *USE_LEVELS.items()])
    kind = forms.ChoiceField(
        label="层次", choices=ServiceItem.Kind.choices, initial=ServiceItem.Kind.HANDLING,
        help_text="公众申请的是办理项；主项、子项只用来归类。",
    )  # fmt: skip

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        if organs.count() == 1:
            self.fields["organ"].initial = organs[0]

    @property
    def document(self) -> dict[str, str]:
        """What the draft begins with."""
        organ = self.cleaned_data["organ"]
        typed = {name: self.cleaned_data[name] for name in ("task_name", "task_type", "use_level")}
        own = {"dept_name": organ.name, "dept_code": organ.credit_code or "", "dept_type": "1", "power_source": "1"}
        return {name: value for name, value in {**typed, **own}.items() if value}


class ReasonForm(forms.Form):
    """Why something is sent back, suspended or cancelled."""

    reason = forms.CharField(label="原因和依据", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


STATE_KINDS = {
    ItemVersion.State.DRAFT: "",
    ItemVersion.State.REVIEW: "warn",
    ItemVersion.State.AUDIT: "warn",
    ItemVersion.State.SCHEDULED: "brand",
    ItemVersion.State.PUBLISHED: "good",
    ItemVersion.State.SUSPENDED: "state",
    ItemVersion.State.CANCELLED: "",
}
"""Kinds of tags by state; items have the same words."""
