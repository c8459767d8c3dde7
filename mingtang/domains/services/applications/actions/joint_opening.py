"""A joint matter from its item to its case: the process compiled from the branches, and a part for each that is needed."""

from typing import Any

from django.utils import timezone

from mingtang.domains.services.applications.joint.limits import needed
from mingtang.domains.services.applications.models import Application, Part
from mingtang.domains.services.applications.numbering import next_number
from mingtang.domains.services.applications.process.joint import joint_process
from mingtang.domains.services.applications.rules import State
from mingtang.domains.services.branches import Branch
from mingtang.domains.services.catalogue.api import ItemVersion, ServiceItem, branches_of, is_joint
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Deed
from mingtang.kernel.processes.api import install

CATEGORY = "政务服务联办"


def process_key_of(item: ServiceItem) -> str:
    """The key of the process on which applications for an item run: its own for joint matters; empty without one."""
    document = item.in_force.document if item.in_force else {}
    return joint_key(item) if is_joint(document) else str(document.get("process_key", ""))


def joint_key(item: ServiceItem) -> str:
    """The key under which the process of a joint item is published."""
    return f"joint-item-{item.pk}"


def compile_joint(item: ServiceItem, version: ItemVersion) -> None:
    """Publish the process of a joint item; nothing happens when its branches have not changed. Raises Refused."""
    branches = branches_of(version.document)
    try:
        xml = joint_process(joint_key(item), version.document["task_name"], branches)
    except ValueError as fault:
        raise Refused(f"联办分支有问题：{fault}。", "branches") from fault
    strange = sorted({each.title for each in branches} - {each.title for each in branches if each.organ})
    if strange:
        raise Refused(f"联办分支还没有办理机构：{'、'.join(strange)}。", "branches")
    install(joint_key(item), version.document["task_name"], xml, owner=item.organ, category=CATEGORY)


def open_parts(deed: Deed, application: Application, number: str) -> dict[str, Any]:
    """Create the parts of an application that gets this number, the whole first; answers what its process has to know of the branches.

    Raises Refused when an organ of a branch is not known here.
    """
    whole = Part(
        application=application, title=application.item.name, organ=application.organ,
        number=number, state=State.SUBMITTED,
    )  # fmt: skip
    deed.create(whole)
    branches = needed(application)
    if not branches:
        return {}
    organs = organs_of(branches)
    items = {item.code: item for item in ServiceItem.objects.filter(code__in=[each.item for each in branches])}
    for place, branch in enumerate(branches, 1):
        item = items.get(branch.item)
        own = next_number(item, timezone.localdate()) if item else f"{number}{place:02}"
        deed.create(
            Part(
                application=application, branch=branch.key, title=branch.title, kind=branch.kind.value,
                organ=organs[branch.organ], number=own, state=State.SUBMITTED,
            )
        )  # fmt: skip
    return {
        "active": [branch.key for branch in branches],
        "organs": {branch.key: str(organs[branch.organ].pk) for branch in branches},
    }


def organs_of(branches: tuple[Branch, ...]) -> dict[str, Organ]:
    """The organs of branches by credit code; one statement, none without branches. Raises Refused for one that is not here."""
    codes = {branch.organ for branch in branches}
    found = {organ.credit_code: organ for organ in Organ.objects.filter(credit_code__in=codes)} if codes else {}
    if lost := [branch.title for branch in branches if branch.organ not in found]:
        raise Refused(f"本事项的联办机构还没有接入：{'、'.join(lost)}，请到窗口办理。")
    return found
