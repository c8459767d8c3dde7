"""Where fields stand: adding, moving, copying and removing fields and sections."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from mingtang.lib.forms.bounds import LONGEST_HELP, LONGEST_LABEL
from mingtang.lib.forms.editing.impossible import Impossible
from mingtang.lib.forms.editing.schemas import schema_of, wishes_of
from mingtang.lib.forms.kinds import KINDS

Document = dict[str, Any]
LONGEST_NAME = 40


def outlined(document: Mapping[str, Any]) -> Document:
    """A copy in which every field stands in a section that is written out, so that it can be moved."""
    copy: Document = deepcopy(dict(document))
    ui = copy.setdefault("ui", {})
    if not ui.get("sections"):
        ui["sections"] = [{"title": "填写内容", "fields": list(copy.get("properties", {}))}]
    for section in ui["sections"]:
        section.setdefault("fields", [])
    for key, empty in (("fields", {}), ("rules", [])):
        ui.setdefault(key, empty)
    copy.setdefault("required", [])
    return copy


def rename_form(document: Mapping[str, Any], title: str, description: str) -> Document:
    """The form called otherwise."""
    made = outlined(document)
    made["title"] = _titled(title)
    made["description"] = description.strip()[:LONGEST_HELP]
    return made


def _titled(title: str) -> str:
    if not title.strip():
        raise Impossible("请写标题。", "title")
    return title.strip()[:LONGEST_LABEL]


def add_field(document: Mapping[str, Any], section: int, kind: str, title: str) -> tuple[Document, str]:
    """A new field of `kind` at the end of a section; answers its name too. Raises Impossible."""
    if kind not in KINDS:
        raise Impossible("请选择字段的种类。", "kind")
    made = outlined(document)
    name = _free_name(made, kind)
    made["properties"][name] = schema_of(kind) | {"title": title.strip()[:LONGEST_LABEL] or KINDS[kind].label}
    if wishes := wishes_of(kind):
        made["ui"]["fields"][name] = wishes
    if kind == "consent":
        made["required"].append(name)
    _section(made, section)["fields"].append(name)
    return made, name


def _free_name(document: Document, base: str) -> str:
    names = document.setdefault("properties", {})
    wanted = (f"{base[: LONGEST_NAME - 4]}{f'_{number}' if number > 1 else ''}" for number in range(1, len(names) + 2))
    return next(name for name in wanted if name not in names)


def _section(document: Document, number: int) -> dict[str, Any]:
    sections = document["ui"]["sections"]
    if not 0 <= number < len(sections):
        raise Impossible("没有这一节。")
    found: dict[str, Any] = sections[number]
    return found


def copy_field(document: Mapping[str, Any], name: str) -> tuple[Document, str]:
    """A second field like `name`, right behind it; answers its name too."""
    made = outlined(document)
    section, place = place_of(made, name)
    twin = _free_name(made, name.rstrip("0123456789").rstrip("_") or name)
    schema = deepcopy(made["properties"][name])
    schema["title"] = f"{schema.get('title', twin)}（副本）"[:LONGEST_LABEL]
    made["properties"][twin] = schema
    if name in made["ui"]["fields"]:
        made["ui"]["fields"][twin] = deepcopy(made["ui"]["fields"][name])
    if name in made["required"]:
        made["required"].append(twin)
    made["ui"]["sections"][section]["fields"].insert(place + 1, twin)
    return made, twin


def place_of(document: Mapping[str, Any], name: str) -> tuple[int, int]:
    """In which section, and where in it, a field stands. Raises Impossible."""
    for number, section in enumerate(document["ui"]["sections"]):
        if name in section["fields"]:
            return number, section["fields"].index(name)
    raise Impossible("没有这个字段，可能刚被删除。")


def move_field(document: Mapping[str, Any], name: str, section: int, place: int) -> Document:
    """The field at another place; `place` counts the others of the section from 0."""
    made = outlined(document)
    before, _ = place_of(made, name)
    target = _section(made, section)["fields"]
    made["ui"]["sections"][before]["fields"].remove(name)
    target.insert(max(0, min(place, len(target))), name)
    return made


def shift_field(document: Mapping[str, Any], name: str, by: int) -> Document:
    """The field one place up (-1) or down (1), across the border of its section too; at the end nothing changes."""
    made = outlined(document)
    section, place = place_of(made, name)
    if 0 <= place + by < len(made["ui"]["sections"][section]["fields"]):
        return move_field(made, name, section, place + by)
    if not 0 <= section + by < len(made["ui"]["sections"]):
        return made
    target = made["ui"]["sections"][section + by]["fields"]
    return move_field(made, name, section + by, len(target) if by < 0 else 0)


def remove_field(document: Mapping[str, Any], name: str) -> Document:
    """The form without a field. Raises Impossible for the last one."""
    made = outlined(document)
    section, _ = place_of(made, name)
    if len(made["properties"]) == 1:
        raise Impossible("表单至少要有一个字段，请先增加别的。")
    made["ui"]["sections"][section]["fields"].remove(name)
    made["ui"]["fields"].pop(name, None)
    made["required"] = [each for each in made["required"] if each != name]
    del made["properties"][name]
    return made


def add_section(document: Mapping[str, Any], title: str) -> Document:
    """One more section at the end."""
    made = outlined(document)
    made["ui"]["sections"].append({"title": _titled(title), "fields": []})
    return made


def name_section(document: Mapping[str, Any], number: int, title: str, help_text: str, visible: str = "") -> Document:
    """A section called otherwise, with its help and the condition under which it is shown."""
    made = outlined(document)
    section = _section(made, number)
    section["title"] = _titled(title)
    for key, text in (("help", help_text.strip()[:LONGEST_HELP]), ("visible", visible)):
        section.pop(key, None)
        if text:
            section[key] = text
    return made


def move_section(document: Mapping[str, Any], number: int, by: int) -> Document:
    """A section one place up (-1) or down (1); at the end nothing changes."""
    made = outlined(document)
    _section(made, number)
    sections = made["ui"]["sections"]
    if 0 <= number + by < len(sections):
        sections.insert(number + by, sections.pop(number))
    return made


def remove_section(document: Mapping[str, Any], number: int) -> Document:
    """The form without the heading; its fields go to the section before, of the first to the next. Raises Impossible."""
    made = outlined(document)
    fields = _section(made, number)["fields"]
    sections = made["ui"]["sections"]
    if len(sections) == 1:
        raise Impossible("表单至少要有一节。")
    heir = sections[number - 1] if number else sections[1]
    heir["fields"] = [*heir["fields"], *fields] if number else [*fields, *heir["fields"]]
    del sections[number]
    return made
