"""What people type when they draft, review, sign and keep."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from mingtang.domains.disclosure.catalogue.actions.writing import ItemDetails
from mingtang.domains.disclosure.catalogue.models import Guide, InformationItem, Opinion
from mingtang.domains.disclosure.catalogue.nodes import place_choices, topic_choices
from mingtang.domains.disclosure.catalogue.rules import (
    AUDIENCES,
    BACK,
    CARRIERS,
    CHECKS,
    CONCLUSIONS,
    GENRES,
    KINDS,
    LANGUAGES,
    OPENNESS,
    SCOPES,
    SECRECY,
    SIGNED,
    STATES,
    VALIDITIES,
    State,
)
from mingtang.ui.listing import FilterForm


def _words(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in words.items()]


def _asked(choices: list[tuple[str, Any]], nothing: str = "请选择") -> list[tuple[str, Any]]:
    """Choices behind an empty one, so that nothing is chosen by itself."""
    return [("", nothing), *choices]


def _day(label: str, *, required: bool = True, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _text(label: str, *, rows: int = 3, most: int = 2000, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class NumberedField(forms.CharField):
    """A public item, named by its index number or document number."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        rows = InformationItem.objects.filter(state=State.PUBLISHED)
        found = rows.filter(index_no=text).first() or rows.filter(doc_no=text, translates=None).first()
        if found is None:
            raise forms.ValidationError("没有找到这个索引号或文号的公开信息。")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.index_no if isinstance(value, InformationItem) else value


class SplitField(forms.CharField):
    """Several short texts behind one another, with 、 or ； or blanks between them."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        for mark in "；;，,　 ":
            text = text.replace(mark, "、")
        return [part.strip() for part in text.split("、") if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list | tuple) else value


class ItemForm(forms.Form):
    """An item with its metadata."""

    node = forms.ChoiceField(label="公开目录", choices=lambda: _asked(place_choices()))
    title = forms.CharField(label="标题", max_length=200)
    subtitle = forms.CharField(label="副标题", max_length=200, required=False)
    publishers = SplitField(label="发文机关", max_length=400, help_text="联合发文的，牵头机关在前，用顿号隔开。")
    doc_no = forms.CharField(label="发文字号", max_length=120, required=False, help_text="如 和建〔2026〕15号")
    issuer = forms.CharField(
        label="制发机关", max_length=100, required=False, help_text="来自公文的，填写公文的制发机关。"
    )
    kind = forms.ChoiceField(
        label="文件类别", choices=_words(KINDS), required=False, help_text="规章和行政规范性文件要合法性审查。"
    )
    written_on = _day("成文日期")
    formed_on = _day("形成或变更日期", help_text="公开期限从这一天起算。")
    effective_on = _day("施行日期", required=False)
    valid_to = _day("有效期至", required=False)
    topic = forms.ChoiceField(label="主题分类", choices=lambda: _asked(topic_choices()))
    topics = forms.ChoiceField(label="另一主题", choices=lambda: _asked(topic_choices(), "无"), required=False)
    genre = forms.ChoiceField(label="体裁分类", choices=_asked(_words(GENRES)))
    audience = forms.ChoiceField(label="服务对象", choices=[("", "不区分"), *_words(AUDIENCES)], required=False)
    keywords = SplitField(label="关键词", max_length=200, help_text="3 至 8 个，用顿号隔开。")
    summary = _text("内容概述", most=1500, required=False)
    body = _text("正文", rows=16, most=200_000, help_text="每段一行。层次写作 一、（一）1.，末两行写署名和日期。")
    openness = forms.ChoiceField(label="公开属性", choices=_words(OPENNESS))
    exempt_reason = _text("不主动公开的理由", rows=2, required=False)
    scope = forms.ChoiceField(label="公开范围", choices=_words(SCOPES))
    term_until = _day("公开至", required=False, help_text="长期公开的不填。")
    carriers = forms.MultipleChoiceField(
        label="公开载体", choices=_words(CARRIERS), widget=forms.CheckboxSelectMultiple, initial=["site"]
    )
    interprets = NumberedField(
        label="被解读文件", max_length=120, required=False, help_text="政策解读填写，索引号或文号。"
    )
    consultation = forms.CharField(label="意见征集", max_length=200, required=False)
    language = forms.ChoiceField(label="语言", choices=_words(LANGUAGES))
    translates = NumberedField(label="译自", max_length=120, required=False, help_text="译文填写，索引号或文号。")
    secrecy = forms.ChoiceField(label="密级", choices=_words(SECRECY))
    asks_opinion = forms.BooleanField(label="涉及第三方合法权益或者他机关的信息，需要征求意见", required=False)

    @property
    def details(self) -> ItemDetails:
        """What was typed."""
        said = self.cleaned_data
        return ItemDetails(**said | {"topics": [said["topics"]] if said["topics"] else []})

    @staticmethod
    def beginning(item: InformationItem) -> dict[str, Any]:
        """What a form about a draft begins with."""
        known = {name: getattr(item, name) for name in ItemForm.base_fields}
        return known | {"topics": next(iter(item.topics), "")}


class StepForm(forms.Form):
    """A thing done to an item."""


class SubmissionForm(StepForm):
    """Nothing is asked: what is handed in stands in the draft."""


class ReviewForm(StepForm):
    found = forms.MultipleChoiceField(
        label="审查发现", choices=_words(CHECKS), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="信息含有的逐项勾选，没有的不勾。",
    )  # fmt: skip
    conclusion = forms.ChoiceField(label="审查结论", choices=_words(CONCLUSIONS), widget=forms.RadioSelect)
    deletions = _text("需要删减的内容", rows=3, required=False)
    opinion = _text("审查意见", rows=3, required=False)


class OpinionForm(StepForm):
    name = forms.CharField(label="征求意见对象", max_length=100)
    asked_on = _day("征求日期", initial=timezone.localdate)
    answer = forms.ChoiceField(label="结果", choices=Opinion.Answer.choices, widget=forms.RadioSelect)
    reason = _text("说明", rows=2, required=False)


class SignatureForm(StepForm):
    outcome = forms.ChoiceField(
        label="处理", choices=[(SIGNED, SIGNED), (BACK, BACK)], widget=forms.RadioSelect, initial=SIGNED
    )
    scheduled_at = forms.DateTimeField(
        label="定时发布", required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="立即发布的不填。",
    )  # fmt: skip
    opinion = _text("意见", rows=2, required=False)


class ValidityForm(StepForm):
    validity = forms.ChoiceField(label="有效性", choices=_words(VALIDITIES), widget=forms.RadioSelect)
    on = _day("变更日期", initial=timezone.localdate)
    basis = forms.CharField(label="依据", max_length=200, help_text="如 关于废止部分规范性文件的决定。")
    replaced_by = NumberedField(label="替代文件", max_length=120, required=False, help_text="索引号或文号。")


class WithdrawalForm(StepForm):
    reason = _text("撤下的原因", rows=2, most=400, help_text="会在原地址公示。")


class FileForm(forms.Form):
    """A file of a draft."""

    file = forms.FileField(label="文件")
    name = forms.CharField(label="名称", max_length=200)
    official = forms.BooleanField(label="这是正文的版式文件", required=False)


class DutyForm(forms.Form):
    """What an organ publishes in a node."""

    node = forms.ChoiceField(label="公开目录", choices=place_choices)
    unit_name = forms.CharField(label="公开责任单位", max_length=60)
    carriers = forms.MultipleChoiceField(
        label="公开载体", choices=_words(CARRIERS), widget=forms.CheckboxSelectMultiple, initial=["site"]
    )
    cycle = forms.IntegerField(label="更新周期（天）", min_value=0, max_value=3660, help_text="不定期更新的填 0。")


class GuideForm(forms.ModelForm[Guide]):
    """The guide of an organ."""

    class Meta:
        model = Guide
        fields = (
            "classification", "arrangement", "ways", "office", "address", "postcode", "hours", "phone", "fax", "site",
        )  # fmt: skip


class WorkFilter(FilterForm):
    """Which items to show."""

    lookups = {
        "words": ("title__icontains", "doc_no__icontains", "index_no__icontains"),
        "state": "state",
        "openness": "openness",
        "validity": "validity",
    }
    words = forms.CharField(label="标题、文号、索引号", max_length=60)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *_words(STATES)])
    openness = forms.ChoiceField(label="公开属性", choices=[("", "全部"), *_words(OPENNESS)])
    validity = forms.ChoiceField(label="有效性", choices=[("", "全部"), *_words(VALIDITIES)])
