"""What people type: filters, a site, a round, a word about a finding."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.inspection.models import KINDS, STATES, Finding, InspectedSite, Sheet, SiteStatement
from mingtang.domains.inspection.rules import COUNTED, SIGNS
from mingtang.kernel.directory.api import Account, Organ
from mingtang.lib.inspection.indicators import Indicator, schemes
from mingtang.lib.inspection.reviewing import Marks, by_hand
from mingtang.lib.inspection.statement import Field, Told, statement
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")
STANDING, OVERDUE = "standing", "overdue"
GROUPS = ((STANDING, "未整改"), (OVERDUE, "已超期"))


class FindingFilter(FilterForm):
    """Which findings to show."""

    lookups = {
        "words": ("site__name__icontains", "url__icontains", "excerpt__icontains"),
        "kind": "kind",
        "origin": "origin",
        "site": "site",
    }
    words = forms.CharField(label="网站、地址", max_length=60)
    kind = forms.ChoiceField(label="问题", choices=[ALL, *KINDS])
    state = forms.ChoiceField(label="状态", choices=[ALL, *GROUPS, *STATES])
    origin = forms.ChoiceField(label="来源", choices=[ALL, *Finding.Origin.choices])
    site = forms.IntegerField(widget=forms.HiddenInput)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Groups of states are told from single ones."""
        rows, state = super().narrow(rows), self.cleaned_data.get("state")
        counted = [each.value for each in COUNTED]
        if state == STANDING:
            return rows.filter(state__in=counted)
        if state == OVERDUE:
            return rows.filter(state__in=counted, due_on__lt=timezone.localdate())
        return rows.filter(state=state) if state else rows


class WarningFilter(FilterForm):
    """Which early warnings to show."""

    lookups = {"words": ("site__name__icontains", "words__icontains"), "code": "code"}
    words = forms.CharField(label="网站", max_length=60)
    code = forms.ChoiceField(label="类别", choices=[ALL, *SIGNS.items()])
    over = forms.ChoiceField(label="状态", choices=[("", "未解除"), ("all", "全部")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What is over is shown on demand."""
        rows = super().narrow(rows)
        return rows if self.cleaned_data.get("over") else rows.filter(until=None)


class SiteFilter(FilterForm):
    """Which sites to show."""

    lookups = {"words": ("name__icontains", "address__icontains"), "type": "type"}
    words = forms.CharField(label="网站、地址", max_length=60)
    type = forms.ChoiceField(label="类型", choices=[ALL, *InspectedSite.Type.choices])
    retired = forms.ChoiceField(label="状态", choices=[("", "监测中"), ("all", "全部")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Retired sites are shown on demand."""
        rows = super().narrow(rows)
        return rows if self.cleaned_data.get("retired") else rows.filter(retired_on=None)


class SheetFilter(FilterForm):
    """Which sheets to show."""

    lookups = {"words": ("site__name__icontains", "organ__name__icontains"), "grade": "grade"}
    words = forms.CharField(label="网站、单位", max_length=60)
    grade = forms.ChoiceField(
        label="等次", choices=[ALL, *((name, name) for name in ("优秀", "良好", "合格", "不合格"))]
    )


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class PersonChoice(forms.ModelChoiceField):
    """One official, by name."""

    def label_from_instance(self, account: Account) -> str:
        return str(account.person)


class SiteFacts(forms.Form):
    """What the register says of a site."""

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


class SiteForm(SiteFacts):
    """A site to be taken under inspection. Its editor is named when its organ is known."""

    organ = OrganChoice(label="主办单位", queryset=Organ.objects.none(), empty_label="请选择")
    field_order = ("organ",)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class SiteChangeForm(SiteFacts):
    """A site under inspection, with its responsible editor."""

    editor = PersonChoice(
        label="责任编辑", queryset=Account.objects.none(), required=False, empty_label="未指定",
        help_text="发现的问题交办给责任编辑整改。",
    )  # fmt: skip
    field_order = ("name", "address", "editor")

    def __init__(self, *args: Any, site: InspectedSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officials = Account.objects.filter(
            organ=site.organ_id, kind=Account.Kind.OFFICIAL, state=Account.State.ACTIVE
        ).select_related("person")
        self.fields["editor"].queryset = officials.order_by("login")  # type: ignore[attr-defined]


class RoundForm(forms.Form):
    """A round of assessment."""

    name = forms.CharField(label="名称", max_length=80, help_text="例如 2026 年第四季度网站检查。")
    scheme = forms.ChoiceField(label="指标")
    percent = forms.IntegerField(
        label="抽查比例（%）", min_value=1, max_value=100, initial=100,
        help_text="每季度不少于 30%，一年内覆盖全部网站；久未检查的先抽。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.code, f"{each.title}（{each.source}）") for each in schemes().values()]
        self.fields["scheme"].choices = known  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """What a reviewer judges of a site: a field for each indicator that no survey measures."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = sheet.round.indicators
        vetoes, indicators = by_hand(self.scheme, sheet.judged)
        for veto in vetoes:
            self.fields[f"veto-{veto.code}"] = forms.BooleanField(label=f"触及单项否决：{veto.title}", required=False)
        for each in indicators:
            self.fields[f"taken-{each.code}"] = _points(f"{each.block}　{each.title}", each, "扣分")
        for each in self.scheme.bonuses if sheet.site.scored else ():
            self.fields[f"given-{each.code}"] = _points(f"加分　{each.title}", each, "加分")
        self.fields["remark"] = forms.CharField(
            label="理由", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="逐项写明扣分的页面和事实。",
        )  # fmt: skip

    @property
    def marks(self) -> Marks:
        """What was judged."""
        values: dict[str, dict[str, Any]] = {"taken": {}, "given": {}, "veto": {}}
        for name, value in self.cleaned_data.items():
            kind, _, code = name.partition("-")
            if code and value:
                values[kind][code] = value
        return Marks(values["taken"], values["given"], frozenset(values["veto"]))


def _points(label: str, indicator: Indicator, what: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=indicator.points, max_digits=4, decimal_places=2,
        help_text=f"{what}，0 到 {indicator.points}。",
    )  # fmt: skip


class AppealForm(forms.Form):
    """What a site objects to."""

    indicator = forms.ChoiceField(label="指标")
    claim = forms.CharField(
        label="申诉理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="只受理数据错误、指标适用错误、不属于本单位职责和不可抗力。",
    )  # fmt: skip

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """How an appeal is decided."""

    upheld = forms.TypedChoiceField(
        label="复核结果", choices=[("yes", "采纳"), ("no", "维持原评分")], widget=forms.RadioSelect,
        coerce=lambda text: text == "yes",
    )  # fmt: skip
    points = forms.DecimalField(
        label="退回分值", required=False, min_value=0, max_digits=4, decimal_places=2,
        help_text="采纳时填写；单项否决采纳即撤销，不用填。",
    )  # fmt: skip
    decision = forms.CharField(label="复核意见", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class MoveForm(forms.Form):
    """A word about what is done with a finding."""

    remark = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class StatementForm(forms.Form):
    """Figures of a yearly statement that no record of the platform gives."""

    def __init__(self, *args: Any, drawn: SiteStatement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in statement().groups:
            for field in group.fields:
                if field.code in drawn.by_hand:
                    known = drawn.figures.get(field.code)
                    self.fields[field.code] = _entry(f"{group.title}　{field.label}", field, known)


def _entry(label: str, field: Field, known: Any) -> forms.Field:
    if field.told is Told.FLAG:
        return forms.BooleanField(label=label, required=False, initial=known)
    if field.told is Told.TEXT:
        return forms.CharField(label=label, required=False, max_length=100, initial=known)
    words = f"{label}（{field.unit}）"
    return forms.IntegerField(label=words, min_value=0, max_value=10**10, initial=known)
