"""What a database holds: its fields, which of them are public, how a text becomes the normal form of a value. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of fields. Numbers and dates are kept as text in one form: `12.5`, `2026-11-23`."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field. `unit` stands beside the value; only a `public` field is ever shown outside the house."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    public: bool = True
    listed: bool = False
    filtered: bool = False

    def parse(self, text: str) -> str:
        """The normal form of what stands in a cell. Raises ValueError with a sentence for clerks."""
        if self.kind == Kind.NUMBER:
            return _number(text)
        if self.kind == Kind.DATE:
            return _date(text)
        if self.kind == Kind.CHOICE and text not in self.choices:
            raise ValueError(f"应为{'、'.join(self.choices)}之一")
        return text

    def said(self, value: str) -> str:
        """The value with its unit."""
        return f"{value} {self.unit}" if value and self.unit else value


@dataclass(frozen=True, kw_only=True)
class Database:
    """A database. `number` names the field that tells records apart, `title` the one that they are called by."""

    key: str
    title: str
    lead: str
    icon: str
    number: str
    name: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Raises KeyError for an unknown name."""
        return {each.name: each for each in self.fields}[name]

    @property
    def public(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.public)

    def shown(self, values: Mapping[str, str], *, inside: bool = False) -> list[tuple[str, str]]:
        """Labels and values for a reader; internal fields for those `inside` alone, empty ones for nobody."""
        fields = self.fields if inside else self.public
        return [(each.label, each.said(values[each.name])) for each in fields if values.get(each.name)]


def database_of(document: Mapping[str, object], key: str) -> Database:
    """The database that a document describes. Raises ValueError when it contradicts itself."""
    entries = document["fields"]
    assert isinstance(entries, list)
    fields = tuple(
        Field(**{**entry, "kind": Kind(entry.get("kind", "text")), "choices": tuple(entry.get("choices", ()))})
        for entry in entries
    )
    words = {name: str(document[name]) for name in ("title", "lead", "icon", "number", "name")}
    database = Database(key=key, fields=fields, **words)
    keys = {database.number, database.name}
    if keys - {each.name for each in database.public if each.required}:
        raise ValueError(f"{key}: number and name must be required public fields")
    if any(each.filtered and not each.public for each in fields):
        raise ValueError(f"{key}: a filter would betray a field that is not public")
    return database


def said_change(before: Decimal | None, now: Decimal) -> str:
    """How much a price rose or fell, to one place, in words that need no colour; prices are positive."""
    if before is None:
        return "—"
    change = ((now - before) * 100 / before).quantize(Decimal("0.1"))
    if change == 0:
        return "持平"
    return f"涨 {change}%" if change > 0 else f"跌 {-change}%"


def _number(text: str) -> str:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise ValueError("应为数字") from None
    if not value.is_finite():
        raise ValueError("应为数字")
    return f"{value:f}"


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text.replace("/", "-")).isoformat()
    except ValueError:
        raise ValueError("应为日期，例如 2026-11-23") from None
