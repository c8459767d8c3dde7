"""Inheritance: a lower organ claims an item of a superior, and takes over what the superior changes later."""

from mingtang.domains.services.catalogue import acts
from mingtang.domains.services.catalogue.actions.drafting import found, write_draft
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.permissions import EDIT_ITEMS
from mingtang.domains.services.catalogue.rules.upgrades import OWN, claimed, taken_over
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act

LEVELS = {2: "2", 4: "3", 6: "4", 9: "5", 12: "6"}
"""The level that exercises power in a region, by the length of its code."""


def claim(actor: Actor, item: ServiceItem, organ: Organ) -> ServiceItem:
    """Begin an item of `organ` with the version in force of a superior's.

    Raises Refused when that is not in force, is not above, or was claimed before.
    """
    mine = ServiceItem(organ=organ, kind=item.kind, base=item)
    with act(acts.CLAIM, actor, mine, basis=f"认领 {item.organ.label}：{item.name}") as deed:
        if item.state != ServiceItem.State.PUBLISHED or item.in_force is None:
            raise Refused("只能认领已发布的事项。")
        level = level_of(organ)
        if not item.use_level < level:
            raise Refused("只能认领上级机关的事项。")
        if ServiceItem.objects.filter(base=item, organ=organ).exclude(state=ServiceItem.State.CANCELLED).exists():
            raise Refused("本单位已经认领过这个事项。")
        document = claimed(item.in_force.document, own_elements(item, organ, level))
        found(deed, mine, document, base_version=item.in_force)
    return mine


def may_be_claimed(actor: Actor, item: ServiceItem) -> bool:
    """Whether the actor's own organ is lower and has not claimed the item yet; two statements at most."""
    if item.state != ServiceItem.State.PUBLISHED or item.base_id or actor.organ_id in {None, item.organ_id}:
        return False
    if not actor.may(EDIT_ITEMS):
        return False
    organ = Organ.objects.get(pk=actor.organ_id)
    return item.use_level < level_of(organ) and not item.claims.filter(organ=organ).exists()


def level_of(organ: Organ) -> str:
    """The level (use_level) at which `organ` exercises powers, by its region."""
    return LEVELS.get(len(organ.region_id), "6")


def own_elements(item: ServiceItem, organ: Organ, level: str) -> dict[str, str]:
    """What an organ says of itself in an item; the national code follows from it."""
    own = {"dept_name": organ.name, "dept_type": "1", "use_level": level}
    if organ.credit_code:
        own["dept_code"] = organ.credit_code
        if item.catalog_code:
            own["task_code"] = f"{organ.credit_code}{level}{item.catalog_code}"
    return own


def take_over(actor: Actor, item: ServiceItem, names: set[str], *, seen: str) -> ItemVersion:
    """Take the elements `names` of the superior's newest version into the draft; the others count as decided.

    Raises Refused when there is no upgrade, Stale, or while the item is with its reviewers.
    """
    with act(acts.TAKE_OVER, actor, item) as deed:
        theirs = item.base.in_force if item.base else None
        mine = item.versions.latest("number")
        if theirs is None or theirs.pk == mine.base_version_id:
            raise Refused("上级事项没有新的版本。")
        document = taken_over(mine.document, theirs.document, names)
        deed.note = f"采用上级第 {theirs.number} 版：{'、'.join(sorted(names - OWN)) or '不采用'}"
        return write_draft(deed, item, document, seen=seen, base_version=theirs)
