"""What supervision shows on the page of a case: the matter, how each charged organ stands, requests, and what one may ask."""

from django.urls import reverse
from django.utils import timezone

from mingtang.domains.supervision.calendar import last_day_to_refuse
from mingtang.domains.supervision.models import Extension, Release, SupervisedItem
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS
from mingtang.domains.supervision.queries.progress import branches_of
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor

_WORKING = frozenset({"handle", "check"})


def item_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of an item; four statements, and two for the last day of a release where it may be asked for."""
    item = SupervisedItem.objects.select_related("organ", "lead").get(case=case)
    extensions = list(item.extensions.select_related("organ", "case"))
    releases = list(item.releases.select_related("organ", "case"))
    branches = branches_of(item, [row for row in rows.every if row.kind == "T"], releases)
    requests = sorted([*extensions, *releases], key=lambda each: each.case_id)
    matter = Section("matter", "立项内容", "supervision/matter.html", {"item": item})
    stand = Section("branches", "承办单位", "supervision/branches.html", {"branches": branches}, is_flush=True)
    asked = Section("requests", "延期和退办", "supervision/requests.html", {"requests": requests}, len(requests))
    return CasePage(
        sections=[matter, stand, asked] if requests else [matter, stand],
        links=_links(actor, item, rows),
        up=Link("督查事项", reverse("supervised_items")),
        tags=[item.get_source_display()],
    )


def _links(actor: Actor, item: SupervisedItem, rows: Rows) -> list[Link]:
    """What the reader may get and ask for; whether it is granted is looked at again when he asks."""
    if item.assigned_on is None:
        return []
    links = [Link("督查通知单", reverse("supervision_notice", args=[item.pk]), "file-type-pdf", is_download=True)]
    own = {row.node for row in rows.open if row.organ_id == actor.organ_id}
    if own & _WORKING:
        links.append(Link("申请延期", reverse("ask_for_extension", args=[item.pk]), "calendar-plus"))
    if own & {"sign", "handle"} and timezone.localdate() <= last_day_to_refuse(item):
        links.append(Link("申请退办", reverse("ask_for_release", args=[item.pk]), "arrow-back-up"))
    if rows.state.status == "completed" and actor.may(PROPOSE_ITEMS, item):
        links.append(Link("评价", reverse("evaluate_item", args=[item.pk]), "stars"))
    return links


def request_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of a request: who asks for what and why; one statement."""
    kind = Extension if case.type == "supervision-extension" else Release
    asked = kind.objects.select_related("organ", "item").get(case=case)
    section = Section("request", "申请内容", "supervision/request.html", {"request": asked})
    there = reverse("case", args=[asked.item.case_id])
    return CasePage(sections=[section], links=[Link("督查事项", there, "eye-check")], up=Link(asked.item.title, there))
