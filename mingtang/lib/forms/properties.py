"""Reading one property of a form: which kind its schema means, and the bounds of that kind."""

import re
from typing import Any

from mingtang.lib.forms import bounds
from mingtang.lib.forms.form import PREFILLS, Choice, Field
from mingtang.lib.forms.kinds import FORMATS, KINDS, Kind
from mingtang.lib.forms.walking import At

_EVERYWHERE = {"type", "format", "title", "description", "$comment"}
_WISHES = {"widget", "help", "unit", "width", "visible", "required", "types", "columns", "prefill"}
_COLUMN_WISHES = {"widget", "unit"}
_WIDTHS = (4, 6, 10, 18)
_TYPES = ("string", "integer", "boolean", "array")
BOUNDS: dict[str, tuple[str, str]] = {
    "text": ("minLength", "maxLength"),
    "long_text": ("minLength", "maxLength"),
    "table": ("minItems", "maxItems"),
    "files": ("minItems", "maxItems"),
    "choices": ("minItems", "maxItems"),
}
"""The keywords that bound a kind, where these are not minimum and maximum."""
_LARGEST = {
    "text": bounds.LONGEST_LINE,
    "long_text": bounds.LONGEST_TEXT,
    "table": bounds.MOST_ROWS,
    "files": bounds.MOST_FILES,
    "choices": bounds.MOST_CHOICES,
}
_MEDIA_TYPE = re.compile(r"[a-z]+/([a-z0-9.+-]+|\*)")
_NAME = re.compile("[a-z][a-z0-9_]{0,39}")


class PropertyReader:
    """`schema` is the property itself, `wish` its entry in `ui.fields`."""

    def __init__(self, schema: At, wish: At, *, column: bool = False) -> None:
        self.schema, self.wish, self.column = schema, wish, column

    def field(self, name: str, *, required: bool) -> Field:
        kind = self.kind()
        self.schema.only(_EVERYWHERE | kind.keywords)
        self.wish.only(_COLUMN_WISHES if self.column else _WISHES)
        least, most = self._bounds(kind)
        return Field(
            name=name,
            kind=kind,
            required=required or kind.code == "consent",
            title=self.schema.text("title", bounds.LONGEST_LABEL, needed=True),
            help=self.wish.text("help", bounds.LONGEST_HELP) or self.schema.text("description", bounds.LONGEST_HELP),
            unit=self.wish.text("unit", 20),
            width=self._width(),
            least=least,
            most=most,
            decimals=self._decimals(kind),
            choices=self._choices(kind),
            columns=self._columns(kind),
            types=self._types(kind),
            visible=self._condition("visible"),
            required_when=self._condition("required"),
            prefill=self._prefill(),
        )

    def kind(self) -> Kind:
        """The kind that the schema means; after a fault, text, so that the reading goes on."""
        shape, given = self.schema.get("type"), self.schema.get("format", "")
        if shape not in _TYPES:
            self.schema.fault("type", f"可用的 type：{'、'.join(_TYPES)}")
        elif given:
            return self._formatted(str(shape), given)
        code = {"integer": "number", "boolean": self._boolean(), "array": self._array(), "string": self._string()}
        return KINDS[code.get(str(shape), "text")]

    def _formatted(self, shape: str, given: Any) -> Kind:
        if not isinstance(given, str) or (shape, given) not in FORMATS:
            known = "、".join(sorted(name for of, name in FORMATS if of == shape)) or "无"
            self.schema.fault("format", f"{shape} 可用的 format：{known}")
            return KINDS["text"]
        return KINDS[FORMATS[shape, given]]

    def _string(self) -> str:
        widget = self.wish.get("widget", "")
        if self.schema.has("oneOf"):
            return "choice"
        if self.schema.get("type") == "string" and widget not in ("", "textarea"):
            self.wish.fault("widget", "文字可用的 widget：textarea")
        return "long_text" if widget == "textarea" else "text"

    def _boolean(self) -> str:
        if self.schema.has("const") and self.schema.get("const") is not True:
            self.schema.fault("const", "承诺勾选写 true")
        return "consent" if self.schema.has("const") else "yes_no"

    def _array(self) -> str:
        if self.schema.get("type") != "array":
            return "text"
        items = self.schema.inside("items")
        if items.get("type") == "object":
            return "table"
        if items.get("type") == "integer" and items.get("format") == "file":
            return "files"
        if not items.has("oneOf"):
            self.schema.fault("items", "列表的 items 是带 oneOf 的选项、format 为 file 的整数，或一行的 object")
        return "choices"

    def _bounds(self, kind: Kind) -> tuple[int | None, int | None]:
        low, high = BOUNDS.get(kind.code, ("minimum", "maximum"))
        most = _LARGEST.get(kind.code, bounds.LARGEST_NUMBER)
        if low not in kind.keywords:
            return None, None
        least = self.schema.whole(low, 1 if low != "minimum" else -bounds.LARGEST_NUMBER, most)
        greatest = self.schema.whole(high, 1 if low != "minimum" else -bounds.LARGEST_NUMBER, most)
        if least is not None and greatest is not None and least > greatest:
            self.schema.fault(high, f"不能小于 {low}")
        return least, greatest

    def _decimals(self, kind: Kind) -> int:
        if kind.code != "decimal":
            return 0
        return self.schema.whole("decimals", 1, bounds.MOST_DECIMALS) or 2

    def _width(self) -> int:
        width = self.wish.get("width", 0)
        if width and width not in _WIDTHS:
            self.wish.fault("width", f"可用的 width：{'、'.join(map(str, _WIDTHS))}")
        return width if width in _WIDTHS else 0

    def _choices(self, kind: Kind) -> tuple[Choice, ...]:
        if kind.code not in {"choice", "choices"}:
            return ()
        holder = self.schema.inside("items") if kind.code == "choices" else self.schema
        if kind.code == "choices":
            holder.only({"type", "oneOf"})
        listed = holder.places("oneOf", bounds.MOST_CHOICES)
        if not listed:
            holder.fault("oneOf", "至少要有一个选项")
        choices = [self._choice(at) for at in listed]
        values = [choice.value for choice in choices]
        for at, value in zip(listed, values, strict=True):
            if values.count(value) > 1:
                at.fault("const", f"“{value}”写了两次")
        return tuple(choices)

    def _choice(self, at: At) -> Choice:
        at.only({"const", "title"})
        value = at.text("const", 60, needed=True)
        return Choice(value, at.text("title", bounds.LONGEST_LABEL) or value)

    def _columns(self, kind: Kind) -> tuple[Field, ...]:
        if kind.code != "table":
            if self.wish.has("columns"):
                self.wish.fault("columns", "只有表格才有栏")
            return ()
        items = self.schema.inside("items")
        items.only({"type", "properties", "required", "additionalProperties"})
        schemas = items.inside("properties", default={})
        names = schemas.entries()
        if not 1 <= len(names) <= bounds.MOST_COLUMNS:
            items.fault("properties", f"一行有 1 到 {bounds.MOST_COLUMNS} 栏")
        required = items.names("required", known=names)
        self.wish.inside("columns", default={}).only(names)
        return tuple(self._column(schemas, name, required=name in required) for name in names[: bounds.MOST_COLUMNS])

    def _column(self, schemas: At, name: str, *, required: bool) -> Field:
        schema = schemas.inside(name)
        if not _NAME.fullmatch(name):
            schemas.fault(name, "栏名用小写字母开头，由小写字母、数字、下划线组成")
        if self.column or schema.get("type") in {"array", "boolean"}:
            schema.fault("type", "表格的一栏不能是列表或勾选")
            return Field(name, name, KINDS["text"])
        wish = self.wish.inside("columns", default={}).inside(name, default={})
        return PropertyReader(schema, wish, column=True).field(name, required=required)

    def _types(self, kind: Kind) -> tuple[str, ...]:
        listed = self.wish.get("types", [])
        if listed and kind.code != "files":
            self.wish.fault("types", "只有材料才有文件类型")
        good = isinstance(listed, list) and all(
            isinstance(each, str) and _MEDIA_TYPE.fullmatch(each) for each in listed
        )
        if not good or len(listed) > 20:
            self.wish.fault("types", "文件类型写作 application/pdf、image/* 的列表，最多 20 个")
            return ()
        return tuple(listed)

    def _prefill(self) -> str:
        source = self.wish.get("prefill", "")
        if source and source not in PREFILLS:
            self.wish.fault("prefill", f"可用的预填来源：{'、'.join(PREFILLS)}")
        return source if source in PREFILLS else ""

    def _condition(self, key: str) -> Any:
        return self.wish.condition(key)
