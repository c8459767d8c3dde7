"""Filtering, establishing and changing organs."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.forms.picking import Picker, PickingForm, finder
from mingtang.kernel.directory.models import Branch, Organ, Region
from mingtang.kernel.directory.permissions import MANAGE_ORGANS
from mingtang.lib.identifiers import CreditCode, InvalidIdentifier
from mingtang.ui.listing import FilterForm


class OrganFilter(FilterForm):
    """Which organs to show; those in force unless asked otherwise."""

    ANY_STATE = "all"
    lookups = {
        "name": ("name__icontains", "short_name__icontains", "credit_code__iexact"),
        "region": "region__code__startswith",
        "branch": "branch",
    }
    name = forms.CharField(label="名称、简称、信用代码", max_length=60)
    region = forms.ChoiceField(label="行政区划")
    branch = forms.ChoiceField(label="系统", choices=[("", "全部系统"), *Branch.choices])
    state = forms.ChoiceField(
        label="状态", choices=[("", "正常"), ("merged", "已合并"), ("closed", "已撤销"), (ANY_STATE, "全部状态")]
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "全部区划"), *regions]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Organ]) -> QuerySet[Organ]:
        state = self.cleaned_data.get("state") or Organ.State.ACTIVE
        rows = super().narrow(rows)
        return rows if state == self.ANY_STATE else rows.filter(state=state)


class OrganPicker(Picker):
    """One organ, found by name or short name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lookups=("name", "short_name"), **kwargs)


class RegionPicker(Picker):
    """One region, found by name or code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lookups=("name", "code"), **kwargs)

    def label_from_instance(self, region: Region) -> str:
        return f"{region.name}（{region.code}）"


class ByDocument(forms.Form):
    """From which day a change holds, and by which document."""

    on = forms.DateField(label="生效日期", initial=timezone.localdate)
    basis = forms.CharField(label="依据文件", max_length=120, help_text="文号或会议纪要，例如 和编发〔2026〕3号。")


class OrganDetailsForm(PickingForm):
    """What is known of an organ besides its superior."""

    finders = {"find_region": "region", "find_line": "line_superior"}
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    branch = forms.ChoiceField(label="系统", choices=Branch.choices)
    kind = forms.ChoiceField(label="类型", choices=Organ.Kind.choices)
    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=24, required=False, help_text="18 位，末位为校验码；没有的可以不填。"
    )
    document_word = forms.CharField(
        label="机关代字", max_length=20, required=False, help_text="发文字号里的代字，例如 和政办发。"
    )
    find_region = finder("查找行政区划")
    region = RegionPicker(label="行政区划")
    find_line = finder("查找业务指导上级")
    line_superior = OrganPicker(label="业务指导上级", required=False, empty_label="没有")
    rank = forms.IntegerField(label="排序", min_value=0, max_value=9999, initial=100, help_text="数小的排在前面。")

    def __init__(self, *args: Any, near: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "region", Region.objects.all(), Q(code=near) | Q(parent=near) if near else Q(level__lte=Region.Level.COUNTY)
        )
        self.offer("line_superior", Organ.objects.active().order_by("rank", "path"), Q(region=near[:-2] or near))

    def clean_credit_code(self) -> str:
        """The code in its normal form."""
        text = self.cleaned_data["credit_code"]
        try:
            return str(CreditCode.parse(text)) if text else ""
        except InvalidIdentifier as fault:
            raise forms.ValidationError(str(fault)) from fault


class EstablishForm(OrganDetailsForm):
    """A new organ."""

    finders = {"find_superior": "superior", **OrganDetailsForm.finders}
    name = forms.CharField(label="名称", max_length=120)
    find_superior = finder("查找隶属上级")
    superior = OrganPicker(label="隶属上级", required=False, empty_label="没有（作为本系统的最上级机构）")
    on = forms.DateField(label="设立日期", initial=timezone.localdate)
    basis = forms.CharField(label="依据文件", max_length=120, required=False)
    field_order = ["name", "short_name", "branch", "kind", "find_superior", "superior"]

    def __init__(self, *args: Any, actor: AccountActor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organ.objects.within(actor, MANAGE_ORGANS).active().order_by("path")
        self.offer("superior", mine, Q())


class ReviseOrganForm(OrganDetailsForm):
    """Corrections; `seen` is the version of the organ that was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput)


class RenameForm(ByDocument):
    """A new name."""

    name = forms.CharField(label="新名称", max_length=120)
    short_name = forms.CharField(label="新简称", max_length=40, required=False)
    field_order = ["name", "short_name", "on", "basis"]


class AnotherOrganForm(ByDocument, PickingForm):
    """A change that names a second organ of the same branch, within reach of whoever makes it."""

    finders = {"find": "other"}
    find = finder("查找机构")
    other = OrganPicker(label="机构")
    field_order = ["find", "other", "on", "basis"]

    def __init__(self, *args: Any, actor: AccountActor, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organ.objects.within(actor, MANAGE_ORGANS).active().exclude(pk=organ.pk).order_by("path")
        self.offer("other", mine.filter(branch=organ.branch), Q(region=organ.region_id))


class MoveForm(AnotherOrganForm):
    """A new territorial superior."""

    other = OrganPicker(label="新的隶属上级")


class MergeForm(AnotherOrganForm):
    """The organ that takes everything over."""

    other = OrganPicker(label="并入的机构")


class CloseOrganForm(ByDocument):
    """Closing without a successor."""
