"""A notice as it was published, why one is withdrawn, and opening hours."""

from itertools import groupby
from typing import Any

from django import forms

from mingtang.kernel.clocks.actions import NoticeDetails
from mingtang.kernel.clocks.models import CalendarNotice
from mingtang.kernel.clocks.queries import may_manage_nation, regions_managed_by
from mingtang.kernel.clocks.rules import DayLine, Unreadable, read_arrangement
from mingtang.kernel.directory.api import Region
from mingtang.lib.calendar import known_notice, statutory_days
from mingtang.lib.digests import sm3_hex
from mingtang.ui.listing import FilterForm

NATION = "全国"
DATE = {"type": "date"}


class PlaceField(forms.ChoiceField):
    """A region whose calendar the actor may change, or the nation."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label="适用地区", required=False, **options)
        self.regions: dict[str, Region] = {}

    def offer(self, actor: Any) -> None:
        """Offer the nation, where the actor may change it, and the actor's regions."""
        self.regions = {region.pk: region for region in regions_managed_by(actor)}
        nation = [("", NATION)] if may_manage_nation(actor) else []
        self.required = not nation
        self.choices = [*nation, *((code, f"{region.name}（{code}）") for code, region in self.regions.items())]

    def clean(self, value: Any) -> Region | None:  # type: ignore[override]
        """The region; None for the nation."""
        return self.regions.get(super().clean(value))


class NoticeForm(forms.Form):
    """A notice in its own words; it is saved only after its effect has been shown, for exactly these words."""

    kind = forms.ChoiceField(
        label="种类", choices=CalendarNotice.Kind.choices, widget=forms.RadioSelect, initial=CalendarNotice.Kind.ANNUAL,
        help_text="国务院办公厅的年度安排使当年日历确定；临时调整只改其中写明的日子。",
    )  # fmt: skip
    region = PlaceField()
    year = forms.IntegerField(label="年份", min_value=2004, max_value=2050)
    number = forms.CharField(label="文号", max_length=80, help_text="例如 国办发明电〔2026〕12号。")
    title = forms.CharField(label="标题", max_length=200)
    issued_on = forms.DateField(label="发布日期", widget=forms.DateInput(attrs=DATE))
    text = forms.CharField(
        label="放假和上班的日子", max_length=4000, widget=forms.Textarea(attrs={"rows": 9}),
        help_text="可直接粘贴通知原文，每个节日一行，例如：元旦：1月1日（周五）至3日（周日）放假，共3天。1月4日（周一）上班。",
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """With `lines`, the days as understood."""
        values = super().clean() or {}
        if "text" in values and "year" in values:
            try:
                values["lines"] = read_arrangement(values["text"], values["year"])
            except Unreadable as fault:
                self.add_error("text", str(fault))
        return values

    @property
    def details(self) -> NoticeDetails:
        """What has been typed, once it is valid."""
        names = ("kind", "region", "year", "number", "title", "issued_on", "lines")
        return NoticeDetails(**{name: self.cleaned_data[name] for name in names})

    @property
    def digest(self) -> str:
        """Of all that the effect depends on."""
        names = ("kind", "region", "year", "text")
        return sm3_hex("\n".join(str(self.cleaned_data.get(name, "")) for name in names).encode())

    @property
    def was_seen(self) -> bool:
        """Whether the effect of exactly this has been shown."""
        return self.cleaned_data["seen"] == self.digest


def proposal(year: int) -> str:
    """What can be known of a year before its notice, in the words of one: to be corrected, not to be trusted."""
    known = [DayLine(each.day, "work" if each.works else "off") for each in known_notice(year)]
    if known:
        return "\n".join(
            f"{line.day.month}月{line.day.day}日{'上班' if line.kind == 'work' else '放假'}。" for line in known
        )
    named = sorted(statutory_days(year).items())
    groups = (
        (name, [day for day, _ in days])
        for name, days in groupby(named, key=lambda pair: pair[1].replace("除夕", "春节"))
    )
    return "\n".join(f"{name}：{'、'.join(f'{day.month}月{day.day}日' for day in days)}放假。" for name, days in groups)


class WithdrawalForm(forms.Form):
    """Why a notice is taken back."""

    reason = forms.CharField(
        label="撤下原因", max_length=200, help_text="撤下后通知留在记录中，日历恢复到没有它的样子。"
    )


class HoursForm(forms.Form):
    """When offices of a region are open."""

    region = PlaceField()
    windows = forms.CharField(
        label="办公时间",
        max_length=80,
        help_text="北京时间，一到四个时段，用空格分开。例如 09:00-12:00 13:30-17:30；新疆常用 10:00-14:00 15:30-19:30。",
    )
    source = forms.CharField(label="依据", max_length=200)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].offer(actor)  # type: ignore[attr-defined]


class NoticeFilter(FilterForm):
    """By words, year and kind."""

    q = forms.CharField(label="文号或标题", max_length=80)
    year = forms.IntegerField(label="年份", min_value=2004, max_value=2050)
    kind = forms.ChoiceField(label="种类", choices=[("", "全部"), *CalendarNotice.Kind.choices])
    lookups = {"q": ("number__contains", "title__contains"), "year": "year", "kind": "kind"}
