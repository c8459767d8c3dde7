"""What is filled in about ACME."""

from ipaddress import ip_network
from typing import Any

from django import forms
from django.db.models import Q

from mingtang.kernel.acme.models import AcmeAccount, BindingKey, Order
from mingtang.kernel.acme.permissions import MANAGE_ACME
from mingtang.kernel.acme.rules import Problem, read_identifiers
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.directory.forms.organs import OrganPicker
from mingtang.kernel.directory.forms.picking import PickingForm, finder
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.listing import FilterForm

_MOST_NAMES = 4000


class OrderFilter(FilterForm):
    """Which orders to show."""

    lookups = {"name": ("title__icontains", "account__binding__keeper__icontains"), "state": "state"}
    name: Any = forms.CharField(label="域名或保管人", max_length=60)
    state: Any = forms.ChoiceField(label="状态", choices=[("", "全部"), *Order.State.choices])


class AccountFilter(FilterForm):
    """Which accounts to show."""

    lookups = {"name": ("binding__keeper__icontains", "binding__code"), "state": "state"}
    name: Any = forms.CharField(label="保管人或密钥标识", max_length=60)
    state: Any = forms.ChoiceField(label="状态", choices=[("", "全部"), *AcmeAccount.State.choices])


class KeyFilter(FilterForm):
    """Which keys to show."""

    lookups = {"name": ("keeper__icontains", "code", "names__icontains"), "state": "state"}
    name: Any = forms.CharField(label="保管人、标识或名称", max_length=60)
    state: Any = forms.ChoiceField(label="状态", choices=[("", "全部"), *BindingKey.State.choices])


class KeyForm(PickingForm):
    """For whom a key is, and for which names."""

    finders = {"find": "organ"}
    find = finder("查找机构")
    organ = OrganPicker(label="机构", help_text="用这个密钥签发的证书归属该机构。")
    keeper = forms.CharField(label="保管人", max_length=60, help_text="服务器管理员的姓名或系统名称。")
    names = forms.CharField(
        label="可申请的名称",
        required=False,
        max_length=_MOST_NAMES,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="每行一个域名（含其下级域名）、IP 地址或网段，例如 zjj.heyuan.example。不填则不限制。",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organ.objects.within(actor, MANAGE_ACME).active().order_by("rank", "path")
        self.offer("organ", rows, Q(pk=actor.organ_id))

    def clean_names(self) -> str:
        """Each of them is a domain, an address or a network."""
        for name in self.cleaned_data["names"].split():
            if not _is_name(name):
                raise forms.ValidationError(f"“{name}”不是域名、IP 地址或网段。")
        return str(self.cleaned_data["names"])


def _is_name(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        pass
    else:
        return True
    try:
        read_identifiers([{"type": "dns", "value": text}])
    except Problem:
        return False
    return True
