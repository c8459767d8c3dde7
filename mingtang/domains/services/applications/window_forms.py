"""What a front clerk notes of whoever comes to a window."""

from typing import Any

from django import forms
from django.utils import timezone

from mingtang.domains.services.applications.actions.window_filing import Agent
from mingtang.domains.services.applications.applicants import Applicant
from mingtang.domains.services.applications.models import Application
from mingtang.lib.identifiers import (
    CreditCode,
    IdentityNumber,
    InvalidIdentifier,
    normalise_identifier,
    parse_mobile_phone,
)
from mingtang.ui.listing import FilterForm

_Type = Application.IdentityType
_AGENT = ("agent_name", "agent_number", "agent_scope", "agent_since", "agent_until")


def checked_number(id_type: str, typed: str) -> str:
    """A number in normal form. Raises ValidationError for identity cards and credit codes that are not valid."""
    number = normalise_identifier(typed)
    try:
        if id_type == _Type.IDENTITY_CARD:
            IdentityNumber.parse(number, today=timezone.localdate())
        elif id_type == _Type.CREDIT_CODE:
            CreditCode.parse(number)
    except InvalidIdentifier as fault:
        raise forms.ValidationError("证件号码不对，请对照原件核对。") from fault
    return number


class ItemFilter(FilterForm):
    """Which item somebody has come for."""

    lookups = {
        "name": ("name__icontains", "code__icontains"),
        "organ": ("organ__name__icontains", "organ__short_name__icontains"),
    }
    name: Any = forms.CharField(label="事项名称或编码", max_length=80)
    organ: Any = forms.CharField(label="部门", max_length=60)


class WindowForm(forms.Form):
    """The applicant by paper and number, and who came for him with which authorisation."""

    kind = forms.ChoiceField(label="申请人类别", choices=Application.ApplicantKind.choices)
    name = forms.CharField(label="申请人姓名或名称", max_length=160)
    id_type = forms.ChoiceField(label="证件类型", choices=_Type.choices)
    number = forms.CharField(label="证件号码", max_length=40)
    contact = forms.CharField(label="联系人", max_length=100)
    phone = forms.CharField(label="联系手机", max_length=20)
    agent_name = forms.CharField(
        label="代理人姓名", max_length=100, required=False, help_text="本人来办的，代理人各栏不填。"
    )
    agent_number = forms.CharField(label="代理人身份证号", max_length=40, required=False)
    agent_scope = forms.CharField(label="委托事项和权限", max_length=200, required=False)
    agent_since = forms.DateField(label="委托自", required=False)
    agent_until = forms.DateField(label="委托至", required=False)

    def clean_phone(self) -> str:
        try:
            return str(parse_mobile_phone(self.cleaned_data["phone"]))
        except InvalidIdentifier as fault:
            raise forms.ValidationError("请填写十一位手机号码") from fault

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self._check("number", str(said.get("id_type", "")))
        if any(said.get(name) for name in _AGENT):
            for name in _AGENT:
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "代理人来办的，这一栏要填。")
            self._check("agent_number", _Type.IDENTITY_CARD)
        return said

    def _check(self, name: str, id_type: str) -> None:
        if not self.cleaned_data.get(name):
            return
        try:
            self.cleaned_data[name] = checked_number(id_type, self.cleaned_data[name])
        except forms.ValidationError as fault:
            self.add_error(name, fault)

    @property
    def applicant(self) -> Applicant:
        """Whom the application is for, once the form is valid."""
        said = self.cleaned_data
        return Applicant(
            said["kind"],
            said["name"],
            said["id_type"],
            said["number"],
            said["contact"],
            said["phone"],
            said["agent_name"],
        )

    @property
    def agent(self) -> Agent | None:
        """Who came for him; None when he came himself."""
        said = self.cleaned_data
        if not said["agent_name"]:
            return None
        return Agent(*(said[name] for name in _AGENT))
