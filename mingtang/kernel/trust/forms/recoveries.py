"""Filters of escrowed keys and recoveries; asking for one, and deciding it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.kernel.trust.actions.escrow import Warrant
from mingtang.kernel.trust.forms.files import KEY, BroughtForm, public_key_in
from mingtang.kernel.trust.models import EscrowedKey, KeyRecovery
from mingtang.ui.listing import FilterForm

_JUDICIAL = ("document", "authority_name", "present", "witness")


class KeyFilter(FilterForm):
    """Which escrowed keys to show."""

    lookups = {"words": ("certificate__common_name__icontains", "certificate__serial__icontains"), "state": "state"}
    words = forms.CharField(label="持有人、证书序列号", max_length=120)
    state = forms.ChoiceField(label="状态", choices=[("", "在用和历史"), *EscrowedKey.State.choices])

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found = super().narrow(rows)
        return found if self.cleaned_data.get("state") else found.exclude(state=EscrowedKey.State.SPARE)


class RecoveryFilter(FilterForm):
    """Which recoveries to show."""

    lookups = {
        "words": ("key__certificate__common_name__icontains", "document__icontains", "reason__icontains"),
        "kind": "kind",
        "state": "state",
    }
    words = forms.CharField(label="持有人、文书编号、事由", max_length=120)
    kind = forms.ChoiceField(label="类型", choices=[("", "全部"), *KeyRecovery.Kind.choices])
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *KeyRecovery.State.choices])


class AskForm(BroughtForm):
    """Why a key is to be recovered, who is there, and for which public key."""

    wanted, what = KEY, "接收公钥"
    kind = forms.ChoiceField(
        label="类型", choices=KeyRecovery.Kind.choices, widget=forms.RadioSelect, initial=KeyRecovery.Kind.HOLDER
    )
    reason = forms.CharField(
        label="恢复事由", max_length=400, widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="用户恢复写明介质如何损坏或丢失、怎样重新核验了身份。",
    )  # fmt: skip
    document = forms.CharField(
        label="法律文书编号",
        max_length=120,
        required=False,
        help_text="司法恢复必填，例如：和公（经）调证字〔2026〕18 号。",
    )
    authority_name = forms.CharField(label="提出机关", max_length=120, required=False, help_text="司法恢复必填。")
    present = forms.CharField(
        label="在场人员", max_length=200, required=False, help_text="司法恢复必填：取证人员的姓名和单位。"
    )
    witness = forms.CharField(label="见证审计员", max_length=60, required=False, help_text="司法恢复必填。")
    field_order = ["kind", "reason", *_JUDICIAL, "file", "pasted"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = "接收人的 SM2 公钥、证书或证书申请；密钥只用它加密成数字信封交出。DER 或 PEM，也可以在下面粘贴。"

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        self._clean_kind(given)
        if "brought" in given:
            try:
                given["recipient"] = public_key_in(given["label"], given["brought"])
            except forms.ValidationError as fault:
                self.add_error("file" if given.get("file") else "pasted", fault)
        return given

    def _clean_kind(self, given: dict[str, Any]) -> None:
        judicial = given.get("kind") == KeyRecovery.Kind.JUDICIAL
        for name in _JUDICIAL if judicial else ():
            if not given.get(name):
                self.add_error(name, f"司法密钥恢复须填写{self.fields[name].label}。")
        if not judicial and (given.get("document") or given.get("authority_name")):
            self.add_error("kind", "填写了法律文书或提出机关的，是司法密钥恢复；用户密钥恢复请清空这两项。")

    @property
    def warrant(self) -> Warrant:
        """Why, as the action wants it."""
        return Warrant(**{name: self.cleaned_data[name] for name in ("reason", *_JUDICIAL)})


class ConfirmationForm(forms.Form):
    """What the second officer has seen."""

    note = forms.CharField(
        label="确认意见", max_length=400, widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="写明核对了什么：持有人身份、法律文书、接收公钥。",
    )  # fmt: skip


class RefusalForm(forms.Form):
    """Why the key stays where it is."""

    note = forms.CharField(label="不予恢复的理由", max_length=400, widget=forms.Textarea(attrs={"rows": "3"}))
