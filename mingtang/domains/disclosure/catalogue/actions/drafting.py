"""Drafting: an item with its case and its limit, changed as long as it is a draft, its files, and handing it in."""

from django.core.files.uploadedfile import UploadedFile

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.actions.stepping import complete, require_at
from mingtang.domains.disclosure.catalogue.actions.writing import ItemDetails, checked, digest_of
from mingtang.domains.disclosure.catalogue.calendar import publish_due
from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.domains.disclosure.catalogue.rules import ATTACHED_TO, CASE_TYPE, SUBMITTED, State, Step
from mingtang.kernel.cases.api import clocks, open_case
from mingtang.kernel.clocks.api import start_of
from mingtang.kernel.content.api import Material, Target, attach_material, detach_material, store_file
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import SYSTEM, Actor, act


def draft_item(actor: Actor, organ: Organ, details: ItemDetails) -> InformationItem:
    """Begin an item; the limit for publishing it counts from its formation. Raises Refused."""
    said = checked(details)
    with act(acts.DRAFT, actor, within=organ) as deed:
        item = InformationItem(organ=organ, state=State.DRAFTING, drafted_by_id=actor.account_id, **said)
        item.due_on, item.digest = publish_due(item), digest_of(item)
        item.case = open_case(actor, CASE_TYPE, title=f"主动公开：{item.title}", organ=organ, vars=_routing(item))
        deed.create(item)
        _count(item)
    return item


def _count(item: InformationItem) -> None:
    """Start the limit for publishing an item, where one was in force then (第二十六条)."""
    if item.due_on:
        clocks.begin(SYSTEM, item.case_id, places()[item.node].limit_code, since=start_of(item.counts_from))


def _routing(item: InformationItem) -> dict[str, bool]:
    """What the process asks of an item."""
    return {"asks_opinion": item.asks_opinion, "normative": item.kind in {"rule", "normative"}}


def edit_item(actor: Actor, item: InformationItem, details: ItemDetails) -> None:
    """Change a draft. What was reviewed before is reviewed again, because it says something else. Raises Refused."""
    require_at(item, Step.DRAFT)
    said, before = checked(details), (item.node, item.counts_from, item.due_on)
    with act(acts.EDIT, actor, item) as deed:
        deed.change(item, **said)
        deed.change(item, due_on=publish_due(item), digest=digest_of(item))
        if (item.node, item.counts_from, item.due_on) != before:
            _count_anew(item, counted=before[2] is not None)


def _count_anew(item: InformationItem, *, counted: bool) -> None:
    if counted:
        clocks.stop(SYSTEM, item.case_id, reason="形成日期或者公开目录变更")
    _count(item)


def attach_file(actor: Actor, item: InformationItem, sent: UploadedFile, *, name: str, official: bool) -> Material:
    """Add a file to a draft; `official` is the layout file of the text itself. Raises Refused."""
    require_at(item, Step.DRAFT)
    with act(acts.EDIT, actor, item) as deed:
        target = Target(ATTACHED_TO, str(item.pk), 0 if official else 1)
        key = "official" if official else ""
        material = attach_material(actor, store_file(actor, sent), target, name=name, key=key)
        deed.change(item, digest=digest_of(item))
    return material


def remove_file(actor: Actor, item: InformationItem, material: Material) -> None:
    """Take a file back from a draft. Raises Refused."""
    require_at(item, Step.DRAFT)
    with act(acts.EDIT, actor, item) as deed:
        detach_material(actor, material, Target(ATTACHED_TO, str(item.pk)))
        deed.change(item, digest=digest_of(item))


def submit_item(actor: Actor, item: InformationItem) -> None:
    """Hand a draft in for review. Raises Refused."""
    require_at(item, Step.DRAFT)
    if item.node == "20.1.4" and item.interprets_id is None:
        raise Refused("政策解读请关联被解读的文件。")
    with act(acts.SUBMIT, actor, item) as deed:
        deed.change(item, drafted_by_id=actor.account_id)
        complete(actor, item, SUBMITTED, said=_routing(item))
