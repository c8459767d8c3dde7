"""The form of a request (政府信息公开申请表, article 29), for the public site and for the clerk."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.disclosure.requests.actions.receiving import Details
from mingtang.domains.disclosure.requests.rules import APPLICANTS, CARRIERS, CHANNELS, WAYS, Applicant
from mingtang.kernel.directory.api import Organ


def _words(words: Any) -> list[tuple[str, str]]:
    return [(str(code), label) for code, label in words.items()]


UNCHOSEN = ("", "请选择")
"""Nothing is chosen by itself."""


class AskingForm(forms.Form):
    """Who asks for what, and how it is wanted. Nothing asks why: the purpose may stay empty."""

    applicant_kind = forms.ChoiceField(label="申请人类型", choices=_words(APPLICANTS), initial=Applicant.PERSON)
    applicant_name = forms.CharField(label="姓名或单位名称", max_length=100)
    identity_kind = forms.CharField(
        label="证件名称", max_length=20, initial="居民身份证", help_text="单位填写“统一社会信用代码”。"
    )
    identity = forms.CharField(label="证件号码", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    work_place = forms.CharField(label="工作单位", max_length=100, required=False)
    representative = forms.CharField(
        label="法定代表人", max_length=60, required=False, help_text="申请人是单位的填写。"
    )
    contact_name = forms.CharField(label="联系人", max_length=60, required=False, help_text="申请人是单位的填写。")
    phone = forms.CharField(label="联系电话", max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    address = forms.CharField(label="联系地址", max_length=200, required=False)
    postcode = forms.CharField(label="邮政编码", max_length=6, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    content = forms.CharField(
        label="所需政府信息", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明名称、文号，或者便于查询的其他特征。一件申请写一件事。",
    )  # fmt: skip
    way = forms.ChoiceField(label="获取方式", choices=[UNCHOSEN, *_words(WAYS)])
    carrier = forms.ChoiceField(label="信息形式", choices=[UNCHOSEN, *_words(CARRIERS)])
    purpose = forms.CharField(
        label="用途", max_length=500, required=False, help_text="可以不填，不影响办理。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    identity_proof = forms.FileField(
        label="身份证明", required=False, help_text="证件的照片或扫描件，可以不在这里提供。"
    )
    authorisation = forms.FileField(label="授权委托书", required=False, help_text="委托他人办理的上传。")

    def clean(self) -> dict[str, Any]:
        """What an organisation must name, and what the chosen way of getting it needs."""
        said = super().clean() or self.cleaned_data
        if said.get("applicant_kind") not in {None, Applicant.PERSON}:
            for name in ("representative", "contact_name"):
                if not said.get(name):
                    self.add_error(name, f"申请人是单位的，请填写{self.fields[name].label}。")
        if said.get("way") == "mail" and not said.get("address"):
            self.add_error("address", "选择邮寄的，请填写联系地址。")
        if said.get("way") == "email" and not said.get("email"):
            self.add_error("email", "选择电子邮件的，请填写电子邮箱。")
        return said

    @property
    def details(self) -> Details:
        """What was typed."""
        said = self.cleaned_data
        contacts = {name: said[name] for name in ("phone", "address", "postcode", "email") if said[name]}
        plain = {name: said[name] for name in _PLAIN}
        return Details(**plain, contacts=contacts)

    @property
    def proofs(self) -> list[tuple[str, Any]]:
        """Files that came with it, each with what it is."""
        sent = ((str(self.fields[name].label), self.cleaned_data.get(name)) for name in _PROOFS if name in self.fields)
        return [(label, file) for label, file in sent if file]


_PROOFS = ("identity_proof", "authorisation")
_PLAIN = (
    "applicant_kind", "applicant_name", "identity_kind", "identity", "work_place", "representative", "contact_name",
    "content", "way", "carrier", "purpose",
)  # fmt: skip


class PublicForm(AskingForm):
    """On the public site, to one of the organs that take requests."""

    organ = forms.ModelChoiceField(label="受理机关", queryset=Organ.objects.none(), empty_label="请选择")
    field_order = ("organ",)

    def __init__(self, *args: Any, organs: QuerySet[Organ], may_upload: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        if not may_upload:  # files belong to accounts; without one they are brought in person or by post
            for name in _PROOFS:
                del self.fields[name]


class RegisteringForm(AskingForm):
    """What a clerk writes down, with the channel and the day of receipt."""

    channel = forms.ChoiceField(label="申请渠道", choices=[UNCHOSEN, *_words(CHANNELS)])
    received_on = forms.DateField(
        label="收到日期", initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}),
        help_text="当面提交为提交之日，挂号或特快专递为签收之日，平常信函为与申请人确认之日，互联网或传真为双方确认之日。",
    )  # fmt: skip
    note = forms.CharField(
        label="备注", max_length=400, required=False, help_text="如信封、邮戳日期；代书的，写明代书人和申请人的确认。"
    )
    field_order = ("channel", "received_on")


class QueryForm(forms.Form):
    """Query code and password from the receipt."""

    code = forms.CharField(label="查询码", max_length=20, help_text="回执上的 12 位数字")
    secret = forms.CharField(label="查询密码", max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())
