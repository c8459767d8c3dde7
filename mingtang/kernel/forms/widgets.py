"""Controls that Django does not have: text with suggestions, files that stay when the form comes back, rows of a table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mingtang.lib.forms import Field
from mingtang.lib.forms.bounds import MOST_FILES, MOST_ROWS
from mingtang.lib.forms.kinds.choices import NO, YES

FEW_CHOICES = 6
_KEYBOARDS = {
    "number": "numeric",
    "money": "decimal",
    "decimal": "decimal",
    "mobile_phone": "tel",
    "phone": "tel",
    "postal_code": "numeric",
    "email": "email",
}


class SuggestingInput(forms.TextInput):
    """Text with a list of names to pick from; anything else may be typed too."""

    suggestions: tuple[str, ...] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        identity = f"{(attrs or {}).get('id', name)}_s"
        control = super().render(name, value, {**(attrs or {}), "list": identity}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', control, identity, options)


class FilesWidget(forms.FileInput):
    """Files brought now, after those that are kept already (`<name>-kept`)."""

    allow_multiple_selected = True

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Ids of what is kept, then the files just brought."""
        kept = _listed(data, f"{name}-kept")[:MOST_FILES]
        return [*kept, *(_listed(files, name) if files else [])[:MOST_FILES]]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class RowsWidget(forms.Widget):
    """Rows of texts. `<name>-rows` says how many were sent; the buttons `-add` and `-remove` change them."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        said = str(data.get(f"{name}-rows", ""))
        count = min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() and len(said) < 5 else 0
        removed = str(data.get(f"{name}-remove", ""))
        rows = [self._row(data, f"{name}-{place}") for place in range(count) if str(place) != removed]
        return [*rows, {}] if f"{name}-add" in data else rows

    def _row(self, data: Any, prefix: str) -> dict[str, str]:
        return {column.name: data.get(f"{prefix}-{column.name}", "") for column in self.field.columns}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


@dataclass(frozen=True)
class Cell:
    """One control of a row."""

    label: str
    identity: str
    control: SafeString
    errors: list[str]
    optional: bool
    unit: str


@dataclass(frozen=True)
class Row:
    """One row of a table, counted from 0."""

    place: int
    cells: list[Cell]


class BoundRows(BoundField):
    """A table as a page shows it; never without a row to write in."""

    @property
    def rows(self) -> list[Row]:
        field: Field = self.field.widget.field  # type: ignore[attr-defined]
        values = [row for row in self.value() or [] if isinstance(row, Mapping)]
        wanted = max(field.least or 1, 1)
        values += [{}] * (wanted - len(values))
        return [Row(place, self._cells(field, place, values[place])) for place in range(len(values))]

    def _cells(self, field: Field, place: int, row: Mapping[str, Any]) -> list[Cell]:
        return [self._cell(column, place, row.get(column.name, "")) for column in field.columns]

    def _cell(self, column: Field, place: int, value: Any) -> Cell:
        identity = f"{self.auto_id}-{place}-{column.name}"
        errors = self.form.cell_errors.get(f"{self.name}.{place}.{column.name}", [])  # type: ignore[attr-defined]
        attrs = {"id": identity, "class": "input"}
        if errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{identity}_e"}
        widget = widget_of(column, in_cell=True)
        if isinstance(widget, forms.DateInput | forms.DateTimeInput) and not errors:
            widget.input_type = "date" if isinstance(widget, forms.DateInput) else "datetime-local"
        if isinstance(widget, SuggestingInput):
            widget.suggestions = self.form.suggested(column.kind.code)  # type: ignore[attr-defined]
        control = widget.render(f"{self.html_name}-{place}-{column.name}", value, attrs)
        return Cell(column.title, identity, control, errors, not column.required, column.unit)

    @property
    def full(self) -> bool:
        """Whether no row may be added."""
        field: Field = self.field.widget.field  # type: ignore[attr-defined]
        return len(self.value() or []) >= (field.most or MOST_ROWS)


class Answer(forms.Field):
    """A question. It hands on what was typed; the form judges all answers together."""

    def __init__(self, field: Field, **arguments: Any) -> None:
        super().__init__(
            label=field.title, help_text=field.help, required=field.required, widget=widget_of(field), **arguments
        )

    def clean(self, value: Any) -> Any:
        return value

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        bound = BoundRows if isinstance(self.widget, RowsWidget) else BoundField
        return bound(form, self, field_name)


def widget_of(field: Field, *, in_cell: bool = False) -> forms.Widget:
    """The control for a field, or for a cell of a table."""
    if field.kind.code == "choice":
        return _one_of(_choices(field), in_cell=in_cell)
    if in_cell and field.kind.code == "long_text":
        return forms.Textarea({"rows": 3})
    if field.kind.code in _WIDGETS:
        return _WIDGETS[field.kind.code](field)
    keyboard = _KEYBOARDS.get(field.kind.code)
    return forms.TextInput({"inputmode": keyboard} if keyboard else None)


_WIDGETS: dict[str, Callable[[Field], forms.Widget]] = {
    "long_text": lambda field: forms.Textarea(),
    "date": lambda field: forms.DateInput(),
    "datetime": lambda field: forms.DateTimeInput(),
    "choices": lambda field: forms.CheckboxSelectMultiple(choices=_choices(field)),
    "yes_no": lambda field: forms.RadioSelect(choices=[(YES, "是"), (NO, "否")]),
    "consent": lambda field: forms.CheckboxInput(),
    "organ": lambda field: SuggestingInput(),
    "person": lambda field: SuggestingInput(),
    "region": lambda field: SuggestingInput(),
    "files": lambda field: FilesWidget({"accept": ",".join(field.types)} if field.types else None),
    "table": RowsWidget,
}


def _choices(field: Field) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in field.choices]


def _one_of(choices: list[tuple[str, str]], *, in_cell: bool) -> forms.Widget:
    """Few choices are all seen at once; many are picked from a list, as in the cell of a table."""
    if len(choices) > FEW_CHOICES or in_cell:
        return forms.Select(choices=[("", "请选择"), *choices])
    return forms.RadioSelect(choices=choices)


def _listed(data: Any, name: str) -> list[Any]:
    """All values under `name`, of a request or of a plain dictionary."""
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    value = data.get(name, [])
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]
