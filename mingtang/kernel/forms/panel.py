"""The panel of properties: what a designer may say of one field, as controls that fit its kind."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from mingtang.lib.forms import KINDS, PREFILLS, Field, Form, read
from mingtang.lib.forms.bounds import LONGEST_HELP, LONGEST_LABEL
from mingtang.lib.forms.editing import (
    CELL_KINDS,
    GROUPS,
    SIGNS,
    Clause,
    Clauses,
    ColumnWish,
    FieldWish,
    Impossible,
    clauses_of,
    condition_of,
    wish_of,
)
from mingtang.lib.forms.editing.schemas import schema_of

CLAUSES, SPARE_COLUMNS = 2, 2
TYPES = {
    "application/pdf": "PDF",
    "image/*": "图片",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文档",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格",
}
_BOUND_WORDS = {
    "text": ("最少字数", "最多字数"),
    "long_text": ("最少字数", "最多字数"),
    "table": ("最少行数", "最多行数"),
    "files": ("最少个数", "最多个数"),
    "choices": ("最少选几项", "最多选几项"),
    "number": ("最小值", "最大值"),
    "decimal": ("最小值", "最大值"),
    "money": ("最小金额（元）", "最大金额（元）"),
}
_WIDE = frozenset({"long_text", "choice", "choices", "yes_no", "consent", "table", "files"})
FEN = 100


def _bound(place: int) -> Callable[[Field], forms.Field]:
    """The lower (0) or upper (1) bound: amounts in yuan, all else in whole numbers."""

    def make(field: Field) -> forms.Field:
        made = forms.DecimalField if field.kind.code == "money" else forms.IntegerField
        return made(label=_BOUND_WORDS[field.kind.code][place], required=False)

    return make


def _types(field: Field) -> forms.Field:
    known = {**{each: each for each in field.types}, **TYPES}
    return forms.MultipleChoiceField(
        label="文件类型", required=False, choices=list(known.items()), widget=forms.CheckboxSelectMultiple,
        help_text="都不选就不限",
    )  # fmt: skip


def _options(field: Field) -> forms.Field:
    lines = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label="选项", help_text="一行一个", widget=lines, max_length=20_000)


def _width(field: Field) -> forms.Field:
    widths = [("", "自动"), ("4", "很短"), ("6", "短"), ("10", "中"), ("18", "证件号宽")]
    return forms.ChoiceField(label="宽度", choices=widths, required=False)


def _prefill(field: Field) -> forms.Field:
    return forms.ChoiceField(label="自动填入", choices=[("", "不预填"), *PREFILLS.items()], required=False)


_CONTROLS: tuple[tuple[str, Container[str], Callable[[Field], forms.Field]], ...] = (
    ("options", {"choice", "choices"}, _options),
    ("unit", {"number", "decimal"}, lambda field: forms.CharField(label="单位", max_length=20, required=False)),
    ("decimals", {"decimal"}, lambda field: forms.IntegerField(label="小数位数", min_value=1, max_value=6)),
    ("least", _BOUND_WORDS, _bound(0)),
    ("most", _BOUND_WORDS, _bound(1)),
    ("types", {"files"}, _types),
    ("width", set(KINDS) - _WIDE, _width),
    ("prefill", {"text", "identity_number", "credit_code", "mobile_phone", "phone"}, _prefill),
)
"""What kinds have of their own: the name, the kinds, and how the control is made."""


@dataclass(frozen=True)
class ClauseRow:
    """The three pickers of one thing asked."""

    field: BoundField
    sign: BoundField
    value: BoundField


@dataclass(frozen=True)
class ColumnRow:
    """The controls of one column of a table."""

    title: BoundField
    kind: BoundField
    required: BoundField
    options: BoundField
    unit: BoundField
    name: BoundField


def kind_choices() -> list[Any]:
    """The kinds of fields, in groups."""
    return [(group, [(code, KINDS[code].label) for code in codes]) for group, codes in GROUPS]


class FieldPanel(forms.Form):
    """The properties of `field` of `form`. After `is_valid()` the `wish` says what was asked for."""

    use_required_attribute = False

    title = forms.CharField(label="标题", max_length=LONGEST_LABEL)
    kind = forms.ChoiceField(label="种类", choices=kind_choices)
    help = forms.CharField(label="填写说明", max_length=LONGEST_HELP, required=False)
    requirement = forms.ChoiceField(label="要求", choices=[("no", "选填"), ("yes", "必填"), ("when", "满足条件时必填")])
    shown = forms.ChoiceField(label="显示", choices=[("always", "总是显示"), ("when", "满足条件时显示")])

    def __init__(self, data: Any = None, *, form: Form, field: Field) -> None:
        self.field = field
        self.before = dict(_before(form, field))
        self.asked = {name: clauses_of(_text(condition), self.before) for name, condition in self._conditions()}
        super().__init__(data, initial=self._begin(), prefix="p")
        self._fit()

    def _conditions(self) -> Iterator[tuple[str, Any]]:
        yield "visible", self.field.visible
        yield "needed", self.field.required_when

    def _begin(self) -> dict[str, Any]:
        wish = wish_of(self.field)
        money = wish.kind == "money"
        begin: dict[str, Any] = {
            "title": wish.title, "kind": wish.kind, "help": wish.help, "unit": wish.unit, "width": wish.width or "",
            "requirement": "yes" if wish.required else "when" if wish.required_when else "no",
            "shown": "when" if wish.visible else "always", "decimals": wish.decimals, "prefill": wish.prefill,
            "least": _yuan(wish.least) if money else wish.least, "most": _yuan(wish.most) if money else wish.most,
            "options": "\n".join(wish.options), "types": list(wish.types),
        }  # fmt: skip
        for name, asked in self.asked.items():
            begin |= _typed(name, asked or Clauses())
        for place, column in enumerate(wish.columns):
            begin |= {f"column_{place}_{key}": value for key, value in _of_column(column).items()}
        return begin

    def _fit(self) -> None:
        """Only the controls that mean something for this kind."""
        kind = self.field.kind.code
        if kind == "consent":
            del self.fields["requirement"]
        for name, kinds, make in _CONTROLS:
            if kind in kinds:
                self.fields[name] = make(self.field)
        self._fit_conditions()
        if kind == "table":
            self._fit_columns()

    def _fit_conditions(self) -> None:
        names = [("", "请选择字段"), *((each.name, each.title) for each in self.before.values())]
        for about, asked in self.asked.items():
            if asked is None or (about == "needed" and self.field.kind.code == "consent"):
                continue
            how = [("all", "以上都满足"), ("any", "满足一项即可")]
            self.fields[f"{about}_join"] = forms.ChoiceField(label="几项条件", choices=how, required=False)
            for place in range(max(CLAUSES, len(asked.clauses))):
                row = f"{about}_{place}"
                self.fields[f"{row}_field"] = forms.ChoiceField(label="字段", choices=names, required=False)
                self.fields[f"{row}_sign"] = forms.ChoiceField(label="比较", choices=SIGNS.items(), required=False)
                self.fields[f"{row}_value"] = forms.CharField(label="内容", max_length=200, required=False)

    def _fit_columns(self) -> None:
        kinds = [(code, KINDS[code].label) for code in CELL_KINDS]
        for place in range(len(self.field.columns) + SPARE_COLUMNS):
            row = f"column_{place}"
            self.fields[f"{row}_title"] = forms.CharField(label="栏名", max_length=LONGEST_LABEL, required=False)
            self.fields[f"{row}_kind"] = forms.ChoiceField(label="种类", choices=kinds, required=False)
            self.fields[f"{row}_required"] = forms.BooleanField(label="必填", required=False)
            self.fields[f"{row}_options"] = forms.CharField(label="选项（用顿号隔开）", max_length=2000, required=False)
            self.fields[f"{row}_unit"] = forms.CharField(label="单位", max_length=20, required=False)
            self.fields[f"{row}_name"] = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    @property
    def plain(self) -> list[BoundField]:
        """The controls that stand for themselves, in order."""
        wanted = ("title", "kind", "help", *(name for name, _, _ in _CONTROLS))
        return [self[name] for name in wanted if name in self.fields]

    @property
    def conditions(self) -> list[dict[str, Any]]:
        """How the field depends on others: the choice, its pickers, and the words of a condition too rich for them."""
        return [self._condition(*each) for each in (("shown", "visible"), ("requirement", "needed"))]

    def _condition(self, choice: str, about: str) -> dict[str, Any]:
        return {
            "choice": self[choice] if choice in self.fields else None,
            "rows": [ClauseRow(*(self[f"{name}_{part}"] for part in ("field", "sign", "value"))) for name in self._rows(about)],
            "join": self[f"{about}_join"] if f"{about}_join" in self.fields else None,
            "text": "" if self.asked[about] is not None else _text(dict(self._conditions())[about]),
        }  # fmt: skip

    def _rows(self, about: str) -> list[str]:
        return [
            name.removesuffix("_field") for name in self.fields if name.startswith(about) and name.endswith("_field")
        ]

    @property
    def columns(self) -> list[ColumnRow]:
        """The columns of a table, and some to be filled in."""
        parts = ("title", "kind", "required", "options", "unit", "name")
        return [ColumnRow(*(self[f"{row}_{part}"] for part in parts)) for row in self._columns()]

    def _columns(self) -> list[str]:
        return [
            name.removesuffix("_title")
            for name in self.fields
            if name.startswith("column_") and name.endswith("_title")
        ]

    @property
    def values(self) -> list[str]:
        """What may be written as the value of a condition, to pick from."""
        labels = [choice.label for field in self.before.values() for choice in field.choices]
        return list(dict.fromkeys([*labels, "是", "否"]))

    def clean(self) -> dict[str, Any]:
        """Everything together makes the wish."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        try:
            self.wish = self._wish(said)
        except Impossible as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault.message)
        return said

    def _wish(self, said: dict[str, Any]) -> FieldWish:
        begin = wish_of(self.field)
        begin = replace(begin, **self._own(said)) if said["kind"] == begin.kind else _fresh(said["kind"])
        return replace(
            begin,
            title=said["title"],
            kind=said["kind"],
            help=said["help"],
            required=said.get("requirement") == "yes",
            required_when=self._asked(said, "needed") if said.get("requirement") == "when" else "",
            visible=self._asked(said, "visible") if said["shown"] == "when" else "",
        )

    def _own(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the kind has of its own."""
        money = self.field.kind.code == "money"
        own: dict[str, Any] = {name: said[name] for name in ("unit", "decimals", "prefill") if name in said}
        own |= {name: _fen(said[name]) if money else said[name] for name in ("least", "most") if name in said}
        if "width" in said:
            own["width"] = int(said["width"] or 0)
        if "options" in said:
            own["options"] = tuple(said["options"].splitlines())
        if "types" in said:
            own["types"] = tuple(said["types"])
        if rows := self._columns():
            own["columns"] = tuple(_column(said, row) for row in rows)
        return own

    def _asked(self, said: dict[str, Any], about: str) -> str:
        """The text of a condition; one that is too rich for pickers stays as it is. Raises Impossible."""
        if self.asked[about] is None:
            return _text(dict(self._conditions())[about])
        rows = self._rows(about)
        clauses = tuple(Clause(*(said[f"{row}_{part}"] for part in ("field", "sign", "value"))) for row in rows)
        text = condition_of(Clauses(clauses, said[f"{about}_join"] == "any"), self.before)
        if not text:
            raise Impossible("请选择条件里的字段。", "shown" if about == "visible" else "requirement")
        return text


def _before(form: Form, field: Field) -> Iterator[tuple[str, Field]]:
    """The fields that a condition of `field` may ask for."""
    for each in takewhile(lambda one: one.name != field.name, form):
        if each.kind.code not in {"table", "files"}:
            yield each.name, each


def _text(condition: Any) -> str:
    return condition.text if condition else ""


def _typed(about: str, asked: Clauses) -> dict[str, Any]:
    typed: dict[str, Any] = {f"{about}_join": "any" if asked.either else "all"}
    for place, clause in enumerate(asked.clauses):
        typed |= {f"{about}_{place}_{part}": getattr(clause, part) for part in ("field", "sign", "value")}
    return typed


def _of_column(column: ColumnWish) -> dict[str, Any]:
    own = {name: getattr(column, name) for name in ("title", "kind", "required", "unit", "name")}
    return own | {"options": "、".join(column.options)}


def _column(said: dict[str, Any], row: str) -> ColumnWish:
    options = said[f"{row}_options"].replace(",", "、").replace("，", "、").split("、")
    return ColumnWish(
        said[f"{row}_title"],
        said[f"{row}_kind"] or "text",
        said[f"{row}_required"],
        tuple(filter(None, (each.strip() for each in options))),
        said[f"{row}_unit"],
        said[f"{row}_name"],
    )


def _fresh(kind: str) -> FieldWish:
    """What a new field of a kind says."""
    form = read({"title": "x", "properties": {"x": schema_of(kind) | {"title": "x"}}})
    assert isinstance(form, Form)  # the schemas of new fields are sound
    return wish_of(form.fields["x"])


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / FEN


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * FEN)
