"""What people type: a letter, a query, a rating, and what desks and organs decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.interaction.messages.actions.publishing import PublicVersion
from mingtang.domains.interaction.messages.actions.screening import Screening
from mingtang.domains.interaction.messages.actions.submitting import Letter
from mingtang.domains.interaction.messages.kinds import Kind, kinds, special_channels
from mingtang.domains.interaction.messages.models import Message
from mingtang.domains.interaction.messages.rules import DISPATCH, REFER, REJECT, STAGES
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")
KINDS = [(each.code, each.label) for each in kinds().values()]


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class LetterForm(forms.Form):
    """A letter of one kind: what the kind does not ask for is not shown."""

    title = forms.CharField(label="标题", max_length=50)
    content = forms.CharField(
        label="内容", max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写清时间、地点和经过。最多 2000 字。",
    )  # fmt: skip
    concerning = forms.CharField(label="涉及的单位或者地点", max_length=120)
    page = forms.CharField(label="网页地址", max_length=300)
    wished = OrganChoice(
        label="希望哪个单位答复", queryset=Organ.objects.none(), required=False, empty_label="由受理机构确定"
    )
    name = forms.CharField(label="姓名", max_length=60)
    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$", label="电话", help_text="只给办理的工作人员看，不会公开。",
        error_messages={"invalid": "请填写正确的电话号码。"},
    )  # fmt: skip
    wants_public = forms.BooleanField(
        label="同意公开来信和答复", required=False, help_text="公开前隐去姓名、电话等个人信息。"
    )

    def __init__(self, *args: Any, kind: Kind, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["wished"].queryset = organs  # type: ignore[attr-defined]
        for name in ("concerning", "page"):
            if name not in kind.needs:
                del self.fields[name]
        for name in ("name", "phone"):
            self.fields[name].required = name in kind.needs
        if not kind.may_be_public:
            del self.fields["wants_public"]

    @property
    def letter(self) -> Letter:
        """What was typed, once it is valid."""
        return Letter(kind=self.kind.code, **self.cleaned_data)


class CodeForm(forms.Form):
    """The number of a message and its query code."""

    number = forms.CharField(label="编号", max_length=40, help_text="例如 HY01-20260925-0038")
    code = forms.CharField(label="查询码", max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class SatisfactionForm(forms.Form):
    """How content somebody is with an answer."""

    satisfaction = forms.ChoiceField(
        label="这次答复解决问题了吗？", choices=Message.Satisfaction.choices, widget=forms.RadioSelect
    )
    opinion = forms.CharField(label="意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class FurtherQuestionForm(forms.Form):
    """One more question about an answer."""

    content = forms.CharField(label="追问", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PublicFilter(FilterForm):
    """Which letters to read."""

    lookups = {
        "words": ("public_title__icontains", "public_content__icontains", "number__icontains"),
        "kind": "kind",
        "unit": "unit",
    }
    words = forms.CharField(label="关键词或编号", max_length=60)
    kind = forms.ChoiceField(
        label="类别", choices=[ALL, *((each.code, each.label) for each in kinds().values() if each.may_be_public)]
    )
    unit = forms.ChoiceField(label="答复单位")

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [ALL, *organs]  # type: ignore[attr-defined]


class MessageFilter(FilterForm):
    """Which messages to show in the ledger."""

    lookups = {
        "words": ("number__icontains", "title__icontains", "content__icontains"),
        "kind": "kind",
        "stage": "stage",
        "unit": "unit",
    }
    words = forms.CharField(label="编号、标题、内容", max_length=60)
    kind = forms.ChoiceField(label="类别", choices=[ALL, *KINDS])
    stage = forms.ChoiceField(label="状态", choices=[ALL, *STAGES.items()])
    light = forms.ChoiceField(label="期限", choices=[ALL, ("red", "超期"), ("amber", "临期"), ("green", "正常")])
    unit = forms.ChoiceField(label="承办单位")

    def __init__(self, *args: Any, organs: list[tuple[int, str]], lamps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lamps = lamps
        self.fields["unit"].choices = [ALL, *organs]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found, now = super().narrow(rows), self.lamps.now
        running = found.filter(replied_at=None, case__ended_at=None)
        match self.cleaned_data.get("light"):
            case "red":
                return running.filter(case__due_at__lte=now)
            case "amber":
                return running.filter(case__due_at__gt=now, case__amber_at__lte=now)
            case "green":
                return running.filter(case__due_at__gt=now).exclude(case__amber_at__lte=now)
        return found


class ScreeningForm(forms.Form):
    """What becomes of a message."""

    outcome = forms.ChoiceField(
        label="受理结果", widget=forms.RadioSelect, initial=DISPATCH,
        choices=[(DISPATCH, "有效，转单位办理"), (REFER, "有专门渠道，告知来信人"), (REJECT, "无效，不予受理")],
        help_text="后两种要由另一名受理人复核。",
    )  # fmt: skip
    unit = OrganChoice(label="承办单位", queryset=Organ.objects.none(), required=False, empty_label="请选择")
    channel = forms.ChoiceField(
        label="专门渠道", required=False,
        choices=[("", "请选择"), *((code, label) for code, (label, _) in special_channels().items())],
    )  # fmt: skip
    duplicate_of = forms.CharField(
        label="重复留言的编号", required=False, max_length=40, help_text="重复来信的，写明先收到的那一件。"
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="认定无效要写明理由，来信人会看到。",
    )  # fmt: skip

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organs  # type: ignore[attr-defined]

    @property
    def screening(self) -> Screening:
        """What was decided, once it is valid."""
        return Screening(**self.cleaned_data)


class ReplyForm(forms.Form):
    """The draft of an answer."""

    reply = forms.CharField(
        label="答复", max_length=4000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="逐项回答，写明依据和办理入口；需要来信人再联系的，写清联系人和电话。",
    )  # fmt: skip


class PublicationForm(forms.Form):
    """The version for everybody, or why there is none."""

    publication = forms.ChoiceField(
        label="是否公开",
        choices=[("public", "公开"), ("private", "不公开")],
        widget=forms.RadioSelect,
        initial="public",
    )
    title = forms.CharField(label="公开的标题", max_length=50)
    content = forms.CharField(
        label="公开的来信", max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="只隐去个人信息和不文明的话，不改变原意。",
    )  # fmt: skip
    reply = forms.CharField(label="公开的答复", max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
    reason = forms.CharField(label="不公开的理由", max_length=200, required=False)

    @property
    def version(self) -> PublicVersion:
        """The public version, once it is valid."""
        said = self.cleaned_data
        return PublicVersion(title=said["title"], content=said["content"], reply=said["reply"])


class MoreDaysForm(forms.Form):
    """A longer limit, and why."""

    days = forms.IntegerField(label="延长", min_value=1, max_value=30)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


class GrantForm(forms.Form):
    """Whether a longer limit is granted."""

    granted = forms.TypedChoiceField(
        label="审批结果",
        choices=[("yes", "同意"), ("no", "不同意")],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    words = forms.CharField(label="审批意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
