"""The register of sites: which to list, what is registered of one, and the steps of its life."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from mingtang.domains.portal.sites.actions.opening import SiteDetails
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.rules import LANGUAGES
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")
HOST = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+"
"""A name in the domain name system, in small letters (RFC 1035), with two labels at least."""


class RegisterFilter(FilterForm):
    """Which sites to show."""

    lookups: ClassVar[dict[str, str | tuple[str, ...]]] = {
        "words": ("name__icontains", "site__hostname__icontains", "code__startswith"),
        "state": "state",
        "kind": "kind",
    }
    words = forms.CharField(label="名称、域名、标识码", max_length=60)
    state = forms.ChoiceField(label="状态", choices=[ALL, *PortalSite.State.choices])
    kind = forms.ChoiceField(label="类型", choices=[ALL, *PortalSite.Kind.choices])
    stale = forms.BooleanField(label="只看有超期栏目的")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """By words, state and kind; `stale` asks for the number that the rows are annotated with."""
        rows = super().narrow(rows)
        return rows.filter(stale__gt=0) if self.cleaned_data.get("stale") else rows


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class RegisterForm(forms.Form):
    """What can be corrected of a registered site."""

    name = forms.CharField(label="网站名称", max_length=80)
    latin_name = forms.CharField(label="英文名称", max_length=120, required=False)
    kind = forms.ChoiceField(label="网站类型", choices=PortalSite.Kind.choices)
    host = forms.RegexField(HOST, label="域名", max_length=100, help_text="例如 www.heyuan.gov.cn，不带 http 和端口。")
    code = forms.CharField(label="网站标识码", max_length=10, help_text="10 位数字：6 位行政区划代码和 4 位顺序号。")
    icp_number = forms.CharField(label="ICP 备案号", max_length=40, required=False)
    police_number = forms.CharField(label="公安机关备案号", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    operator = OrganChoice(label="承办单位", queryset=Organ.objects.none(), required=False, empty_label="同主办单位")
    theme = forms.ChoiceField(
        label="配色", choices=PortalSite.Theme.choices, required=False, widget=forms.RadioSelect,
        help_text="每个网站一种主色，正文和状态的颜色各站相同。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operator"].queryset = Organ.objects.filter(state=Organ.State.ACTIVE).order_by("rank", "path")  # type: ignore[attr-defined]

    def details_of(self, portal: PortalSite) -> SiteDetails:
        """What was typed, with what stays of a site."""
        kept = {name: getattr(portal, name) for name in ("key", "organ", "language", "original")}
        return SiteDetails(**kept, hub=portal.site.is_default_site, **self.cleaned_data)


class NewSiteForm(RegisterForm):
    """A site to be registered. Its key, organ and language stay."""

    key = forms.SlugField(label="代号", max_length=40, help_text="用小写字母和连字符，出现在网址里，登记以后不能修改。")
    organ = OrganChoice(label="主办单位", queryset=Organ.objects.none(), empty_label="请选择")
    language = forms.ChoiceField(label="语言", choices=LANGUAGES)
    original = forms.ModelChoiceField(
        PortalSite.objects.none(), label="原文网站", required=False, empty_label="不是语言版本"
    )
    field_order = ("key", "organ", "language", "original")

    def __init__(self, *args: Any, organs: QuerySet[Organ], originals: QuerySet[PortalSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        self.fields["original"].queryset = originals  # type: ignore[attr-defined]

    @property
    def details(self) -> SiteDetails:
        """What was typed, once it is valid."""
        return SiteDetails(**self.cleaned_data)


class LaunchForm(forms.Form):
    """Nothing has to be said to open a site that was prepared, or to bring one back."""


class SuspensionForm(forms.Form):
    """Until when, and what its addresses say meanwhile."""

    until = forms.DateField(label="恢复日期")
    notice = forms.CharField(
        label="公告",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="下线期间所有网址都显示这段话，请写明原因。",
    )


class ClosingForm(forms.Form):
    """What is said from then on, and where its content went."""

    successor = forms.ModelChoiceField(
        PortalSite.objects.none(), label="内容迁移到", required=False, empty_label="不迁移，网址显示公告",
        help_text="迁移的，原网址自动转到这个网站的同名网页；没有同名网页的转到它的首页。",
    )  # fmt: skip
    notice = forms.CharField(label="公告", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label="我知道关停以后不能恢复，各项标识应当同时注销")

    def __init__(self, *args: Any, successors: QuerySet[PortalSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors  # type: ignore[attr-defined]
