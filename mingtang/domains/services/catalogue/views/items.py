"""One item on the workbench: what it says, how its versions differ, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mingtang.domains.services.catalogue.actions import drafting, reviewing, standing
from mingtang.domains.services.catalogue.actions.claiming import may_be_claimed
from mingtang.domains.services.catalogue.addresses import guide_address
from mingtang.domains.services.catalogue.authoring import author_steps
from mingtang.domains.services.catalogue.forms import STATE_KINDS
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import AUDIT_ITEMS, EDIT_ITEMS, READ_ITEMS, REVIEW_ITEMS
from mingtang.domains.services.catalogue.presentation import changes_between, sections_of, title_of
from mingtang.domains.services.catalogue.queries.items import versions_of
from mingtang.domains.services.catalogue.queries.surroundings import defects_of
from mingtang.domains.services.catalogue.separation import why_not_reviewer
from mingtang.domains.services.catalogue.views.library import found
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, asks, officials_only

State, ItemState = ItemVersion.State, ServiceItem.State


@officials_only
def item_page(request: Any, pk: int) -> HttpResponseBase:
    """One item: its newest version that the reader may see, what is wanting, and what he may do."""
    item = found(request, pk)
    return _shown(request, item, None)


@officials_only
def item_version(request: Any, pk: int, number: int) -> HttpResponseBase:
    """One version, and how it differs from the one before or from another (`?against=`)."""
    return _shown(request, found(request, pk), number)


def _shown(request: Any, item: ServiceItem, number: int | None) -> HttpResponseBase:
    versions = [each for each in versions_of(item) if _may_read(request.actor, item, each)]
    version = next((each for each in versions if number in {None, each.number}), None)
    if version is None:
        raise Http404
    version.item = item
    before = _compared_with(request, versions, version)
    defects = defects_of(version) if version.is_open else []
    context = {
        "item": item,
        "version": version,
        "versions": versions,
        "newest": versions[0],
        "sections": sections_of(version.document, defects),
        "defects": [(title_of(each.path), each) for each in defects],
        "steps": author_steps(item, version, defects) if version.state == State.DRAFT else [],
        "before": before,
        "changes": changes_between(before.document, version.document) if before else [],
        "kinds": STATE_KINDS,
        "guide_url": guide_address(item) if item.state != ItemState.DRAFT else "",
        "can": what_may_be_done(request.actor, item, version, versions[0]),
        "obstacle": why_not_reviewer(request.actor, version) if version.state in {State.REVIEW, State.AUDIT} else "",
        "upgrade": _upgrade(item, versions[0]),
    }
    return render(request, "catalogue/workbench/item.html", context)


def _may_read(actor: Actor, item: ServiceItem, version: ItemVersion) -> bool:
    """What has been in force is for every official; what is open only for those who may read drafts."""
    return version.published_at is not None or actor.may(READ_ITEMS, item)


def _compared_with(request: Any, versions: list[ItemVersion], version: ItemVersion) -> ItemVersion | None:
    said = request.GET.get("against", "")
    wanted = int(said) if said.isascii() and said.isdigit() and len(said) < 9 else version.number - 1
    return next((each for each in versions if each.number == wanted and each.pk != version.pk), None)


def _upgrade(item: ServiceItem, newest: ItemVersion) -> ItemVersion | None:
    """The superior's version that the newest one does not know of."""
    above = item.base.in_force if item.base else None
    return above if above is not None and above.pk != newest.base_version_id else None


def what_may_be_done(actor: Actor, item: ServiceItem, version: ItemVersion, newest: ItemVersion) -> dict[str, bool]:
    """Which buttons the page has for the actor; only the newest version can be worked on."""
    here = version.pk == newest.pk
    edits, reviews, audits = (actor.may(each, item) for each in (EDIT_ITEMS, REVIEW_ITEMS, AUDIT_ITEMS))
    alive = item.state != ItemState.CANCELLED
    passes = not why_not_reviewer(actor, version)
    return {
        "edit": here and edits and alive and newest.state not in {State.REVIEW, State.AUDIT, State.SCHEDULED},
        "submit": here and edits and newest.state == State.DRAFT,
        "discard": here and edits and newest.state == State.DRAFT and newest.number > 1,
        "review": here and reviews and newest.state == State.REVIEW,
        "audit": here and audits and newest.state == State.AUDIT,
        "pass": passes,
        "suspend": audits and item.state == ItemState.PUBLISHED,
        "resume": audits and item.state == ItemState.SUSPENDED,
        "cancel": audits and item.state in {ItemState.PUBLISHED, ItemState.SUSPENDED},
        "claim": may_be_claimed(actor, item),
        "take_over": edits and newest.state not in {State.REVIEW, State.AUDIT, State.SCHEDULED},
    }


def _done(request: Any, pk: int, said: str, do: Callable[[ServiceItem], object]) -> HttpResponseBase:
    """Do it and say so, or say why not; both on the page of the item."""
    item = found(request, pk)
    try:
        do(item)
    except Refused as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, said)
    return redirect("service_item", pk=pk)


@require_POST
@asks(EDIT_ITEMS)
def item_submit(request: Any, pk: int) -> HttpResponseBase:
    """Hand the draft to the reviewer."""
    seen = request.POST.get("seen", "")
    return _done(
        request, pk, "已提交部门审核。", lambda item: reviewing.submit_for_review(request.actor, item, seen=seen)
    )


@require_POST
@asks(EDIT_ITEMS)
def item_discard(request: Any, pk: int) -> HttpResponseBase:
    """Give the draft up."""
    return _done(request, pk, "草稿已放弃。", lambda item: drafting.discard_draft(request.actor, item))


@require_POST
@asks(REVIEW_ITEMS)
def item_review(request: Any, pk: int) -> HttpResponseBase:
    """The agency agrees or sends back (`outcome`)."""
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
    if request.POST.get("outcome") == "return":
        return _done(
            request, pk, "已退回编制人。", lambda item: reviewing.return_to_editor(request.actor, item, reason)
        )
    return _done(
        request, pk, "部门审核通过，已送审定。", lambda item: reviewing.pass_review(request.actor, item, seen=seen)
    )


@require_POST
@asks(AUDIT_ITEMS)
def item_audit(request: Any, pk: int) -> HttpResponseBase:
    """The auditor publishes or sends back (`outcome`)."""
    seen, reason = request.POST.get("seen", ""), request.POST.get("reason", "")
    if request.POST.get("outcome") == "return":
        return _done(
            request, pk, "已退回编制人。", lambda item: reviewing.return_from_audit(request.actor, item, reason)
        )
    return _done(request, pk, "已发布。", lambda item: reviewing.publish(request.actor, item, seen=seen))


@require_POST
@asks(AUDIT_ITEMS)
def item_standing(request: Any, pk: int) -> HttpResponseBase:
    """Suspend, resume or cancel (`outcome`)."""
    reason, actor = request.POST.get("reason", ""), request.actor
    match request.POST.get("outcome"):
        case "resume":
            return _done(request, pk, "已恢复办理。", lambda item: standing.resume(actor, item))
        case "cancel":
            return _done(
                request, pk, "事项已取消，已经受理的继续办完。", lambda item: standing.cancel(actor, item, reason)
            )
        case _:
            return _done(request, pk, "已暂停办理。", lambda item: standing.suspend(actor, item, reason))
