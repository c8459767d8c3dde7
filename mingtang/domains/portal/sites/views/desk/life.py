"""The steps in the life of a site, each with its reason and a confirmation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from mingtang.domains.portal.sites.actions.lifecycle import close_site, resume_site, suspend_site
from mingtang.domains.portal.sites.actions.opening import launch_site
from mingtang.domains.portal.sites.forms.register import ClosingForm, LaunchForm, SuspensionForm
from mingtang.domains.portal.sites.models import PortalSite
from mingtang.domains.portal.sites.overview import redirects
from mingtang.domains.portal.sites.permissions import MANAGE_SITES
from mingtang.domains.portal.sites.views.desk.sites import kept_site, report
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, asks


@dataclass(frozen=True)
class Step:
    """A step: its words, what it does to the public, what has to be said, and the action."""

    title: str
    effect: str
    form: type[Form]
    act: Callable[[Actor, PortalSite, dict[str, Any]], None]
    done: str
    grave: bool = False


def _close(actor: Actor, portal: PortalSite, said: dict[str, Any]) -> None:
    close_site(actor, portal, notice=said["notice"], successor=said["successor"])


STEPS = {
    "opening": Step(
        "开通网站", "开通以后，任何人都可以打开这个网站。", LaunchForm,
        lambda actor, portal, said: launch_site(actor, portal), "网站已开通。",
    ),
    "suspension": Step(
        "临时下线", "下线期间所有网址都显示公告。一年一般不超过一次，一次一般不超过三十天。", SuspensionForm,
        lambda actor, portal, said: suspend_site(actor, portal, **said), "网站已临时下线。", grave=True,
    ),
    "resumption": Step(
        "恢复运行", "恢复以后，任何人都可以打开这个网站，公告不再显示。", LaunchForm,
        lambda actor, portal, said: resume_site(actor, portal), "网站已恢复运行。",
    ),
    "closing": Step(
        "关停网站", "关停以后不能恢复。内容应当先迁移，公告至少保留三十天。", ClosingForm, _close, "网站已关停。", grave=True,
    ),
}  # fmt: skip
"""How often, how long and how long before are practice (portal.md 1, unconfirmed): they are told, not enforced."""


@asks(MANAGE_SITES)
def step_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Ask for what a step needs, and do it; `look` shows where old addresses would lead before anything is done."""
    if step not in STEPS:
        raise Http404
    portal, known = kept_site(request, pk), STEPS[step]
    form = _form(request, portal, known)
    looks = "look" in request.POST
    if request.method == "POST" and not looks and form.is_valid():
        try:
            known.act(request.actor, portal, form.cleaned_data)
            messages.success(request, known.done)
            return redirect("kept_site", pk=pk)
        except Refused as fault:
            report(form, fault)
    context = {"portal": portal, "step": known, "form": form, **(_look(portal, form) if looks else {})}
    faulty = form.is_bound and bool(form.errors)
    return render(request, "portal_desk/step.html", context, status=422 if faulty else 200)


def _form(request: Any, portal: PortalSite, step: Step) -> Form:
    """What was typed stands again after a look, unchecked."""
    more: dict[str, Any] = {}
    if step.form is ClosingForm:
        open_ones = PortalSite.objects.filter(state=PortalSite.State.OPEN, original=None).exclude(pk=portal.pk)
        more["successors"] = open_ones.select_related("site__root_page").order_by("kind", "key")
    if "look" in request.POST:
        return step.form(initial=request.POST.dict(), **more)
    return step.form(request.POST if request.method == "POST" else None, **more)


def _look(portal: PortalSite, form: Form) -> dict[str, Any]:
    """Where the addresses would lead; nothing while no successor is chosen."""
    chosen = str(form.initial.get("successor", ""))
    rows = getattr(form.fields.get("successor"), "queryset", PortalSite.objects.none())
    successor = rows.filter(pk=int(chosen)).first() if chosen.isdigit() else None
    return {"successor": successor, "redirects": redirects(portal, successor)} if successor else {}
