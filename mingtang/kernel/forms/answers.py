"""The Django form of a version: it asks, keeps what was typed, and judges all answers together by `lib.forms`."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField

from mingtang.kernel.content.api import store_file
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.forms.queries import form_of
from mingtang.kernel.forms.references import REFERENCES, names_in, resolved, suggestions
from mingtang.kernel.forms.widgets import Answer, SuggestingInput
from mingtang.lib.flow.conditions import Condition
from mingtang.lib.forms import Field, Form, Names, Section, in_words, shown, typed, validate


@dataclass(frozen=True)
class Question:
    """A field as a page shows it. `visible` and `required` are trees of conditions as JSON, empty without one."""

    bound: BoundField
    field: Field
    visible: str
    required: str
    hint: str
    kept: list[tuple[Any, str]]

    @property
    def unit(self) -> str:
        return "元" if self.field.kind.code == "money" else self.field.unit


@dataclass(frozen=True)
class Part:
    """A section as a page shows it."""

    title: str
    help: str
    visible: str
    hint: str
    questions: list[Question]


class AnswersForm(forms.Form):
    """Base of the forms made from documents. `answers` holds the clean data once `is_valid()` has said yes.

    It works without scripts: conditional fields are all shown with a hint, rows are added by a button that sends the
    form (`is_reshaped`), and files are kept as soon as they arrive, so that a fault elsewhere does not lose them.
    """

    definition: ClassVar[Form]
    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        actor: Actor,
        answers: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> None:
        """`answers` are data to begin with, such as a draft."""
        self.actor = actor
        self.answers: dict[str, Any] = {}
        self.cell_errors: dict[str, list[str]] = {}
        self._suggested: dict[str, tuple[str, ...]] = {}
        self._names: Names = {}
        begin = self._to_begin_with(dict(answers or {}))
        super().__init__(data, files, initial={**begin, **arguments.pop("initial", {})}, **arguments)
        for bound in self:
            if isinstance(bound.field.widget, SuggestingInput):
                bound.field.widget.suggestions = self.suggested(self.definition.fields[bound.name].kind.code)

    def _to_begin_with(self, answers: dict[str, Any]) -> dict[str, Any]:
        self._names = names_in(self.definition, answers)
        raw = shown(self.definition, answers)
        for field in self.definition:
            if field.kind.code in REFERENCES and field.name in answers:
                raw[field.name] = self._names.get((field.kind.code, answers[field.name]), raw[field.name])
        return raw

    def suggested(self, kind: str) -> tuple[str, ...]:
        """Names to offer; looked up once for a form."""
        if kind not in self._suggested:
            self._suggested[kind] = tuple(suggestions(kind, self.actor))
        return self._suggested[kind]

    @property
    def is_reshaped(self) -> bool:
        """Whether the form was sent only to add or remove a row."""
        tables = [field.name for field in self.definition if field.kind.code == "table"]
        return any(f"{name}-{verb}" in self.data for name in tables for verb in ("add", "remove"))

    def reshaped(self) -> "AnswersForm":
        """The form with everything as it was typed, unjudged, and the row added or removed."""
        again = type(self)(actor=self.actor, initial=self.typed_so_far)
        again._names = self._names
        return again

    @property
    def typed_so_far(self) -> dict[str, Any]:
        """Everything as it was typed, unjudged, as JSON: what a draft keeps, and gives to the form as `initial` again."""
        return {name: self._raw(name) for name in self.fields}

    def _raw(self, name: str) -> Any:
        """What was typed; files that were brought become ids of kept files."""
        value = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return self._kept(name, value) if self.definition.fields[name].kind.code == "files" else value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        raw = {
            name: self._kept(name, value) if self.definition.fields[name].kind.code == "files" else value
            for name, value in cleaned.items()
        }
        data, lost = resolved(self.actor, self.definition, typed(self.definition, raw))
        self.answers, errors = validate(self.definition, data)
        self._names = {**self._names, **names_in(self.definition, data)}
        for path, messages in {**errors, **{path: lost[path] for path in lost if self._is_shown(path, errors)}}.items():
            self._blame(path, messages)
        return cleaned

    def _is_shown(self, path: str, errors: Mapping[str, Any]) -> bool:
        """Whether what `path` names was judged: a hidden field has no fault."""
        name = path.split(".", maxsplit=1)[0]
        return name in self.answers or name in errors

    def _blame(self, path: str, messages: list[str]) -> None:
        name, _, cell = path.partition(".")
        if cell:
            self.cell_errors[path] = messages
            if name not in self.errors:
                self.add_error(name, "表格里有需要改正的地方")
        elif name not in self.errors:
            self.add_error(name if name in self.fields else None, messages)

    def _kept(self, name: str, value: Any) -> list[Any]:
        """Ids of files; those that arrive now are stored first. What is refused is told beside the field."""
        kept: list[Any] = []
        for each in value if isinstance(value, list) else []:
            if not isinstance(each, UploadedFile):
                kept.append(each)
                continue
            try:
                kept.append(str(store_file(self.actor, each).pk))
            except Refused as fault:
                if self.is_bound and hasattr(self, "cleaned_data"):
                    self.add_error(name, str(fault))
        self._shelf[name] = kept
        return kept

    @property
    def _shelf(self) -> dict[str, list[Any]]:
        """Ids of kept files by field, for showing the form again."""
        return self.__dict__.setdefault("_kept_files", {})

    @property
    def sections(self) -> list[Part]:
        """The form as a page shows it."""
        return [self._part(section) for section in self.definition.sections]

    def _part(self, section: Section) -> Part:
        questions = [self._question(field) for field in section.fields]
        hint = self._said(section.visible, "填写这一节")
        return Part(section.title, section.help, _tree(section.visible), hint, questions)

    def _question(self, field: Field) -> Question:
        hint = self._said(field.visible, "则填") or self._said(field.required_when, "必须填")
        return Question(
            self[field.name], field, _tree(field.visible), _tree(field.required_when), hint, self._files_of(field)
        )

    def _said(self, condition: Condition | None, then: str) -> str:
        return f"如{in_words(condition, self.definition.fields)}，{then}" if condition else ""

    def _files_of(self, field: Field) -> list[tuple[Any, str]]:
        if field.kind.code != "files":
            return []
        keys = self._shelf.get(field.name)
        keys = keys if keys is not None else self.initial.get(field.name) or []
        names = names_in(self.definition, {field.name: [int(key) for key in keys if str(key).isdigit()]})
        return [(key, names.get(("files", int(key)), f"文件 {key}")) for key in keys if str(key).isdigit()]


def _tree(condition: Condition | None) -> str:
    return json.dumps(condition.tree(), ensure_ascii=False) if condition else ""


def form_class(version_id: int, unasked: Collection[str] = ()) -> type[AnswersForm]:
    """The form of a version without the fields `unasked`; one statement, and the class is made once. Raises NoForm."""
    return _class_of(form_of(version_id, unasked))


@lru_cache(maxsize=500)
def _class_of(form: Form) -> type[AnswersForm]:
    return class_of(form)


def class_of(form: Form) -> type[AnswersForm]:
    """The Django form of `form`."""
    fields = {field.name: Answer(field) for field in form}
    return type("Answers", (AnswersForm,), {"definition": form, **fields})
