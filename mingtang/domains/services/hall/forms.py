"""What people fill in about halls."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.hall.actions.handing_out import Parcel
from mingtang.domains.services.hall.models import Business, Hall, Handout, Window
from mingtang.domains.services.hall.queries.queue import coverable_organs
from mingtang.domains.services.hall.rules import PRIORITIES, TICKET_STATES, Priority
from mingtang.kernel.directory.api import Organ
from mingtang.lib.identifiers import normalise_identifier
from mingtang.ui.listing import FilterForm

FAVOURS = [(each.value, word) for each, word in PRIORITIES.items()]


class TicketForm(forms.Form):
    """Which business, and whether one is served before others."""

    business = forms.ModelChoiceField(
        label=_("办什么业务"), queryset=Business.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    priority = forms.ChoiceField(
        label=_("优先对象"), choices=FAVOURS, required=False, initial=Priority.NONE.value,
        help_text=_("老弱病残孕、军人优先；窗口会核对证件或者情形。"),
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["business"]
        field.queryset = hall.businesses.all()  # type: ignore[attr-defined]
        field.label_from_instance = lambda business: business.name


class ArrivalForm(forms.Form):
    """The digits of an appointment, typed at the ticket machine."""

    code = forms.CharField(label=_("预约码"), max_length=8, help_text=_("预约时给的 6 位数字"))

    def clean_code(self) -> str:
        return normalise_identifier(self.cleaned_data["code"])


class SlotForm(forms.Form):
    """A half-hour."""

    slot = forms.CharField(max_length=40)

    def clean_slot(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self.cleaned_data["slot"])
        except ValueError as fault:
            raise forms.ValidationError(_("请选择时段")) from fault
        return moment if moment.tzinfo else timezone.make_aware(moment)


class TransferForm(forms.Form):
    """To which business somebody is sent on."""

    business = forms.ModelChoiceField(label="转到业务", queryset=Business.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["business"].queryset = hall.businesses.all()  # type: ignore[attr-defined]


class ParcelForm(forms.Form):
    """How a result is handed out."""

    way = forms.ChoiceField(label="出件方式", choices=Handout.Way.choices, widget=forms.RadioSelect, initial="window")
    receiver = forms.CharField(label="领取人", max_length=100)
    number = forms.CharField(
        label="领取人证件号码", max_length=40, required=False,
        help_text="窗口领取要核对：申请人的身份证号或者统一社会信用代码，或者登记过的代理人的身份证号。",
    )  # fmt: skip
    carrier = forms.CharField(label="快递公司", max_length=40, required=False, help_text="邮寄的填写。")
    tracking = forms.CharField(label="快递单号", max_length=40, required=False)
    cabinet = forms.CharField(label="自助柜门", max_length=20, required=False, help_text="自助柜领取的填写，例如 B12。")

    @property
    def parcel(self) -> Parcel:
        """What was typed, once it is valid."""
        return Parcel(**self.cleaned_data)


class WaitingResultFilter(FilterForm):
    """Which results to show."""

    lookups = {"name": ("number__icontains", "query_code", "applicant_name__icontains", "item__name__icontains")}
    name: Any = forms.CharField(label="编号、查询码、申请人或事项", max_length=80)

    def clean_name(self) -> str:
        typed = self.cleaned_data["name"].strip()
        return typed.replace(" ", "") if typed.replace(" ", "").isdigit() else typed


class TicketFilter(FilterForm):
    """Which tickets to show."""

    lookups = {"number": "number__iexact", "state": "state", "day": "day"}
    number: Any = forms.CharField(label="号码", max_length=8)
    state: Any = forms.ChoiceField(
        label="状态", choices=[("", "全部"), *[(k.value, v) for k, v in TICKET_STATES.items()]]
    )
    day: Any = forms.DateField(label="日期")


class PeriodForm(forms.Form):
    """Days of a period, both included."""

    since = forms.DateField(label="从", required=False)
    until = forms.DateField(label="到", required=False)


class BusinessForm(forms.Form):
    """A kind of business."""

    letters = forms.RegexField(
        r"^[A-Z]{1,2}$", label="号头", max_length=2, help_text="一两个大写字母，例如 A；号码是 A001、A002……",
        error_messages={"invalid": "号头是一两个大写字母"},
    )  # fmt: skip
    name = forms.CharField(label="业务", max_length=60)
    is_bookable = forms.BooleanField(label="可以预约", required=False, initial=True)
    organs = forms.ModelMultipleChoiceField(
        label="办理哪些机关的事项", queryset=Organ.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="都不选的，所有机关的事项都可以办。",
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organs"].queryset = coverable_organs(hall)  # type: ignore[attr-defined]


class WindowForm(forms.Form):
    """A window."""

    number = forms.CharField(label="窗口号", max_length=10)
    name = forms.CharField(label="名称", max_length=60)
    businesses = forms.ModelMultipleChoiceField(
        label="办理业务", queryset=Business.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="都不选的，叫所有业务的号（综合窗口）。",
    )  # fmt: skip

    def __init__(self, *args: Any, hall: Hall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["businesses"].queryset = hall.businesses.all()  # type: ignore[attr-defined]


class HallForm(forms.ModelForm[Hall]):
    """What a hall says of itself, and how it calls."""

    class Meta:
        model = Hall
        fields = ("name", "place", "phone", "always_open", "quota", "leeway", "most_calls", "let_pass", "in_a_row", "most_missed")  # fmt: skip


def as_typed(row: Business | Window) -> dict[str, Any]:
    """A business or a window as the beginning of its form."""
    if isinstance(row, Business):
        return {
            "letters": row.prefix,
            "name": row.name,
            "is_bookable": row.is_bookable,
            "organs": list(row.organs.all()),
        }
    return {"number": row.number, "name": row.name, "businesses": list(row.businesses.all())}


def receiver_of(application: Application) -> dict[str, Any]:
    """Who is most likely to come for a result."""
    return {"receiver": application.agent_name or application.contact_name or application.applicant_name}
