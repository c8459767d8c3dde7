"""The steps of the designer: what a button says (`up:phone`) and what was typed with it, carried out on the document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingtang.kernel.forms.panel import FieldPanel
from mingtang.lib.forms import Form
from mingtang.lib.forms import editing as edit
from mingtang.lib.forms.editing import Impossible

Data = Mapping[str, str]
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Stepped:
    """The document after a step, and what is chosen then: a field, or `section:2`; empty is the form itself."""

    document: dict[str, Any]
    chosen: str = ""


class Unfilled(Impossible):
    """The panel of properties has faults of its own; they stand beside its controls."""

    def __init__(self, panel: FieldPanel) -> None:
        super().__init__("请改正右侧标出的内容。")
        self.panel = panel


def step(form: Form, wish: str, data: Data) -> Stepped:
    """Carry out one step. Raises Impossible, Unfilled."""
    verb, _, about = wish.partition(":")
    if verb not in _VERBS:
        raise Impossible("不认识的操作。")
    return _VERBS[verb](form, about, data)


def _add_field(form: Form, section: str, data: Data) -> Stepped:
    kind, title = data.get(f"kind-{section}", ""), data.get(f"title-{section}", "")
    return Stepped(*edit.add_field(form.document, _number(section), kind, title))


def _change_field(form: Form, name: str, data: Data) -> Stepped:
    if name not in form.fields:
        raise Impossible("没有这个字段，可能刚被删除。")
    panel = FieldPanel(data, form=form, field=form.fields[name])
    if not panel.is_valid():
        raise Unfilled(panel)
    return Stepped(edit.change_field(form.document, name, panel.wish), name)


def _copy(form: Form, name: str, data: Data) -> Stepped:
    return Stepped(*edit.copy_field(edit.outlined(form.document), name))


def _remove(form: Form, name: str, data: Data) -> Stepped:
    return Stepped(edit.remove_field(form.document, name))


def _up(form: Form, name: str, data: Data) -> Stepped:
    return Stepped(edit.shift_field(form.document, name, -1), name)


def _down(form: Form, name: str, data: Data) -> Stepped:
    return Stepped(edit.shift_field(form.document, name, 1), name)


def _move(form: Form, name: str, data: Data) -> Stepped:
    section, place = _number(data.get("section", "")), _number(data.get("place", ""))
    return Stepped(edit.move_field(form.document, name, section, place), name)


def _add_section(form: Form, about: str, data: Data) -> Stepped:
    made = edit.add_section(form.document, data.get("section-title", ""))
    return Stepped(made, f"section:{len(made['ui']['sections']) - 1}")


def _change_section(form: Form, about: str, data: Data) -> Stepped:
    number = _number(about)
    visible = edit.outlined(form.document)["ui"]["sections"][number].get("visible", "") if _has(form, number) else ""
    made = edit.name_section(form.document, number, data.get("title", ""), data.get("help", ""), visible)
    return Stepped(made, f"section:{number}")


def _has(form: Form, number: int) -> bool:
    return 0 <= number < len(form.sections)


def _section_up(form: Form, about: str, data: Data) -> Stepped:
    return Stepped(edit.move_section(form.document, _number(about), -1), f"section:{max(_number(about) - 1, 0)}")


def _section_down(form: Form, about: str, data: Data) -> Stepped:
    last = len(form.sections) - 1
    return Stepped(edit.move_section(form.document, _number(about), 1), f"section:{min(_number(about) + 1, last)}")


def _remove_section(form: Form, about: str, data: Data) -> Stepped:
    return Stepped(edit.remove_section(form.document, _number(about)))


def _rename(form: Form, about: str, data: Data) -> Stepped:
    return Stepped(edit.rename_form(form.document, data.get("title", ""), data.get("description", "")))


def _add_rule(form: Form, about: str, data: Data) -> Stepped:
    first, sign, second = (data.get(name, "") for name in ("first", "sign", "second"))
    return Stepped(edit.add_rule(form.document, first, sign, second, data.get("message", "")))


def _remove_rule(form: Form, about: str, data: Data) -> Stepped:
    return Stepped(edit.remove_rule(form.document, _number(about)))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Impossible("没有说明在哪里。")
    return int(text)


_VERBS: dict[str, Callable[[Form, str, Data], Stepped]] = {
    "add": _add_field,
    "field": _change_field,
    "copy": _copy,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "move": _move,
    "add-section": _add_section,
    "section": _change_section,
    "section-up": _section_up,
    "section-down": _section_down,
    "section-remove": _remove_section,
    "form": _rename,
    "add-rule": _add_rule,
    "remove-rule": _remove_rule,
}
