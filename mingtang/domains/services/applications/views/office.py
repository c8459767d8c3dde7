"""Applications in the workbench: the list of an organ, and the page on which a step is done."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingtang.domains.services.applications.actions.stepping import Turn, take_turn, turn_at
from mingtang.domains.services.applications.forms import OfficeFilter
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.permissions import READ_APPLICATIONS
from mingtang.domains.services.applications.queries.own import readable_applications
from mingtang.domains.services.applications.step_forms import step_forms
from mingtang.kernel.cases.api import NotPermitted, Token, account_key, offers
from mingtang.kernel.cases.api import Refused as StepRefused
from mingtang.kernel.cases.lamps import Lamp, Lamps
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks, officials_only
from mingtang.kernel.forms.api import class_of
from mingtang.lib.flow import Verb
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import light, tag

MOST = 1000
"""How far the list is counted and paged: a supervisor of a city sees a million. Filters and exports reach the others."""


def listing_with(lamps: Lamps) -> Listing:
    """The list of an organ with the light of each: the most urgent limit of its case."""

    def lamp_of(row: Application) -> Lamp | None:
        """What is decided has no limit to show: the next one, that of delivery, is another clock."""
        case, ended_at = row.case, row.decided_at or row.ended_at
        return lamps.lamp(None if ended_at else case.due_at, case.amber_at, ended_at=ended_at) if case else None

    def words(row: Application) -> str:
        stands = lamp_of(row)
        return stands.label if stands else ""

    def lamp(row: Application) -> Any:
        stands = lamp_of(row)
        return light(stands.state, stands.label) if stands else "—"

    return Listing(
        columns=(
            Column("item", "事项", sort="item__name", value=lambda row: row.item.name,
                   link=lambda row: reverse("case", args=[row.case_id]) if row.case_id else "", sub=lambda row: row.shown_number),
            Column("applicant", "申请人", sort="applicant_name", value=lambda row: row.applicant_name, minor=True),
            Column("state", "状态", sort="state", value=lambda row: row.get_state_display(),
                   show=lambda row: tag(row.get_state_display(), "off" if row.is_over else "brand"), minor=True),
            Column("light", "时限", value=words, show=lamp),
            Column("organ", "实施机关", sort="organ__name", value=lambda row: row.organ.label, minor=True),
            Column("due", "承诺期限", sort="due_at", value=lambda row: row.due_on, kind="date", middle=True),
            Column("channel", "来源", sort="channel", value=lambda row: row.get_channel_display(), middle=True),
            Column("submitted", "提交时间", sort="submitted_at", value=lambda row: row.submitted_at, kind="datetime", middle=True),
        ),
        default_sort="-submitted", filter_form=OfficeFilter, caption="办件", unit="件", exportable=True, most=MOST,
        empty="还没有办件。公众提交的申请会出现在这里。",
    )  # fmt: skip


@asks(READ_APPLICATIONS)
def applications(request: Any) -> HttpResponseBase:
    """Applications that the reader may read, drafts apart; three statements: calendar, how many, and these. A piece of a name costs two more."""
    rows = readable_applications(request.actor).exclude(number="")
    listing = listing_with(Lamps.of_organ(request.actor.organ_id))
    if request.GET.get("export"):
        return listing.export(request, rows, "办件")
    return render(request, "applications/office.html", {"page": listing.page(request, rows)})


@never_cache
@officials_only
def turn(request: Any, pk: int) -> HttpResponseBase:
    """Do the step of a case that is the reader's; everything typed stays when it is refused."""
    application = readable_applications(request.actor).filter(case=pk).first()
    if application is None:
        raise Http404
    found = _turn(request, application)
    if found is None:
        messages.info(request, "这一环节已经办理，或者不由您办理。")
        return redirect("case", pk=pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = class_of(found.form)(*posted, actor=request.actor, answers=found.begun_with)
    if posted and form.is_reshaped:
        form = form.reshaped()
    elif posted and form.is_valid():
        try:
            take_turn(request.actor, found, form.answers, key=request.POST.get("key", "")[:60])
        except (Refused, StepRefused, NotPermitted) as refusal:
            field = getattr(refusal, "field", "")
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, f"已办理：{found.token.title}。")
            return redirect("case", pk=pk)
    context = {
        "application": application, "turn": found, "form": form, "key": request.POST.get("key") or uuid4().hex,
        "back": reverse("case", args=[pk]), "title": found.token.title,
    }  # fmt: skip
    return render(request, "applications/turn.html", context, status=422 if form.errors else 200)


def _turn(request: Any, application: Application) -> Turn | None:
    """The open step named in the address if the reader may take it, else the first that he may, his own before others."""
    wanted, own = request.GET.get("item", ""), account_key(request.actor.account_id)
    rows = list(Token.objects.filter(case=application.case_id, life="A", kind="T").order_by("no"))
    if wanted.isascii() and wanted.isdigit():
        rows = [row for row in rows if row.no == int(wanted)]
    rows.sort(key=lambda row: row.holder != own)
    turns = (turn_at(application, row.no) for row in rows if _may_complete(request, application, row.no))
    return next((each for each in turns if each is not None and each.step in step_forms()), None)


def _may_complete(request: Any, application: Application, no: int) -> bool:
    found = offers(request.actor, application.case, no)
    return any(offer.allowed for offer in found if offer.verb is Verb.COMPLETE)
