"""What a form or a process of an item may begin with: a start that comes with the program, a copy, or one as it is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingtang.domains.services.applications.api import CATEGORY, STARTS
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.definitions.api import Kind, published_version, published_versions
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.forms.api import FORMS
from mingtang.kernel.processes.api import PROCESSES
from mingtang.lib.flow.drawing import renamed

HERE = Path(__file__).parent / "starts"
AnyKind = Kind[Any, Any, Any]
Options = list[tuple[str, list[tuple[str, str]]]]
Content = Callable[[str, str, str], str]
"""The content that begins under a key, with a title: from the text of something else."""


@dataclass(frozen=True)
class Element:
    """One of the definitions an item names. `body` is the column of a version that holds its text."""

    slug: str
    title: str
    kind: AnyKind
    body: str
    starts: Callable[[], Mapping[str, tuple[str, str]]]
    titled: Content


def _form_starts() -> Mapping[str, tuple[str, str]]:
    return {path.stem: (_title(path), path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))}


@cache
def _title(path: Path) -> str:
    title: str = yaml.safe_load(path.read_text(encoding="utf-8"))["title"]
    return title


def _process_starts() -> Mapping[str, tuple[str, str]]:
    return {start.key: (f"{start.title}：{start.purpose}", start.xml) for start in STARTS}


def _titled_form(text: str, key: str, title: str) -> str:
    return json.dumps(yaml.safe_load(text) | {"title": title}, ensure_ascii=False, indent=2)


def _titled_process(text: str, key: str, title: str) -> str:
    return renamed(text.encode(), key, title).decode()


ELEMENTS: Mapping[str, Element] = {
    "form_key": Element("form", "申请表", FORMS, "text", _form_starts, _titled_form),
    "process_key": Element("process", "流程图", PROCESSES, "xml", _process_starts, _titled_process),
}
"""By the element of the item's document."""


def element_of(slug: str) -> str:
    """The element whose pages have this address. Raises KeyError."""
    return next(element for element, each in ELEMENTS.items() if each.slug == slug)


def options_of(element: str, item: ServiceItem, *, may_design: bool) -> Options:
    """What may be chosen, in groups; one statement. Whoever may not design uses what there is."""
    told = ELEMENTS[element]
    known = [(each.definition.key, str(each.definition.title)) for each in _usable(told.kind, item)]
    as_it_is = [("直接使用，不改", [(f"use:{key}", title) for key, title in known])]
    own = [
        ("从模板开始", [(f"start:{key}", title) for key, (title, _) in told.starts().items()]),
        ("复制一份来改", [(f"copy:{key}", title) for key, title in known]),
    ]
    return [*own, *as_it_is] if may_design else as_it_is


def _usable(kind: AnyKind, item: ServiceItem) -> list[Any]:
    """Published definitions that serve the organ; of processes those for applications."""
    found = published_versions(kind, item.organ_id)
    ours = [each for each in found if kind is not PROCESSES or each.definition.category == CATEGORY]
    return sorted(ours, key=lambda each: each.definition.title)[:300]


def content_of(element: str, item: ServiceItem, choice: str, key: str) -> str:
    """The content that a definition of the item begins with. Raises Refused for a choice that does not exist."""
    told = ELEMENTS[element]
    way, _, name = choice.partition(":")
    if way == "start" and name in told.starts():
        return told.titled(told.starts()[name][1], key, _title_of(element, item))
    version = published_version(told.kind, name, item.organ_id) if way == "copy" else None
    if version is None:
        raise Refused("请选择从哪里开始。", "start")
    return told.titled(getattr(version, told.body), key, _title_of(element, item))


def _title_of(element: str, item: ServiceItem) -> str:
    return f"{item.name[:90]}申请表" if element == "form_key" else item.name[:100]
