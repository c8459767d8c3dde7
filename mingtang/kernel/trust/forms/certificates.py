"""Filters of certificates, and the reasons why one is frozen, thawed or revoked."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.kernel.trust.models import PROFILE_CHOICES, REASON_CHOICES, Certificate
from mingtang.kernel.trust.queries import WINDOWS, ending_within
from mingtang.lib.crypto.revocation import Reason
from mingtang.ui.listing import FilterForm

EXPIRED = "expired"
_NO_DIGIT = re.compile(r"[\s:：-]")
_HEXADECIMAL = re.compile(r"[0-9a-f]+")
_OF_THE_STANDARD = {
    Reason.UNSPECIFIED: "unspecified",
    Reason.KEY_COMPROMISE: "keyCompromise",
    Reason.AUTHORITY_COMPROMISE: "cACompromise",
    Reason.AFFILIATION_CHANGED: "affiliationChanged",
    Reason.SUPERSEDED: "superseded",
    Reason.CESSATION_OF_OPERATION: "cessationOfOperation",
    Reason.PRIVILEGE_WITHDRAWN: "privilegeWithdrawn",
}
REVOCATIONS = [
    (int(reason), f"{label}（{_OF_THE_STANDARD[reason]}）") for reason, label in REASON_CHOICES if reason != Reason.HOLD
]
"""Reasons to revoke, with their names of RFC 5280 5.3.1."""


class CertificateFilter(FilterForm):
    """Which certificates to show."""

    lookups = {"profile": "profile", "organ": "organ"}
    words = forms.CharField(label="名称、序列号、指纹", max_length=120)
    profile = forms.ChoiceField(label="类型", choices=[("", "全部"), *PROFILE_CHOICES])
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *Certificate.State.choices, (EXPIRED, "已过期")])
    organ = forms.TypedChoiceField(label="机构", coerce=int, empty_value=None)
    ending = forms.TypedChoiceField(
        label="到期",
        coerce=int,
        empty_value=None,
        choices=[("", "全部"), *((days, f"{days} 日内到期") for days in WINDOWS)],
    )

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [("", "全部"), *organs]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.cleaned_data
        found = super().narrow(rows)
        if words := asked.get("words"):
            found = found.filter(_meant(words))
        if state := asked.get("state"):
            found = _in_state(found, state)
        if days := asked.get("ending"):
            found = ending_within(found, days)
        return found


def _meant(words: str) -> Q:
    """A part of the name, or a serial number or fingerprint as any program writes it: with colons, blanks, capitals."""
    meant = Q(common_name__icontains=words)
    digits = _NO_DIGIT.sub("", words).lower()
    if _HEXADECIMAL.fullmatch(digits):
        meant |= Q(serial__contains=digits) | Q(fingerprint__startswith=digits)
    return meant


def _in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    if state == EXPIRED:
        return rows.filter(state=Certificate.State.ACTIVE, not_after__lt=timezone.now())
    if state == Certificate.State.ACTIVE:
        return rows.filter(state=state, not_after__gte=timezone.now())
    return rows.filter(state=state)


class NoteForm(forms.Form):
    """Why a certificate is frozen or thawed."""

    note = forms.CharField(label="理由", max_length=400, widget=forms.Textarea(attrs={"rows": "3"}))


class RevocationForm(forms.Form):
    """Why a certificate is revoked for ever."""

    reason = forms.TypedChoiceField(label="注销原因", coerce=int, choices=REVOCATIONS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="记入存证，例如谁在何时报告。",
    )  # fmt: skip
