"""A field of a Django form as our components show it."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.widgets import DateTimeBaseInput
from django.utils.safestring import SafeString

# Native pickers: type of the input, widget, and the one format such an input understands in every language.
PICKERS: tuple[tuple[str, type[DateTimeBaseInput], str], ...] = (
    ("date", forms.DateInput, "%Y-%m-%d"),
    ("time", forms.TimeInput, "%H:%M"),
    ("datetime-local", forms.DateTimeInput, "%Y-%m-%dT%H:%M"),
)


@dataclass(frozen=True)
class Control:
    """One `field` with the wishes of the page: `hint`, `width` (4, 6, 10, 18 characters), `unit` behind the input."""

    field: BoundField
    hint: str = ""
    width: str | int = ""
    unit: str = ""
    autocomplete: str = ""
    rows: int | str = ""
    placeholder: str = ""

    @property
    def kind(self) -> str:
        """hidden, choices (radio buttons or checkboxes), checkbox, file, select, textarea or input."""
        widget = self.field.field.widget
        kinds: tuple[tuple[type[forms.Widget], str], ...] = (
            (forms.RadioSelect, "choices"),
            (forms.CheckboxSelectMultiple, "choices"),
            (forms.CheckboxInput, "checkbox"),
            (forms.FileInput, "file"),
            (forms.Select, "select"),
            (forms.Textarea, "textarea"),
        )
        if widget.is_hidden:
            return "hidden"
        return next((kind for widget_class, kind in kinds if isinstance(widget, widget_class)), "input")

    @property
    def explanation(self) -> str:
        return str(self.hint or self.field.help_text or "")

    @property
    def optional(self) -> bool:
        return not self.field.field.required

    @property
    def identity(self) -> str:
        return str(self.field.auto_id or self.field.html_name)

    @property
    def link_target(self) -> str:
        """Id of the first control, for the links of the error summary."""
        return f"{self.identity}_0" if self.kind == "choices" else self.identity

    @cached_property
    def described_by(self) -> str:
        """Ids of hint, error and unit, in the order they should be read."""
        parts = (("h", self.explanation), ("e", self.field.errors), ("u", self.unit))
        return " ".join(f"{self.identity}_{letter}" for letter, present in parts if present)

    @property
    def widget(self) -> SafeString:
        """The HTML of the control with our classes and the ids it is described by."""
        return self.field.as_widget(widget=self._faithful(self.field.field.widget), attrs=self._attributes())

    @property
    def options(self) -> list[BoundWidget]:
        """The radio buttons or checkboxes of a set."""
        return list(self.field.subwidgets)

    def _attributes(self) -> dict[str, str | bool]:
        own = self.field.field.widget.attrs
        wishes: dict[str, str] = {
            "class": self._classes(str(own.get("class", ""))),
            "aria-describedby": self.described_by,
            "autocomplete": self.autocomplete or own.get("autocomplete", "") or self._autocomplete(),
            "rows": self._rows(str(own.get("rows", ""))),
            "placeholder": self.placeholder,
        }
        return {name: value for name, value in wishes.items() if value}

    def _classes(self, own: str) -> str:
        boxed = self.kind in {"input", "select", "textarea"}
        numeric = isinstance(self.field.field.widget, forms.NumberInput)
        return " ".join(
            filter(
                None, ["input" if boxed else "", f"w-{self.width}" if self.width else "", "num" if numeric else "", own]
            )
        )

    def _rows(self, own: str) -> str:
        """Four lines, unless page or form ask for more; ten is what Django says when nobody asked."""
        if self.kind != "textarea":
            return ""
        return str(self.rows or (own if own != "10" else "") or 4)

    def _autocomplete(self) -> str:
        """Browsers offer remembered values only where the page says what is asked."""
        return "off" if self.kind == "input" else ""

    def _faithful(self, widget: forms.Widget) -> forms.Widget:
        """The widget, made so that browsers show again whatever was typed.

        Number inputs drop what is not a number, so numbers are asked in text inputs with a numeric keyboard. Native
        pickers drop what is not a date, so a wrong date is shown as text.
        """
        if isinstance(widget, forms.NumberInput):
            bare = {name: value for name, value in widget.attrs.items() if name not in {"min", "max", "step"}}
            whole = type(self.field.field) is forms.IntegerField
            return forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal", **bare})
        for input_type, widget_class, moment in PICKERS:
            if type(widget) is widget_class:
                widget.format = moment  # type: ignore[attr-defined]  # the widget belongs to this form alone
                widget.input_type = "text" if self.field.errors else input_type  # type: ignore[attr-defined]
        return widget
