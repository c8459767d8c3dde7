"""Arranging a hall: what it says of itself, its kinds of business, its windows."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from mingtang.domains.services.hall.actions import arranging
from mingtang.domains.services.hall.forms import BusinessForm, HallForm, WindowForm, as_typed
from mingtang.domains.services.hall.models import Hall
from mingtang.domains.services.hall.permissions import MANAGE_HALL
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks

NEW = 0
"""The number that stands in addresses for what is not there yet."""


def _hall(request: Any, pk: int) -> Hall:
    found: Hall = get_object_or_404(Hall.objects.within(request.actor, MANAGE_HALL).select_related("organ"), pk=pk)
    return found


@asks(MANAGE_HALL)
def arrangement(request: Any) -> HttpResponseBase:
    """The halls that the reader arranges, with their businesses, windows and machines."""
    halls = Hall.objects.within(request.actor, MANAGE_HALL).prefetch_related("businesses", "windows__businesses")
    return render(request, "hall/arrangement.html", {"halls": halls.select_related("organ")})


@asks(MANAGE_HALL)
def change(request: Any, pk: int) -> HttpResponseBase:
    """What a hall says of itself, and how it calls."""
    hall = _hall(request, pk)
    form = HallForm(request.POST or None, instance=hall)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        arranging.change_hall(request.actor, _hall(request, pk), **said)
        messages.success(request, "已保存。")
        return redirect("hall_arrangement")
    return _form(request, hall, form, "大厅")


@asks(MANAGE_HALL)
def business(request: Any, pk: int, number: int) -> HttpResponseBase:
    """A kind of business, new or changed."""
    hall = _hall(request, pk)
    known = get_object_or_404(hall.businesses, pk=number) if number != NEW else None  # type: ignore[attr-defined]
    form = BusinessForm(request.POST or None, hall=hall, initial=as_typed(known) if known else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            arranging.keep_business(
                request.actor, hall, known, prefix=said["letters"], name=said["name"], is_bookable=said["is_bookable"],
                organs=said["organs"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("letters" if refusal.field == "prefix" else None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect("hall_arrangement")
    return _form(request, hall, form, "业务")


@asks(MANAGE_HALL)
def counter(request: Any, pk: int, number: int) -> HttpResponseBase:
    """A window, new or changed."""
    hall = _hall(request, pk)
    known = get_object_or_404(hall.windows, pk=number) if number != NEW else None  # type: ignore[attr-defined]
    form = WindowForm(request.POST or None, hall=hall, initial=as_typed(known) if known else None)
    if request.method == "POST" and form.is_valid():
        try:
            arranging.keep_window(request.actor, hall, known, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect("hall_arrangement")
    return _form(request, hall, form, "窗口")


def _form(request: Any, hall: Hall, form: Any, what: str) -> HttpResponseBase:
    context = {"hall": hall, "form": form, "what": what}
    return render(request, "hall/arrange.html", context, status=422 if form.errors else 200)
