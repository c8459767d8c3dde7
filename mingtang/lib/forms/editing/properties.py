"""What a designer says of one field, read from a document and written into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.lib.forms.bounds import MOST_CHOICES, MOST_COLUMNS
from mingtang.lib.forms.editing.impossible import Impossible
from mingtang.lib.forms.editing.outline import Document, outlined, place_of
from mingtang.lib.forms.editing.schemas import schema_of, wishes_of
from mingtang.lib.forms.form import Choice, Field
from mingtang.lib.forms.kinds import KINDS
from mingtang.lib.forms.properties import BOUNDS


@dataclass(frozen=True)
class ColumnWish:
    """One column of a table; `name` is empty for a new one, `options` are labels."""

    title: str
    kind: str = "text"
    required: bool = False
    options: tuple[str, ...] = ()
    unit: str = ""
    name: str = ""


@dataclass(frozen=True)
class FieldWish:
    """A field as the designer wishes it. Conditions are texts; `least` and `most` are in the unit of the kind (fen)."""

    title: str
    kind: str
    help: str = ""
    unit: str = ""
    width: int = 0
    required: bool = False
    required_when: str = ""
    visible: str = ""
    least: int | None = None
    most: int | None = None
    decimals: int = 2
    options: tuple[str, ...] = ()
    columns: tuple[ColumnWish, ...] = ()
    types: tuple[str, ...] = ()
    prefill: str = ""


def wish_of(field: Field) -> FieldWish:
    """What a field of a form says."""
    return FieldWish(
        title=field.title,
        kind=field.kind.code,
        help=field.help,
        unit=field.unit,
        width=field.width,
        required=field.required,
        required_when=field.required_when.text if field.required_when else "",
        visible=field.visible.text if field.visible else "",
        least=field.least,
        most=field.most,
        decimals=field.decimals or 2,
        options=_labels(field.choices),
        columns=tuple(
            ColumnWish(each.title, each.kind.code, each.required, _labels(each.choices), each.unit, each.name)
            for each in field.columns
        ),
        types=field.types,
        prefill=field.prefill,
    )


def _labels(choices: Sequence[Choice]) -> tuple[str, ...]:
    return tuple(choice.label for choice in choices)


def change_field(document: Mapping[str, Any], name: str, wish: FieldWish) -> Document:
    """The document with what `wish` says of the field `name`. Raises Impossible."""
    made = outlined(document)
    place_of(made, name)
    if wish.kind not in KINDS:
        raise Impossible("请选择字段的种类。", "kind")
    before = made["properties"][name]
    made["properties"][name] = _schema(before, wish)
    made["ui"]["fields"].pop(name, None)
    if said := _wishes(wish, made["properties"][name], before):
        made["ui"]["fields"][name] = said
    others = [each for each in made["required"] if each != name]
    made["required"] = [*others, name] if wish.required or wish.kind == "consent" else others
    return made


def _schema(before: Mapping[str, Any], wish: FieldWish) -> dict[str, Any]:
    schema = schema_of(wish.kind) | {"title": wish.title.strip()}
    if not schema["title"]:
        raise Impossible("请写标题。", "title")
    if wish.kind in BOUNDS or "minimum" in KINDS[wish.kind].keywords:
        low, high = BOUNDS.get(wish.kind, ("minimum", "maximum"))
        _put(schema, **{low: wish.least, high: wish.most})
    if wish.kind == "decimal":
        schema["decimals"] = wish.decimals
    if wish.kind in {"choice", "choices"}:
        holder = schema["items"] if wish.kind == "choices" else schema
        holder["oneOf"] = _options(_known(before), wish.options)
    if wish.kind == "table":
        schema["items"] = _items(before.get("items", {}), wish.columns)
    return schema


def _put(schema: dict[str, Any], **values: int | None) -> None:
    for key, value in values.items():
        schema.pop(key, None)
        if value is not None:
            schema[key] = value


def _known(schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """The options that a schema has."""
    holder = schema.get("items", {}) if schema.get("type") == "array" else schema
    found: list[dict[str, str]] = holder.get("oneOf", [])
    return found


def _options(known: Sequence[Mapping[str, str]], labels: Sequence[str]) -> list[dict[str, str]]:
    """Options that keep their value while their label or their place stays: answers and conditions speak of values."""
    wanted = list(dict.fromkeys(label.strip() for label in labels if label.strip()))
    if not 1 <= len(wanted) <= MOST_CHOICES:
        raise Impossible(f"请写 1 到 {MOST_CHOICES} 个选项，一行一个。", "options")
    values = {each.get("title", each["const"]): each["const"] for each in known}
    renamed = len(wanted) == len(known)
    taken = {values[label] for label in wanted if label in values}
    made = []
    for place, label in enumerate(wanted):
        value = values.get(label) or (known[place]["const"] if renamed and known[place]["const"] not in taken else "")
        value = value or _fresh("o", {*values.values(), *taken})
        taken.add(value)
        made.append({"const": value, "title": label})
    return made


def _fresh(letter: str, taken: set[str]) -> str:
    return next(name for number in range(1, len(taken) + 2) if (name := f"{letter}{number}") not in taken)


def _items(before: Mapping[str, Any], columns: Sequence[ColumnWish]) -> dict[str, Any]:
    named = [column for column in columns if column.title.strip()]
    if not 1 <= len(named) <= MOST_COLUMNS:
        raise Impossible(f"表格要有 1 到 {MOST_COLUMNS} 栏。", "columns")
    known = before.get("properties", {})
    properties: dict[str, Any] = {}
    required = []
    for column in named:
        name = column.name if column.name in known else _fresh("c", {*known, *properties})
        properties[name] = _column(known.get(name, {}), column)
        if column.required:
            required.append(name)
    return {"type": "object", "required": required, "properties": properties}


def _column(before: Mapping[str, Any], column: ColumnWish) -> dict[str, Any]:
    if column.kind not in KINDS:
        raise Impossible(f"请选择“{column.title}”一栏的种类。", "columns")
    schema = schema_of(column.kind)
    same = all(before.get(key) == schema.get(key) for key in ("type", "format"))
    schema |= {key: before[key] for key in KINDS[column.kind].keywords if same and key in before}
    if column.kind == "choice":
        schema["oneOf"] = _options(_known(before), column.options)
    return schema | {"title": column.title.strip()}


def _wishes(wish: FieldWish, schema: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The entry in `ui.fields`."""
    said: dict[str, Any] = {
        **wishes_of(wish.kind),
        "help": wish.help.strip(),
        "unit": wish.unit.strip(),
        "width": wish.width,
        "visible": wish.visible,
        "required": "" if wish.required else wish.required_when,
        "types": list(wish.types) if wish.kind == "files" else [],
        "columns": _column_wishes(wish, schema) if wish.kind == "table" else {},
        "prefill": wish.prefill,
    }
    return {key: value for key, value in said.items() if value}


def _column_wishes(wish: FieldWish, schema: Mapping[str, Any]) -> dict[str, Any]:
    names = list(schema["items"]["properties"])
    named = [column for column in wish.columns if column.title.strip()]
    said = {
        name: {key: value for key, value in {**wishes_of(column.kind), "unit": column.unit.strip()}.items() if value}
        for name, column in zip(names, named, strict=True)
    }
    return {name: wishes for name, wishes in said.items() if wishes}
