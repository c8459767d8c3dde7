"""Keeping the catalogue: what an organ publishes where, and its guide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from mingtang.domains.disclosure.catalogue import acts
from mingtang.domains.disclosure.catalogue.models import Duty, Guide
from mingtang.domains.disclosure.catalogue.nodes import places
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


def keep_duty(actor: Actor, organ: Organ, node: str, *, unit_name: str, carriers: Sequence[str], cycle: int) -> Duty:
    """Say that an organ publishes in a node: which unit answers for it, where, at least every so many days (0: no cycle)."""
    if node not in places():
        raise Refused("请选择公开目录。", "node")
    said: dict[str, Any] = {"unit_name": unit_name, "carriers": list(carriers), "cycle": cycle}
    known = Duty.objects.filter(organ=organ, node=node).first()
    with act(acts.KEEP_DUTY, actor, known, within=organ) as deed:
        if known:
            deed.change(known, **said)
            return known
        made = Duty(organ=organ, node=node, **said)
        deed.create(made)
    return made


def keep_guide(actor: Actor, organ: Organ, said: Mapping[str, str]) -> Guide:
    """Write the guide of an organ, or bring it up to date (第十二条)."""
    known = Guide.objects.filter(organ=organ).first()
    with act(acts.KEEP_GUIDE, actor, known, within=organ) as deed:
        if known:
            deed.change(known, **said, updated_on=timezone.localdate())
            return known
        made = Guide(organ=organ, updated_on=timezone.localdate(), **said)
        deed.create(made)
    return made
