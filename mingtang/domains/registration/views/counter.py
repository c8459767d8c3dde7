"""The counter: entering applications for whoever stands there, and for many from a table."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mingtang.domains.registration.actions.applying import apply
from mingtang.domains.registration.actions.batch import COLUMNS, open_batch
from mingtang.domains.registration.asking import wish_at_counter
from mingtang.domains.registration.forms.applying import BatchForm, CounterForm
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.permissions import ENTER_APPLICATIONS
from mingtang.domains.registration.rules import KINDS, Kind
from mingtang.domains.registration.views.own import blame
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.directory.api import Account, NoNumberFormat, Post, Refused, officials_visible_to
from mingtang.kernel.evidence.api import Actor, asks
from mingtang.lib.tables import TableRejected

SHOWN_FAULTS = 200


@asks(ENTER_APPLICATIONS)
def enter(request: Any) -> HttpResponseBase:
    """Write down what somebody at the counter applies for."""
    form = CounterForm(request.POST or None, request.FILES or None, kinds=list(KINDS.items()))
    if request.method == "POST" and form.is_valid():
        try:
            application = _entered(request.actor, form)
            messages.success(request, f"已录入，编号 {application.number}。")
            return redirect("case", pk=application.case_id)
        except (Refused, StepRefused, NoNumberFormat) as fault:
            blame(form, fault)
    return render(request, "registration/counter/enter.html", {"form": form}, status=422 if form.errors else 200)


def _entered(actor: Actor, form: CounterForm) -> CertificateApplication:
    said, (account, post) = form.cleaned_data, _somebody(actor, form.cleaned_data["login"].strip())
    wish = wish_at_counter(account, post, Kind(said["kind"]))
    typed = {name: said[name] for name in ("reason", "years", "purpose", "carrier")}
    return apply(actor, wish.but(**typed, request=form.request_text))


def _somebody(actor: Actor, login: str) -> tuple[Account, Post | None]:
    """Whoever has this login: an official within sight of the clerk with his first post, or a citizen or legal person."""
    official = officials_visible_to(actor, timezone.localdate()).filter(login=login).first()
    if official is not None:
        held: list[Any] = getattr(official.person, "held", [])
        return official, held[0].post if held else None
    others = Account.objects.exclude(kind=Account.Kind.OFFICIAL).select_related("person", "legal_person")
    found = others.filter(login=login, state=Account.State.ACTIVE).first()
    if found is None:
        raise Refused("没有这个登录名，或者不在您的服务范围内。", "login")
    return found, None


@asks(ENTER_APPLICATIONS)
def batch(request: Any) -> HttpResponseBase:
    """Open applications for the staff in a table; nothing is opened while one row is wrong."""
    form = BatchForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            opened = open_batch(request.actor, file, file.name)
            messages.success(request, f"已为 {opened} 名工作人员开立申请，等待本人提交证书申请文件。")
            return redirect("certificate_applications")
        except TableRejected as rejected:
            faults = list(rejected.faults)
        except (Refused, StepRefused) as fault:
            blame(form, fault)
    context = {
        "form": form,
        "columns": COLUMNS,
        "faults": faults[:SHOWN_FAULTS],
        "fault_count": len(faults),
    }
    return render(request, "registration/counter/batch.html", context, status=422 if form.errors or faults else 200)
