"""What applicants fill in besides the form of the item."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mingtang.domains.services.applications.models import Application, CreditRecord
from mingtang.domains.services.applications.queries.naming import named
from mingtang.domains.services.applications.rules import QUERY_DIGITS, STATES, is_query_code
from mingtang.kernel.clocks.api import end_of, start_of
from mingtang.lib.identifiers import InvalidIdentifier, parse_mobile_phone
from mingtang.ui.listing import FilterForm


class ContactForm(forms.Form):
    """Whom to call about an application."""

    contact_name = forms.CharField(label=_("联系人"), max_length=100)
    phone = forms.CharField(label=_("联系手机"), max_length=20, help_text=_("办理进度会发短信到这个号码"))

    def clean_phone(self) -> str:
        try:
            return str(parse_mobile_phone(self.cleaned_data["phone"]))
        except InvalidIdentifier as fault:
            raise forms.ValidationError(_("请填写十一位手机号码")) from fault


class CommitmentForm(forms.Form):
    """The signature under a commitment."""

    agreed = forms.BooleanField(
        label=_("本人已逐条阅读并知晓以上内容，承诺已经符合这些条件和要求，内容真实，愿意承担承诺不实的后果")
    )
    name = forms.CharField(label=_("承诺人签名"), max_length=160, help_text=_("填写申请人的姓名或名称"))


class WindowCommitmentForm(CommitmentForm):
    """The signature under a commitment that was made on paper at a window."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = "申请人已逐条阅读，并在打印的告知承诺书上签字或者盖章，原件由窗口留存"
        self.fields["name"].label = "签字人"
        self.fields["name"].help_text = "申请人的姓名或名称；代理人来办的，填代理人姓名"


class RepairForm(forms.Form):
    """Why the credit of a subject is restored."""

    note = forms.CharField(
        label="修复的理由和依据",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如已经整改、履行了义务",
    )


class QueryForm(forms.Form):
    """Query code and password from the receipt."""

    code = forms.CharField(label=_("查询码"), max_length=20, help_text=_("收件凭证上的 12 位数字"))
    secret = forms.CharField(label=_("查询密码"), max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not is_query_code(code):
            raise forms.ValidationError(
                _("这个号码不对：查询码是 %(n)d 位数字，请对照收件凭证核对") % {"n": QUERY_DIGITS}
            )
        return code


class WithdrawalForm(forms.Form):
    """Why an applicant takes his application back."""

    reason = forms.CharField(
        label=_("撤回原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class HearingForm(forms.Form):
    """Whether an applicant wants to be heard."""

    REQUEST, WAIVE = "request", "waive"
    answer = forms.ChoiceField(
        label=_("您的答复"), choices=[(REQUEST, _("要求听证")), (WAIVE, _("放弃听证"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class OwnFilter(FilterForm):
    """Which of one's own applications to show."""

    lookups = {"name": ("item__name__icontains", "number__icontains"), "state": "state"}
    name: Any = forms.CharField(label=_("事项或编号"), max_length=60)
    state: Any = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部")), *[(k.value, v) for k, v in STATES.items()]]
    )


WHOLE_NUMBER = 13
"""Nothing shorter is taken for a whole number of an application."""


class OfficeFilter(FilterForm):
    """Which applications of the organ to show."""

    lookups = {"state": "state", "channel": "channel"}
    name: Any = forms.CharField(label="事项、编号或申请人", max_length=60)
    state: Any = forms.ChoiceField(label="状态", choices=[("", "全部"), *[(k.value, v) for k, v in STATES.items()]])
    channel: Any = forms.ChoiceField(label="来源", choices=[("", "全部"), *Application.Channel.choices])
    since: Any = forms.DateField(label="提交日期从", widget=forms.DateInput(attrs={"type": "date"}))
    until: Any = forms.DateField(label="到", widget=forms.DateInput(attrs={"type": "date"}))

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What can only be a whole number is looked up by it; numbers are printed in groups, so blanks do not count."""
        name = str(self.cleaned_data.get("name", ""))
        number = "".join(name.split())
        if (
            len(number) >= WHOLE_NUMBER
            and number.isascii()
            and number.isalnum()
            and rows.filter(number=number).exists()
        ):
            name, rows = "", rows.filter(number=number)
        found = self._submitted(super().narrow(rows))
        return named(found, name) if name else found

    def _submitted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        rows = rows.filter(submitted_at__gte=start_of(since)) if since else rows
        return rows.filter(submitted_at__lt=end_of(until)) if until else rows


class CreditFilter(FilterForm):
    """Which credit records to show. A subject's number is looked for whole: it is stored encrypted."""

    lookups = {"name": ("subject_name__icontains",), "kind": "kind"}
    name: Any = forms.CharField(label="信用主体", max_length=60)
    kind: Any = forms.ChoiceField(label="情形", choices=[("", "全部"), *CreditRecord.Kind.choices])
    standing: Any = forms.ChoiceField(label="状态", choices=[("", "全部"), ("open", "未修复"), ("repaired", "已修复")])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found = super().narrow(rows)
        standing = self.cleaned_data.get("standing")
        return found.filter(repaired_at__isnull=standing == "open") if standing else found
