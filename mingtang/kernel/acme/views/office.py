"""Pages of ACME: what was ordered and why it failed, who may order, and the keys that let them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mingtang.kernel.acme.actions.keys import issue_key, stop_account, withdraw_key
from mingtang.kernel.acme.forms import AccountFilter, KeyFilter, KeyForm, OrderFilter
from mingtang.kernel.acme.models import AcmeAccount, BindingKey, Order
from mingtang.kernel.acme.permissions import MANAGE_ACME
from mingtang.kernel.acme.views.wire import address
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import ProtectedQuerySet, asks
from mingtang.kernel.trust.api import Certificate
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_TONES = {
    "pending": "warn", "ready": "brand", "valid": "good", "invalid": "state",
    "deactivated": "off", "revoked": "off", "usable": "good", "withdrawn": "off",
}  # fmt: skip
_NO_ORGAN = "未绑定机构"


def _organ(row: Any) -> str:
    return row.organ.label if row.organ else _NO_ORGAN


def _state(row: Any) -> Any:
    return tag(row.get_state_display(), _TONES[row.state])


def _standing(row: Order) -> Any:
    return tag(Order.State(row.standing).label, _TONES[row.standing])


def _keeper(row: AcmeAccount) -> str:
    return row.binding.keeper if row.binding else "未绑定密钥"


def _certificate(row: Order) -> str:
    """Until when it is valid, or what became of it."""
    if row.certificate is None:
        return ""
    if row.certificate.state == Certificate.State.ACTIVE and not row.certificate.has_expired:
        return f"{timezone.localdate(row.certificate.not_after)} 到期"
    return row.certificate.standing  # type: ignore[no-any-return]


ORDERS = Listing(
    columns=(
        Column("title", "域名", sort="title", sub=lambda row: _keeper(row.account)),
        Column("organ", "机构", sort="organ__path", value=_organ, middle=True),
        Column("state", "状态", sort="state", value=lambda row: Order.State(row.standing).label, show=_standing),
        Column("reason", "原因", value=lambda row: row.reason, minor=True),
        Column("placed", "申请时间", sort="placed_at", value=lambda row: row.placed_at, kind="datetime", middle=True),
        Column("certificate", "证书", sort="certificate__not_after", value=_certificate, middle=True),
    ),
    default_sort="-placed", filter_form=OrderFilter, caption="证书订单", unit="个", exportable=True,
    empty="还没有服务器申请过证书。先发放账户绑定密钥，再由服务器上的程序申请。",
)  # fmt: skip
ACCOUNTS = Listing(
    columns=(
        Column("keeper", "保管人", sort="binding__keeper", value=_keeper, sub=lambda row: row.thumbprint[:12],
               link=lambda row: reverse("acme_stop_account", args=[row.pk])),
        Column("organ", "机构", sort="organ__path", value=_organ, middle=True),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(), show=_state),
        Column("contacts", "联系方式", value=lambda row: "、".join(each.removeprefix("mailto:") for each in row.contacts), minor=True),
        Column("opened", "登记时间", sort="opened_at", value=lambda row: row.opened_at, kind="datetime", middle=True),
    ),
    default_sort="-opened", filter_form=AccountFilter, caption="ACME 账户", unit="个", empty="还没有程序登记过账户。",
)  # fmt: skip
KEYS = Listing(
    columns=(
        Column("keeper", "保管人", sort="keeper", sub=lambda row: row.code,
               link=lambda row: reverse("acme_withdraw_key", args=[row.pk])),
        Column("organ", "机构", sort="organ__path", value=_organ, middle=True),
        Column("names", "可申请的名称", value=lambda row: "、".join(row.names.split()) or "不限", middle=True),
        Column("state", "状态", sort="state", value=lambda row: row.get_state_display(), show=_state),
        Column("issued", "发放时间", sort="issued_at", value=lambda row: row.issued_at, kind="datetime", minor=True),
    ),
    default_sort="-issued", filter_form=KeyFilter, caption="账户绑定密钥", unit="个", empty="还没有发放过账户绑定密钥。",
)  # fmt: skip


@asks(MANAGE_ACME)
def orders(request: Any) -> HttpResponseBase:
    """Orders of the reader's organs; two statements."""
    rows = Order.objects.visible_to(request.actor).select_related("organ", "account__binding", "certificate")
    if request.GET.get("export"):
        return ORDERS.export(request, rows, "证书订单")
    return render(request, "acme/list.html", {"page": ORDERS.page(request, rows), "tab": "orders"})


@asks(MANAGE_ACME)
def accounts(request: Any) -> HttpResponseBase:
    """Accounts of programs; two statements."""
    rows = AcmeAccount.objects.visible_to(request.actor).select_related("organ", "binding")
    return render(request, "acme/list.html", {"page": ACCOUNTS.page(request, rows), "tab": "accounts"})


@asks(MANAGE_ACME)
def keys(request: Any) -> HttpResponseBase:
    """Keys that were handed out; two statements."""
    rows = BindingKey.objects.visible_to(request.actor).select_related("organ")
    return render(request, "acme/list.html", {"page": KEYS.page(request, rows), "tab": "keys"})


@never_cache
@asks(MANAGE_ACME)
def new_key(request: Any) -> HttpResponseBase:
    """Hand out a key: it is shown once, in the answer to the form."""
    if request.method != "POST":
        return _key_form(request, KeyForm(actor=request.actor))
    if "look" in request.POST:
        return _key_form(request, KeyForm(actor=request.actor, initial=request.POST.dict()))
    form = KeyForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _key_form(request, form, status=422)
    said = form.cleaned_data
    issued = issue_key(request.actor, said["organ"], keeper=said["keeper"], names=said["names"])
    return render(request, "acme/issued.html", {"issued": issued, "directory": address("acme_directory")})


def _key_form(request: Any, form: KeyForm, status: int = 200) -> HttpResponseBase:
    page = {"title": "发放账户绑定密钥", "submit": "发放"}
    return render(
        request, "acme/new_key.html", {"form": form, "page": page, "back": reverse("acme_keys")}, status=status
    )


@asks(MANAGE_ACME)
def withdraw(request: Any, pk: int) -> HttpResponseBase:
    """One key, and the button that takes it back."""
    key = _found(BindingKey.objects.select_related("organ"), request, pk)
    if request.method == "POST":
        return _done(
            request, lambda: withdraw_key(request.actor, key), "密钥已收回，用它登记的账户同时停用。", "acme_keys"
        )
    return render(
        request, "acme/key.html", {"key": key, "accounts": key.accounts.count(), "usable": key.state == "usable"}
    )


@asks(MANAGE_ACME)
def stop(request: Any, pk: int) -> HttpResponseBase:
    """One account, and the button that stops it."""
    account = _found(AcmeAccount.objects.select_related("organ", "binding"), request, pk)
    if request.method == "POST":
        return _done(request, lambda: stop_account(request.actor, account), "账户已停用。", "acme_accounts")
    context = {"account": account, "orders": account.orders.count(), "usable": account.state == "valid"}
    return render(request, "acme/account.html", context)


def _found(rows: ProtectedQuerySet, request: Any, pk: int) -> Any:
    row = rows.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _done(request: Any, do: Callable[[], None], message: str, place: str) -> HttpResponseBase:
    try:
        do()
    except Refused as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, message)
    return redirect(place)
