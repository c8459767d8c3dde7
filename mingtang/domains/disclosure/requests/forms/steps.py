"""What people type at the steps of a request, and the filters of the ledger."""

from typing import Any

from django import forms
from django.utils import timezone

from mingtang.domains.disclosure.requests.actions.replying import GOVERNMENT
from mingtang.domains.disclosure.requests.fees import MEASURES
from mingtang.domains.disclosure.requests.forms.asking import UNCHOSEN
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureLetter, DisclosureRequest, Proceeding
from mingtang.domains.disclosure.requests.replies import reply_choices, reply_kinds
from mingtang.domains.disclosure.requests.rules import (
    APPLICANTS,
    ASKED,
    CHANNELS,
    COURSES,
    OPINIONS,
    OUTCOMES,
    RESULTS,
    SERVICE_WAYS,
    STATES,
    Asked,
    Node,
    Result,
)
from mingtang.ui.listing import FilterForm


def _words(words: Any) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in words.items()]


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}), **more
    )


def _text(label: str, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class StepForm(forms.Form):
    """A step; `request` is what it is about, so that a form can begin with what is known."""

    def __init__(self, *args: Any, request: DisclosureRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about(request)

    def about(self, request: DisclosureRequest) -> None:
        """Begin with what the request says."""


class ConfirmForm(StepForm):
    received_on = _day("双方确认之日", help_text="互联网、传真申请以双方确认之日为收到申请之日。")


class ChannelForm(StepForm):
    channel = _text("应当使用的渠道", rows=2)


class SearchForm(StepForm):
    place = forms.CharField(label="检索范围", max_length=100, help_text="哪个科室、哪个系统或档案。")
    words = forms.CharField(label="检索词", max_length=200)
    result = _text("检索结果", rows=3)


class CorrectionForm(StepForm):
    reason = _text("不明确之处和需要补正的内容")
    until = forms.DateField(label="补正期限", widget=forms.DateInput(attrs={"type": "date"}))


class CorrectedForm(StepForm):
    corrected_on = _day("收到补正的日期", help_text="答复期限从这一天重新计算。")
    content = _text("补正后的申请内容")

    def about(self, request: DisclosureRequest) -> None:
        self.fields["content"].initial = request.content


class ConsultationForm(StepForm):
    asked = forms.ChoiceField(label="对象", choices=_words(ASKED), widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=100)
    question = _text("征求意见的内容", rows=3)
    sent_on = _day("对方收到征求意见函的日期", help_text="从这一天起，答复期限暂停。")


class OpinionForm(StepForm):
    consultation = forms.ModelChoiceField(label="征求意见对象", queryset=Consultation.objects.none())
    opinion = forms.ChoiceField(label="意见", choices=_words(OPINIONS), widget=forms.RadioSelect)
    answered_on = _day("答复日期", help_text="逾期未答复的，填写登记的日期。")
    reason = _text("理由", rows=3, required=False)

    def about(self, request: DisclosureRequest) -> None:
        awaited = request.consultations.filter(answered_on=None)
        self.fields["consultation"].queryset = awaited  # type: ignore[attr-defined]
        self.fields["consultation"].initial = awaited.first()


class FeeForm(StepForm):
    measure = forms.ChoiceField(
        label="收费方式", choices=_words(MEASURES), widget=forms.RadioSelect,
        help_text="按件：同一申请人当月在本机关的件数；按量：提供复制件的页数。只能选一种。",
    )  # fmt: skip
    count = forms.IntegerField(label="数量", min_value=1, max_value=100_000)


class PaymentForm(StepForm):
    paid_on = _day("缴费日期", help_text="答复期限从次日起重新计算。")


class LapseForm(StepForm):
    detail = _text("说明", rows=2, required=False)


class ExtensionForm(StepForm):
    days = forms.IntegerField(label="延长工作日", min_value=1, max_value=20, initial=20)
    reason = _text("延期的理由", rows=2)


class ReplyForm(StepForm):
    kind = forms.ChoiceField(label="答复类型", choices=lambda: [UNCHOSEN, *reply_choices()])
    detail = _text("答复内容", rows=6, help_text="写明这一类答复应当写明的内容，见下方说明。")
    earlier_number = forms.CharField(label="此前答复文号", max_length=80, required=False, help_text="重复申请的填写。")

    def about(self, request: DisclosureRequest) -> None:
        for name, value in (
            ("kind", request.reply_kind), ("detail", request.reply_detail), ("earlier_number", request.earlier_number),
        ):  # fmt: skip
            self.fields[name].initial = value


class SignatureForm(StepForm):
    outcome = forms.ChoiceField(
        label="处理", choices=[(each, each) for each in OUTCOMES[Node.SIGN]], widget=forms.RadioSelect
    )
    opinion = _text("意见", rows=2, required=False)
    reviewed_by = forms.CharField(
        label="行政复议机关", max_length=60, initial=GOVERNMENT,
        help_text="一般为本级人民政府；海关、税务、金融、国家安全等垂直领导的机关为上一级主管部门。",
    )  # fmt: skip


class _ServingForm(StepForm):
    """How something reached somebody, and what shows it."""

    way = forms.ChoiceField(label="送达方式", choices=_words(SERVICE_WAYS), widget=forms.RadioSelect)
    receiver = forms.CharField(label="收件人", max_length=60, required=False, help_text="不填的，为文书上的受送达人。")
    evidence = forms.CharField(
        label="送达凭证", max_length=150, help_text="当面写签收人；邮寄写邮件号和签收情况；电子邮件写邮箱和时间。"
    )


class DeliveryForm(_ServingForm):
    delivered_on = _day("送达日期")
    field_order = ("delivered_on",)


class ServiceForm(_ServingForm):
    letter = forms.ModelChoiceField(label="文书", queryset=DisclosureLetter.objects.none(), empty_label=None)
    served_on = _day("送达日期")
    field_order = ("letter", "served_on")

    def about(self, request: DisclosureRequest) -> None:
        waiting = request.letters.filter(delivery_proof=None).exclude(kind="proof")
        self.fields["letter"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["letter"].initial = waiting.last()


class ThirdPartyForm(StepForm):
    consultation = forms.ModelChoiceField(label="第三方", queryset=Consultation.objects.none(), empty_label=None)
    discloses = forms.TypedChoiceField(
        label="决定", choices=[("yes", "予以公开"), ("no", "不予公开")], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = _text("内容和理由", rows=3, help_text="决定公开的，写明公开的内容；不同意而仍公开的，写明公共利益的理由。")

    def about(self, request: DisclosureRequest) -> None:
        heard = request.consultations.filter(asked=Asked.THIRD_PARTY, told_on=None).exclude(opinion="")
        self.fields["consultation"].queryset = heard  # type: ignore[attr-defined]
        self.fields["consultation"].initial = heard.first()


class ReasonsForm(StepForm):
    finding = _text("数量、频次的情况", rows=3)
    until = forms.DateField(label="说明理由的期限", widget=forms.DateInput(attrs={"type": "date"}))


class ReasonsToldForm(StepForm):
    told_on = _day("收到理由的日期")
    reasons = _text("申请人说明的理由", rows=3)


class ReasonableTimeForm(StepForm):
    until = forms.DateField(label="答复的最后一天", widget=forms.DateInput(attrs={"type": "date"}))
    reason = _text("不能按期答复的情况", rows=2)


class GivenFileForm(StepForm):
    name = forms.CharField(label="材料名称", max_length=100)
    sent = forms.FileField(
        label="文件",
        help_text="需要隐去部分内容的，上传 PDF，在下一页标出。材料由另一人核对放行后，随答复提供给申请人。",
    )


class ReplyCorrectionForm(StepForm):
    detail = _text("更正的内容")
    reason = _text("更正的理由", rows=2)


class WithdrawalForm(StepForm):
    reason = _text("撤回的情况", rows=2)


class ProceedingForm(StepForm):
    course = forms.ChoiceField(label="类别", choices=_words(COURSES), widget=forms.RadioSelect)
    body = forms.CharField(label="复议机关或法院", max_length=100)
    number = forms.CharField(label="案号", max_length=80)
    filed_on = _day("受理日期")


class _OfProceeding(StepForm):
    """About one of the request's proceedings."""

    proceeding = forms.ModelChoiceField(label="案件", queryset=Proceeding.objects.none(), empty_label=None)

    def choose_among(self, rows: Any) -> None:
        self.fields["proceeding"].queryset = rows  # type: ignore[attr-defined]
        self.fields["proceeding"].initial = rows.first()


class ProceedingResultForm(_OfProceeding):
    result = forms.ChoiceField(
        label="结果", choices=[(code, label) for code, label in _words(RESULTS) if code != Result.PENDING],
        widget=forms.RadioSelect,
    )  # fmt: skip
    ended_on = _day("审结日期")
    lessons = _text("整改和启示", rows=3, required=False)

    def about(self, request: DisclosureRequest) -> None:
        self.choose_among(request.proceedings.filter(ended_on=None))


class ReopeningForm(_OfProceeding):
    ordered_on = _day("收到决定、判决的日期", help_text="答复期限从这一天起算；决定、判决另定期限的，从其规定。")

    def about(self, request: DisclosureRequest) -> None:
        self.choose_among(request.proceedings.filter(result=Result.CORRECTED, past_reply=None))


class RequestFilter(FilterForm):
    """Which requests to show."""

    lookups = {
        "words": ("number__icontains", "applicant_name__icontains", "content__icontains"),
        "state": "state",
        "channel": "channel",
        "applicant_kind": "applicant_kind",
        "reply_kind": "reply_kind",
        "year": "received_on__year",
    }
    words = forms.CharField(label="编号、申请人、内容", max_length=60)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *_words(STATES)])
    channel = forms.ChoiceField(label="渠道", choices=[("", "全部"), *_words(CHANNELS)])
    applicant_kind = forms.ChoiceField(label="申请人", choices=[("", "全部"), *_words(APPLICANTS)])
    reply_kind = forms.ChoiceField(
        label="答复", choices=[("", "全部"), *((code, kind.name) for code, kind in reply_kinds().items())]
    )
    year = forms.IntegerField(label="收到年度", min_value=2008, max_value=2999)
