r"""Reading the document of a form: a subset of JSON Schema 2020-12 and a `ui` block. Every fault at once, with its path.

{"title": "开办申请", "type": "object", "required": ["kind"],
"properties": {"kind": {"type": "string", "title": "申请类型", "oneOf": [{"const": "new", "title": "新办"}, ...]}, ...},
"ui": {"sections": [{"title": "申请", "fields": ["kind", "reason"]}],
"fields": {"reason": {"widget": "textarea", "visible": "kind = \"change\"", "required": "kind = \"change\""}},
"rules": [{"check": "start <= finish", "message": "开工不能晚于完工", "field": "finish"}]}}
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from mingtang.lib.flow.conditions import Condition
from mingtang.lib.forms import bounds
from mingtang.lib.forms.faults import Fault
from mingtang.lib.forms.form import Field, Form, Rule, Section
from mingtang.lib.forms.properties import PropertyReader
from mingtang.lib.forms.walking import At

_DOCUMENT = {
    "$schema",
    "$comment",
    "title",
    "description",
    "type",
    "required",
    "properties",
    "ui",
    "additionalProperties",
}
_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_NAME = re.compile("[a-z][a-z0-9_]{0,39}")
_RESERVED = frozenset(
    {"and", "or", "not", "in", "true", "false", "null", "csrfmiddlewaretoken", "do", "errors", "data"}
)


def read_text(text: str) -> Form | list[Fault]:
    """As `read`, for the JSON text of a document."""
    if len(text) > bounds.LONGEST_DOCUMENT:
        return [Fault("", f"文档最多 {bounds.LONGEST_DOCUMENT} 个字符")]
    try:
        document = json.loads(text, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        return [Fault("", f"第 {error.lineno} 行第 {error.colno} 个字符处不是合法的 JSON")]
    except RecursionError:
        return [Fault("", "文档嵌套太深")]
    except ValueError as error:
        return [Fault("", str(error))]
    return read(document)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"“{double[:40]}”写了两次")
    return dict(pairs)


def read(document: object) -> Form | list[Fault]:
    """The form that `document` describes, or everything that is wrong with it, in order of the document."""
    faults: list[Fault] = []
    form = _Reader(At(document, "", faults)).form()
    return faults or form


class _Reader:
    def __init__(self, at: At) -> None:
        self.at = at
        self.ui = at.inside("ui", default={})
        self.schemas = at.inside("properties", default={})

    def form(self) -> Form:
        self.at.only(_DOCUMENT)
        self._head()
        fields = self._fields()
        sections = self._sections(fields)
        shown = tuple(each.name for section in sections for each in section.fields)
        self._every_field_once(fields, shown)
        return Form(
            title=self.at.text("title", bounds.LONGEST_LABEL, needed=True),
            description=self.at.text("description", bounds.LONGEST_HELP),
            sections=sections,
            rules=self._rules(fields),
            document=self.at.value if isinstance(self.at.value, Mapping) else {},
        )

    def _head(self) -> None:
        if self.at.get("type", "object") != "object":
            self.at.fault("type", "表单的 type 是 object")
        if self.at.get("$schema", _SCHEMA) != _SCHEMA:
            self.at.fault("$schema", "只支持 JSON Schema 2020-12")
        if self.at.get("additionalProperties", False) is not False:
            self.at.fault("additionalProperties", "表单不收没有列出的字段")
        self.ui.only({"sections", "fields", "rules"})

    def _fields(self) -> dict[str, Field]:
        names = self.schemas.entries()
        if not names:
            self.at.fault("properties", "至少要有一个字段")
        if len(names) > bounds.MOST_FIELDS:
            self.at.fault("properties", f"最多 {bounds.MOST_FIELDS} 个字段")
        required = self.at.names("required", known=names)
        wishes = self.ui.inside("fields", default={})
        for unknown in set(wishes.entries()) - set(names):
            wishes.fault(unknown, "没有这个字段")
        fields = {}
        for name in names[: bounds.MOST_FIELDS]:
            if not _NAME.fullmatch(name) or name in _RESERVED:
                self.schemas.fault(
                    name, "字段名用小写字母开头，由小写字母、数字、下划线组成，最长 40 个字符，不用保留字"
                )
                continue
            schema, wish = self.schemas.inside(name), wishes.inside(name, default={})
            fields[name] = PropertyReader(schema, wish).field(name, required=name in required)
        return fields

    def _sections(self, fields: dict[str, Field]) -> tuple[Section, ...]:
        """In the order of the page; conditions ask only for what stands before."""
        listed = self.ui.places("sections", bounds.MOST_FIELDS)
        if not listed:
            self._conditions_ask_backwards(list(fields.values()), [])
            return (Section("", tuple(fields.values())),)
        before: list[str] = []
        return tuple(self._section(at, fields, before) for at in listed)

    def _section(self, at: At, fields: dict[str, Field], before: list[str]) -> Section:
        at.only({"title", "help", "fields", "visible"})
        visible = self.condition(at, "visible", before)
        mine = [fields[name] for name in at.names("fields", known=self.schemas.entries()) if name in fields]
        self._conditions_ask_backwards(mine, before)
        return Section(
            title=at.text("title", bounds.LONGEST_LABEL, needed=True),
            help=at.text("help", bounds.LONGEST_HELP),
            fields=tuple(mine),
            visible=visible,
        )

    def _conditions_ask_backwards(self, mine: list[Field], before: list[str]) -> None:
        """Fault conditions that ask for a field at or behind their own; adds the names of `mine` to `before`."""
        wishes = self.ui.inside("fields", default={})
        for each in mine:
            for key, condition in (("visible", each.visible), ("required", each.required_when)):
                if condition:
                    self._known(wishes.inside(each.name, default={}), key, condition, before)
            before.append(each.name)

    def _known(self, at: At, key: str, condition: Condition, names: list[str]) -> None:
        for name in sorted(condition.names - set(names)):
            known = name in self.schemas.entries()
            at.fault(key, f"条件只能用前面的字段，“{name}”在后面" if known else f"条件里的“{name}”不是字段")

    def condition(self, at: At, key: str, names: list[str]) -> Condition | None:
        condition = at.condition(key)
        if condition:
            self._known(at, key, condition, names)
        return condition

    def _every_field_once(self, fields: dict[str, Field], shown: tuple[str, ...]) -> None:
        for name in fields:
            if shown.count(name) != 1:
                said = "没有放进任何一节" if name not in shown else "放进了不止一节"
                self.ui.fault("sections", f"字段“{name}”{said}")

    def _rules(self, fields: dict[str, Field]) -> tuple[Rule, ...]:
        return tuple(rule for at in self.ui.places("rules", bounds.MOST_RULES) if (rule := self._rule(at, fields)))

    def _rule(self, at: At, fields: dict[str, Field]) -> Rule | None:
        at.only({"check", "message", "field"})
        message = at.text("message", bounds.LONGEST_HELP, needed=True)
        field = at.text("field", 40)
        if field and field not in fields:
            at.fault("field", f"没有“{field}”这个字段")
        check = self.condition(at, "check", list(fields))
        if check is None and not at.has("check"):
            at.fault("check", "要写条件")
        return Rule(check, message, field) if check else None
