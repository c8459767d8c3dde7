"""Examining: the check of identity, sending back, the filters of the list."""

from django import forms

from mingtang.domains.registration.models import IdentityCheck
from mingtang.domains.registration.rules import CORRECT, HOLDER_KINDS, KINDS, PASS, REFUSE, STAGES
from mingtang.ui.listing import FilterForm

_OUTCOMES = [(outcome, outcome) for outcome in (PASS, CORRECT, REFUSE)]


class IdentityForm(forms.Form):
    """How somebody's identity was checked, and what came of it."""

    method = forms.ChoiceField(label="核验方式", choices=IdentityCheck.Method.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label="查验的证件、文书",
        max_length=120,
        required=False,
        help_text="如 居民身份证、工作证、单位授权书的名称和文号。",
    )
    outcome = forms.ChoiceField(label="核验结果", choices=_OUTCOMES, widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回或不予办理的，写明理由。",
    )  # fmt: skip


class SendBackForm(forms.Form):
    """Why an approved application is not carried out."""

    note = forms.CharField(label="退回理由", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class ApplicationFilter(FilterForm):
    """Which applications to show."""

    lookups = {
        "words": ("number__icontains", "name__icontains"),
        "stage": "stage",
        "kind": "kind",
        "holder_kind": "holder_kind",
    }
    words = forms.CharField(label="编号、名称", max_length=60)
    stage = forms.ChoiceField(label="状态", choices=[("", "全部"), *STAGES.items()])
    kind = forms.ChoiceField(label="类型", choices=[("", "全部"), *KINDS.items()])
    holder_kind = forms.ChoiceField(label="证书用途", choices=[("", "全部"), *HOLDER_KINDS.items()])
