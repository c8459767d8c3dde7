"""What an item brings along: the form and the process that are its organ's own are published together with it.

Whoever publishes the item has looked at them as they were submitted: their digests are kept at submission.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.kernel.definitions.api import Kind, Version, newest_of, publish_draft, published_version
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.api import FORMS
from mingtang.kernel.processes.api import PROCESSES, ProcessVersion, Unsound, judge_process, net_of
from mingtang.lib.flow import Net

ELEMENTS: Mapping[str, Kind[Any, Any, Any]] = {"form_key": FORMS, "process_key": PROCESSES}
"""The elements of a document that name a definition."""


@dataclass(frozen=True)
class Companion:
    """A definition that an item names, in the version that will be in force with it: its organ's own draft, or what is
    published for the organ. `own` tells whether it belongs to the organ.
    """

    element: str
    version: Version
    own: bool

    @property
    def is_draft(self) -> bool:
        return self.version.is_draft


def companions_of(item: ServiceItem, document: Mapping[str, Any]) -> dict[str, Companion]:
    """The companions that exist, by element; at most three statements each."""
    found = {element: companion(item, element, document.get(element, "")) for element in ELEMENTS}
    return {element: each for element, each in found.items() if each is not None}


def companion(item: ServiceItem, element: str, key: str) -> Companion | None:
    """The definition `key` as it will be in force for the item; None when there is none."""
    kind = ELEMENTS[element]
    own = kind.model.objects.filter(key=key, organ=item.organ_id).first() if key else None
    newest = newest_of(own) if own is not None else None
    if newest is not None and newest.is_draft:
        return Companion(element, newest, own=True)
    serving = published_version(kind, key, item.organ_id) if key else None
    return Companion(element, serving, own=own is not None) if serving is not None else None


def drafts_with(item: ServiceItem, document: Mapping[str, Any]) -> dict[str, str]:
    """The digests of the drafts that are to be published with an item, by element."""
    companions = companions_of(item, document)
    return {element: each.version.digest for element, each in companions.items() if each.is_draft}


def require_as_submitted(item: ServiceItem, version: ItemVersion) -> None:
    """Raises Refused when a draft that comes with the item is not the one that was submitted."""
    if drafts_with(item, version.document) != version.companions:
        raise Refused("申请表或者流程在提交以后又改过，请退回编制人重新提交。")


def publish_companions(actor: Actor, item: ServiceItem, version: ItemVersion) -> None:
    """Publish the drafts that were submitted with the item. Those that have changed meanwhile stay drafts."""
    for element, each in companions_of(item, version.document).items():
        if each.is_draft and version.companions.get(element) == each.version.digest:
            publish_draft(actor, ELEMENTS[element], _definition(each.version), seen=each.version.digest)


def _definition(version: Version) -> Any:
    return version.definition


CourseCheck = Callable[[Net, Mapping[str, Any]], list[str]]
"""What is wrong with a process as the course of an item, in sentences, each naming its element."""
_checks: list[CourseCheck] = []


def register_course_check(check: CourseCheck) -> None:
    """Let `check` judge the process of every item that is to be published."""
    _checks[:] = [check]


def course_faults(item: ServiceItem, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Everything that keeps the process of an item from being its course; empty without one."""
    found = companion(item, "process_key", document.get("process_key", ""))
    if found is None or not isinstance(found.version, ProcessVersion):
        return ()
    grave = _grave(found.version.digest, found.version.pk, item.organ_id) if found.is_draft else ()
    if grave:
        return grave
    try:
        net = net_of(found.version.pk)
    except Unsound as fault:
        return (str(fault),)
    return tuple(sentence for check in _checks for sentence in check(net, document))


@lru_cache(maxsize=200)
def _grave(digest: str, version_id: int, organ_id: int) -> tuple[str, ...]:
    """What the engine finds in a draft; asked once for each content."""
    xml = ProcessVersion.objects.values_list("xml", flat=True).get(pk=version_id)
    remarks = judge_process(xml, organ_id).remarks
    return tuple(f"流程的“{each.element}”：{each.message}" for each in remarks if each.grave)
