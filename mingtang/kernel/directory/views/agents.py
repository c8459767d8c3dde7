"""Who may act for a legal person: authorising agents and revoking them."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.kernel.directory import queries
from mingtang.kernel.directory.access import ActorRequest, signed_in
from mingtang.kernel.directory.actions.citizens import authorise_agent, may_register_legal_person, revoke_agent
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.actions.people import PersonDetails, checked_numbers
from mingtang.kernel.directory.forms.account import AgentForm
from mingtang.kernel.directory.models import Agency, LegalPerson, Person
from mingtang.kernel.directory.views.account_frame import account_page
from mingtang.kernel.directory.views.submission import blame


@signed_in
def my_agents(request: ActorRequest) -> HttpResponseBase:
    """The legal persons I speak for, and their agents."""
    return account_page(
        request,
        "agents.html",
        "my_agents",
        legal_persons=queries.legal_persons_spoken_for(request.actor.account),
        may_register=may_register_legal_person(request.actor),
        today=timezone.localdate(),
    )


@signed_in
def authorise(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Authorise an agent of one of them."""
    legal = get_object_or_404(queries.legal_persons_spoken_for(request.actor.account), pk=pk)
    form = AgentForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            agency = _authorise(request, legal, form.cleaned_data)
        except Refused as fault:
            blame(form, fault, {})
        else:
            messages.success(request, _("已授权 %(name)s 为经办人。") % {"name": agency.person.name})
            return redirect("my_agents")
    status = 422 if form.errors else 200
    return account_page(request, "authorise.html", "my_agents", status=status, form=form, legal=legal)


@signed_in
def revoke(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask once more, then take the authorisation back."""
    spoken_for = queries.legal_persons_spoken_for(request.actor.account).values("pk")
    rows = Agency.objects.filter(legal_person__in=spoken_for, revoked_at=None)
    agency = get_object_or_404(rows.select_related("legal_person", "person"), pk=pk)
    if request.method == "POST":
        revoke_agent(request.actor, agency)
        messages.success(request, _("已撤销 %(name)s 的授权。") % {"name": agency.person.name})
        return redirect("my_agents")
    return account_page(request, "revoke.html", "my_agents", agency=agency)


def _authorise(request: ActorRequest, legal: LegalPerson, typed: dict[str, Any]) -> Agency:
    agent = _agent(typed)
    return authorise_agent(request.actor, legal, agent, scope=typed["scope"], start=typed["start"], end=typed["end"])


def _agent(typed: dict[str, Any]) -> Person:
    """The registered citizen meant by name and identity number; both must fit, so that nobody can be looked up."""
    number, _phone = checked_numbers(PersonDetails(name=typed["name"], identity_number=typed["identity_number"]))
    agent = queries.citizen_by_identity(typed["name"].strip(), number)
    if agent is None:
        raise Refused(_("没有找到这位经办人。请核对姓名和证件号，并请其先注册个人账号。"), "identity_number")
    return agent
