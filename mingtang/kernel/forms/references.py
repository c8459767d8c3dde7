"""Answers that name organs, people, regions and files: found by what was typed, checked, and shown by name.

One statement for each kind of thing in a form, however many fields and rows name it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from mingtang.kernel.content.api import File, files_visible_to
from mingtang.kernel.directory.api import Organ, Person, Region, officials_visible_to
from mingtang.kernel.evidence.api import Actor
from mingtang.lib.forms import Errors, Field, Form, Names

REFERENCES = ("organ", "person", "region")
MOST_SUGGESTED = 200
Found = list[tuple[Any, str]]
Finder = Callable[[Actor, list[str], list[Any]], Found]
"""Keys and names of the things that are called, or have, one of the given names and keys."""


def _organs(actor: Actor, names: list[str], keys: list[Any]) -> Found:
    rows = Organ.objects.active().filter(Q(name__in=names) | Q(short_name__in=names) | Q(pk__in=keys))
    return _twice(rows.values_list("pk", "name", "short_name"))


def _regions(actor: Actor, names: list[str], keys: list[Any]) -> Found:
    rows = Region.objects.filter(Q(name__in=names) | Q(pk__in=[*keys, *names]))
    return list(rows.values_list("pk", "name"))


def _people(actor: Actor, names: list[str], keys: list[Any]) -> Found:
    rows = officials_visible_to(actor, timezone.localdate()).filter(Q(person__name__in=names) | Q(person__in=keys))
    return [(account.person_id, account.person.name) for account in rows]


def _twice(rows: Iterable[tuple[Any, str, str]]) -> Found:
    """Things that may be called by either of two names."""
    return [(key, name) for key, *names in rows for name in dict.fromkeys(filter(None, names))]


FINDERS: dict[str, Finder] = {"organ": _organs, "person": _people, "region": _regions}


def suggestions(kind: str, actor: Actor) -> list[str]:
    """Names that a field may offer while one types; one statement."""
    if kind == "organ":
        return list(Organ.objects.active().order_by("rank", "path").values_list("name", flat=True)[:MOST_SUGGESTED])
    if kind == "region":
        return list(Region.objects.order_by("code").values_list("name", flat=True)[:MOST_SUGGESTED])
    rows = officials_visible_to(actor, timezone.localdate())[:MOST_SUGGESTED]
    return list(dict.fromkeys(account.person.name for account in rows))


def resolved(actor: Actor, form: Form, data: dict[str, Any]) -> tuple[dict[str, Any], Errors]:
    """`data` with keys in place of the names that were typed, and what could not be found, by field."""
    asked: dict[str, list[Any]] = defaultdict(list)
    for field, _, value in _mentions(form, data):
        asked[field.kind.code].append(value)
    known = {kind: _index(kind, actor, values) for kind, values in asked.items() if kind in FINDERS}
    errors: Errors = {}
    for field, put, value in list(_mentions(form, data)):
        if field.kind.code in known:
            keys = known[field.kind.code].get(value, [])
            if len(keys) == 1:
                put(keys[0])
            else:
                errors[put.path] = [_not_one(field, value, len(keys))]
    return data, errors | _strange_files(actor, form, data)


def _not_one(field: Field, value: Any, found: int) -> str:
    if found:
        return f"有 {found} 个叫“{value}”的{field.kind.label}，请填编号"
    return f"没有找到{field.kind.label}“{str(value)[:40]}”，请填全称"


def _index(kind: str, actor: Actor, values: list[Any]) -> dict[Any, list[Any]]:
    """Keys by what they may be called, their own key included."""
    names = [value for value in values if isinstance(value, str)]
    keys = [value for value in values if isinstance(value, int)]
    index: dict[Any, list[Any]] = defaultdict(list)
    for key, name in FINDERS[kind](actor, names, keys):
        for called in (key, name):
            if key not in index[called]:
                index[called].append(key)
    return index


class _Put:
    """Puts a key where a name was, in the row of data that held it."""

    def __init__(self, holder: dict[str, Any], name: str, path: str) -> None:
        self.holder, self.name, self.path = holder, name, path

    def __call__(self, key: Any) -> None:
        self.holder[self.name] = key


def _mentions(form: Form, data: dict[str, Any]) -> Iterator[tuple[Field, _Put, Any]]:
    """Every scalar answer that refers to something, cells of tables included."""
    for field in form:
        value = data.get(field.name)
        if field.kind.code in REFERENCES and isinstance(value, str | int):
            yield field, _Put(data, field.name, field.name), value
        if field.kind.code == "table" and isinstance(value, list):
            for place, row in enumerate(value):
                if isinstance(row, dict):
                    yield from _in_row(field, row, f"{field.name}.{place}")


def _in_row(field: Field, row: dict[str, Any], path: str) -> Iterator[tuple[Field, _Put, Any]]:
    for column in field.columns:
        if column.kind.code in REFERENCES and isinstance(value := row.get(column.name), str | int):
            yield column, _Put(row, column.name, f"{path}.{column.name}"), value


def _files(form: Form, data: Mapping[str, Any]) -> dict[str, list[int]]:
    """Ids of files by field."""
    named = {field.name: data.get(field.name) for field in form if field.kind.code == "files"}
    return {
        name: [key for key in keys if isinstance(key, int) and not isinstance(key, bool)]
        for name, keys in named.items()
        if isinstance(keys, list)
    }


def _strange_files(actor: Actor, form: Form, data: Mapping[str, Any]) -> Errors:
    """Files that do not exist or that the actor may not read."""
    asked = _files(form, data)
    wanted = {key for keys in asked.values() for key in keys if key < 2**63}
    if not wanted:
        return {}
    known = set(files_visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    return {name: ["有文件没有找到，或您无权使用"] for name, keys in asked.items() if set(keys) - known}


def names_in(form: Form, data: dict[str, Any]) -> Names:
    """Names of everything that clean `data` refer to, for whoever may read them; one statement for each kind."""
    asked: dict[str, set[Any]] = defaultdict(set)
    for field, _, value in _mentions(form, data):
        asked[field.kind.code].add(value)
    names: dict[tuple[str, Any], str] = {}
    for kind, model in (("organ", Organ), ("region", Region), ("person", Person)):
        if asked[kind]:
            rows = model._default_manager.filter(pk__in=asked[kind]).values_list("pk", "name")
            names |= {(kind, key): name for key, name in rows}
    return names | _file_names(form, data)


def _file_names(form: Form, data: Mapping[str, Any]) -> dict[tuple[str, Any], str]:
    wanted = [key for keys in _files(form, data).values() for key in keys]
    rows = File.objects.filter(pk__in=wanted).values_list("pk", "name") if wanted else ()
    return {("files", key): name for key, name in rows}
