"""The directory of types."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.services.licences.actions.types import change_type, define_type
from mingtang.domains.services.licences.forms import TypeForm, blame
from mingtang.domains.services.licences.installing import CERTIFICATE
from mingtang.domains.services.licences.models import LicenceType
from mingtang.domains.services.licences.permissions import MANAGE_LICENCE_TYPES
from mingtang.domains.services.licences.queries import licence_types
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _standing(kind: LicenceType) -> Any:
    return tag("停用", "off") if kind.retired_on else tag("在用", "good")


TYPES = Listing(
    columns=(
        Column("name", "证照名称", sort="name", kind="link", sub=lambda kind: kind.code),
        Column("term", "有效期（月）", sort="term", kind="number", value=lambda kind: kind.term or "长期", middle=True),
        Column("issuing", "颁发机构", sort="issuing", kind="number"),
        Column("in_force", "有效证照", sort="in_force", kind="number"),
        Column("standing", "状态", value=lambda kind: "停用" if kind.retired_on else "在用", show=_standing),
    ),
    default_sort="name", caption="证照类型", unit="种", empty="还没有证照类型。",
)  # fmt: skip


@asks(MANAGE_LICENCE_TYPES)
def types_page(request: Any) -> HttpResponseBase:
    """All types; two statements."""
    return render(request, "licences/types.html", {"page": TYPES.page(request, licence_types())})


@asks(MANAGE_LICENCE_TYPES)
def define(request: Any) -> HttpResponseBase:
    """A new type."""
    form = TypeForm(request.POST or None)
    form.fields["letter"].initial = CERTIFICATE
    if form.is_valid():
        try:
            kind = define_type(request.actor, form.cleaned_data["code"], form.details)
        except Refused as fault:
            blame(form, fault)
        else:
            messages.success(request, f"已建立“{kind}”。")
            return redirect("licence_types")
    return _type_page(request, form, None)


@asks(MANAGE_LICENCE_TYPES)
def type_page(request: Any, pk: int) -> HttpResponseBase:
    """One type, to be changed."""
    kind = get_object_or_404(LicenceType.objects.select_related("form"), pk=pk)
    form = TypeForm(request.POST or None, kind=kind)
    if form.is_valid():
        try:
            change_type(request.actor, kind, form.details)
        except Refused as fault:
            blame(form, fault)
        else:
            messages.success(request, "已保存。")
            return redirect("licence_types")
    return _type_page(request, form, kind)


def _type_page(request: Any, form: TypeForm, kind: LicenceType | None) -> HttpResponseBase:
    return render(request, "licences/type.html", {"form": form, "kind": kind}, status=422 if form.errors else 200)
