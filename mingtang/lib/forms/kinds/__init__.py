"""The kinds of fields, one class each. A new kind is a class and a line in `KINDS`."""

from mingtang.lib.forms.kinds.base import Kind, Names
from mingtang.lib.forms.kinds.choices import Consent, OneChoice, SeveralChoices, YesOrNo
from mingtang.lib.forms.kinds.identifiers import (
    CreditCodeKind,
    Email,
    Formatted,
    IdentityNumberKind,
    MobilePhone,
    Phone,
    PostalCode,
)
from mingtang.lib.forms.kinds.numbers import DecimalNumber, Money, Number
from mingtang.lib.forms.kinds.references import Files, OrganReference, PersonReference, RegionReference
from mingtang.lib.forms.kinds.table import Table
from mingtang.lib.forms.kinds.text import LongText, Text
from mingtang.lib.forms.kinds.times import Day, Moment

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Text(),
        LongText(),
        Number(),
        DecimalNumber(),
        Money(),
        Day(),
        Moment(),
        OneChoice(),
        SeveralChoices(),
        YesOrNo(),
        Consent(),
        IdentityNumberKind(),
        CreditCodeKind(),
        MobilePhone(),
        Phone(),
        PostalCode(),
        Email(),
        RegionReference(),
        OrganReference(),
        PersonReference(),
        Table(),
        Files(),
    )
}

FORMATS: dict[tuple[str, str], str] = {
    ("integer", "money"): "money",
    ("integer", "organ"): "organ",
    ("integer", "person"): "person",
    ("string", "region"): "region",
    ("string", "decimal"): "decimal",
    ("string", "date"): "date",
    ("string", "local-date-time"): "datetime",
    **{("string", kind.format): kind.code for kind in KINDS.values() if isinstance(kind, Formatted)},
}
"""Which kind a schema with type and format means."""

__all__ = ["FORMATS", "KINDS", "Kind", "Names"]
