"""Appointing people to posts, and relieving them."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import people as actions
from mingtang.kernel.directory.forms.people import AppointPersonForm, AppointToPostForm, RelieveForm
from mingtang.kernel.directory.models import Account, Appointment
from mingtang.kernel.directory.permissions import MANAGE_PEOPLE
from mingtang.kernel.directory.views.people import parents_of_person
from mingtang.kernel.directory.views.posts import find_post, parents_of_post
from mingtang.kernel.directory.views.reach import official_in_reach, require
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making

TERMS = ("kind", "start", "end", "basis")


@asks(MANAGE_PEOPLE)
def appoint_person(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A person is given a post."""
    account = official_in_reach(request, pk)

    def do(data: dict[str, Any]) -> Done:
        held = actions.appoint(request.actor, account.person, data["post"], **{name: data[name] for name in TERMS})
        return Done(f"{account.person}已{held.get_kind_display()}“{held.post}”。", reverse("person_page", args=[pk]))

    page = FormPage(
        f"{account.person}：任职", parents_of_person(account), submit="任职", fault_fields={"person": "post"}
    )
    return ask(request, page, making(AppointToPostForm, actor=request.actor, account=account), do)


@asks(MANAGE_PEOPLE)
def appoint_to_post(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A post is given a holder."""
    post = find_post(request, pk, MANAGE_PEOPLE)

    def do(data: dict[str, Any]) -> Done:
        person = data["person"].person
        actions.appoint(request.actor, person, post, **{name: data[name] for name in TERMS})
        return Done(f"{person}已任“{post}”。", reverse("post_page", args=[pk]))

    page = FormPage(f"{post}：任命人员", parents_of_post(post), submit="任职", fault_fields={"post": ""})
    return ask(request, page, making(AppointPersonForm, actor=request.actor, post=post), do)


@asks(MANAGE_PEOPLE)
def end_appointment(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Relieve a person of a post."""
    rows = Appointment.objects.visible_to(request.actor).select_related("person", "post__organ", "post__unit")
    appointment = get_object_or_404(rows, pk=pk)
    require(request, MANAGE_PEOPLE, appointment)
    post = appointment.post

    def do(data: dict[str, Any]) -> Done:
        actions.end_appointment(request.actor, appointment, **data)
        return Done(f"{appointment.person}不再任“{post}”。", _back(appointment))

    page = FormPage(
        f"免去{appointment.person}的“{post}”", parents_of_post(post), submit="免职",
        lead=f"{appointment.get_kind_display()}自 {appointment.start:%Y-%m-%d} 起。岗位的权限、待办随岗位，不随人走。",
    )  # fmt: skip
    return ask(request, page, making(RelieveForm), do)


def _back(appointment: Appointment) -> str:
    """The person's page where the person has an official account, else the post's."""
    account = Account.objects.filter(person=appointment.person_id, kind=Account.Kind.OFFICIAL).first()
    return reverse("person_page", args=[account.pk]) if account else reverse("post_page", args=[appointment.post_id])
