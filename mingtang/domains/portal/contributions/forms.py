"""What people type: filters, a submission, a decision, units and reporters, merits, bulletins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.portal.contributions.actions.submitting import Contribution
from mingtang.domains.portal.contributions.models import ReportingUnit
from mingtang.domains.portal.contributions.models.submissions import STATES
from mingtang.domains.portal.contributions.queries.places import Place
from mingtang.domains.portal.contributions.rules.periods import month_of, period_of, usual_periods
from mingtang.domains.portal.contributions.scoretable import told_by_people
from mingtang.kernel.directory.api import Account, Organ
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")
MOST_FILES = 5


class SubmissionFilter(FilterForm):
    """Which submissions to show."""

    lookups = {"words": "title__icontains", "state": "state", "organ": "organ"}
    words = forms.CharField(label="标题", max_length=60)
    state = forms.ChoiceField(label="状态", choices=[ALL, *STATES])
    organ = forms.ChoiceField(label="报送单位")

    def __init__(self, *args: Any, organs: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [ALL, *organs]  # type: ignore[attr-defined]
        if not organs:
            del self.fields["organ"]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked by the content app when it is stored."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(f"最多 {MOST_FILES} 个文件。")
        return [super(FilesField, self).clean(each, initial) for each in sent]


class SubmissionForm(forms.Form):
    """A text with its files, and where it is meant to appear."""

    title = forms.CharField(label="标题", max_length=100)
    place = forms.ChoiceField(label="建议栏目")
    text = forms.CharField(label="正文", max_length=20000, widget=forms.Textarea(attrs={"rows": 14}))
    attachments = FilesField(
        label="图片和附件", required=False, help_text=f"最多 {MOST_FILES} 个。图片请用清晰的原图，附件请用 PDF。"
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.fields["place"].choices = [(key, place.label) for key, place in self.places.items()]  # type: ignore[attr-defined]

    @property
    def contribution(self) -> Contribution:
        """What was typed, once it is valid."""
        said, place = self.cleaned_data, self.places[self.cleaned_data["place"]]
        return Contribution(
            title=said["title"], text=said["text"], files=said["attachments"], site=place.site, column=place.column
        )


class DecisionForm(forms.Form):
    """A word about what becomes of a submission."""

    reason = forms.CharField(
        label="处理意见",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="不采用的要写明理由，信息员会看到。",
    )


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


class UnitForm(forms.Form):
    """An organ that is to report."""

    organ = OrganChoice(label="报送单位", queryset=Organ.objects.none(), empty_label="请选择")
    group = forms.ChoiceField(label="组别", choices=ReportingUnit.Group.choices)

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class PersonChoice(forms.ModelChoiceField):
    """One official, by name."""

    def label_from_instance(self, account: Account) -> str:
        return account.holder_name


class ReporterForm(forms.Form):
    """A reporter of a unit."""

    account = PersonChoice(label="姓名", queryset=Account.objects.none(), empty_label="请选择")
    phone = forms.CharField(label="联系电话", max_length=40)
    on = forms.DateField(label="任职日期", initial=timezone.localdate)

    def __init__(self, *args: Any, accounts: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]


class TrainingForm(forms.Form):
    """A training of a reporter."""

    on = forms.DateField(label="日期")
    subject = forms.CharField(label="内容", max_length=80)
    hours = forms.IntegerField(label="学时", min_value=1, max_value=200)


class LeavingForm(forms.Form):
    """The last day of a reporter."""

    until = forms.DateField(label="离任日期")


class UnitChoice(forms.ModelChoiceField):
    """One unit, by the short name of its organ."""

    def label_from_instance(self, unit: ReportingUnit) -> str:
        return unit.organ.label


class MeritForm(forms.Form):
    """Something that counts for or against a unit."""

    unit = UnitChoice(label="报送单位", queryset=ReportingUnit.objects.none(), empty_label="请选择")
    kind = forms.ChoiceField(label="事由", choices=lambda: list(told_by_people().items()))
    on = forms.DateField(label="日期", initial=timezone.localdate)
    note = forms.CharField(label="依据", max_length=200, help_text="例如采用刊物的期号、批示件编号、检查通报文号。")

    def __init__(self, *args: Any, units: QuerySet[ReportingUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class RankingForm(forms.Form):
    """Which ranking to show."""

    period = forms.ChoiceField(label="期间", required=False)
    group = forms.ChoiceField(label="组别", required=False, choices=[ALL, *ReportingUnit.Group.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = usual_periods(timezone.localdate())
        self.fields["period"].choices = [(period.text, period.label) for period in periods]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Any:
        """The period asked for; this month when none or nonsense was."""
        return period_of(str(self.data.get("period", ""))) or month_of(timezone.localdate())


class BulletinForm(forms.Form):
    """A bulletin to be drafted."""

    period = forms.ChoiceField(label="通报期间")
    remarks = forms.CharField(
        label="主要情况和要求",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="排名、零报送单位和需要整改的问题自动列入，这里不必重复。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periods = usual_periods(timezone.localdate())[1:]
        self.fields["period"].choices = [(period.text, period.label) for period in periods]  # type: ignore[attr-defined]


class ReplyForm(forms.Form):
    """How what was at fault was put right."""

    reply = forms.CharField(label="整改情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
