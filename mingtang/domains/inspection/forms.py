"""What people type: filters, a site, a round, a word about a finding."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.inspection.models import KINDS, STATES, InspectedSite
from mingtang.kernel.directory.api import Organ
from mingtang.lib.inspection.indicators import schemes
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")


class FindingFilter(FilterForm):
    """Which findings to show."""

    lookups = {
        "words": ("site__name__icontains", "url__icontains", "excerpt__icontains"),
        "kind": "kind",
        "state": "state",
    }
    words = forms.CharField(label="网站、地址", max_length=60)
    kind = forms.ChoiceField(label="问题", choices=[ALL, *KINDS])
    state = forms.ChoiceField(label="状态", choices=[ALL, *STATES])


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class SiteForm(forms.Form):
    """A site to be taken under inspection."""

    organ = OrganChoice(label="主办单位", queryset=Organ.objects.none(), empty_label="请选择")
    name = forms.CharField(label="网站名称", max_length=80)
    address = forms.CharField(label="首页网址", max_length=300, help_text="以 https:// 开头，以 / 或网页名结尾。")
    type = forms.ChoiceField(label="网站类型", choices=InspectedSite.Type.choices)
    has_services = forms.BooleanField(label="有对外办事服务", required=False, initial=True)
    in_service_since = forms.DateField(label="开通日期")
    networks = forms.CharField(
        label="可访问的内部网络",
        max_length=200,
        required=False,
        help_text="网站在内网时填写网段，例如 10.1.0.0/16。多个用空格隔开。",
    )

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class RoundForm(forms.Form):
    """A round of assessment."""

    name = forms.CharField(label="名称", max_length=80, help_text="例如 2026 年第四季度网站检查。")
    scheme = forms.ChoiceField(label="指标")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.code, f"{each.title}（{each.source}）") for each in schemes().values()]
        self.fields["scheme"].choices = known  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """A word about what is done with a finding."""

    remark = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
