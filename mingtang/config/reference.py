"""The machine API as people read it, at /api/: made from its schema on the server, without scripts."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mingtang.config.api import api
from mingtang.ui.rest.fields import LABELS
from mingtang.ui.rest.problems import KINDS

Schema = dict[str, Any]

TYPES = {"string": "文本", "integer": "整数", "number": "数", "boolean": "是或否", "object": "对象", "null": "空"}
FORMATS = {"date": "日期", "date-time": "时间", "binary": "文件"}
PLACES = {"path": "路径", "query": "查询", "header": "请求头"}


@dataclass(frozen=True)
class Part:
    """A parameter, or a field of a body. `target` is the shape that it consists of, if it has a name."""

    name: str
    type: str
    note: str
    required: bool
    place: str = ""
    target: str = ""


@dataclass(frozen=True)
class Answer:
    """What may come back: a status, what it means, and the shape of the body."""

    status: int
    meaning: str
    shape: str


@dataclass(frozen=True)
class Call:
    """One operation."""

    id: str
    method: str
    path: str
    title: str
    public: bool
    parameters: list[Part]
    body: list[Part]
    answers: list[Answer]
    example: str


@dataclass(frozen=True)
class Chapter:
    """Operations on one noun."""

    id: str
    title: str
    calls: list[Call] = field(default_factory=list)


@dataclass(frozen=True)
class Shape:
    """A named object that bodies consist of; an enumeration has values instead of fields."""

    name: str
    note: str
    fields: list[Part]
    values: list[str]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The page. Its content does not depend on the reader; what may be done with it, the API decides."""
    chapters, shapes = chapters_and_shapes()
    contents = [{"label": each.title, "url": f"#{each.id}", "count": len(each.calls)} for each in chapters]
    contents += [{"label": gettext("失败"), "url": "#problems"}, {"label": gettext("数据"), "url": "#shapes"}]
    context = {
        "description": api.description,
        "version": api.version,
        "chapters": chapters,
        "shapes": shapes,
        "kinds": KINDS,
        "contents": contents,
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "config/api_reference.html", context)


@cache
def chapters_and_shapes() -> tuple[list[Chapter], list[Shape]]:
    """The schema in the order of the page; made once a process."""
    schema = api.get_openapi_schema(path_prefix="/api/")
    components: dict[str, Schema] = schema["components"]["schemas"]
    chapters: dict[str, Chapter] = {}
    for path, method, operation in _operations(schema):
        title = operation["tags"][0]
        chapter = chapters.setdefault(title, Chapter(f"chapter-{len(chapters) + 1}", title))
        chapter.calls.append(_call(path, method, operation, components))
    return list(chapters.values()), [_shape(name, components[name]) for name in _shown(components)]


def _shown(components: dict[str, Schema]) -> list[str]:
    """Shapes by name, without those that only hold query parameters, which stand with their operations."""
    return sorted(name for name in components if name != "Page" and not name.endswith("Filter"))


def _operations(schema: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield path, method.upper(), operation


def _call(path: str, method: str, operation: Schema, components: dict[str, Schema]) -> Call:
    body, kind = _body(operation, components)
    return Call(
        id=operation["operationId"],
        method=method,
        path=path,
        title=operation["summary"],
        public="security" not in operation,
        parameters=[_parameter(each) for each in operation["parameters"]],
        body=_parts(body),
        answers=[_answer(status, each) for status, each in operation["responses"].items()],
        example=_example(method, path, operation, body, kind, components),
    )


def _body(operation: Schema, components: dict[str, Schema]) -> tuple[Schema, str]:
    """The shape of the body and its content type; empty without a body."""
    content = operation.get("requestBody", {}).get("content", {})
    for kind, media in content.items():
        schema = media["schema"]
        return (components[_name(schema["$ref"])] if "$ref" in schema else schema), kind
    return {}, ""


def _parameter(each: Schema) -> Part:
    text, target = type_of(each["schema"])
    return Part(each["name"], text, each.get("description", ""), each["required"], PLACES[each["in"]], target)


def _parts(schema: Schema) -> list[Part]:
    required = set(schema.get("required", []))
    return [_part(name, each, name in required) for name, each in schema.get("properties", {}).items()]


def _part(name: str, schema: Schema, required: bool) -> Part:
    text, target = type_of(schema)
    return Part(name, text, schema.get("description", ""), required, target=target)


def _answer(status: Any, answer: Schema) -> Answer:
    media: Schema = next(iter(answer.get("content", {}).values()), {})
    meaning = answer["description"] if int(status) >= HTTPStatus.BAD_REQUEST else gettext("成功")
    return Answer(int(status), meaning, type_of(media.get("schema", {}))[1])


def _shape(name: str, schema: Schema) -> Shape:
    return Shape(name, schema.get("description", ""), _parts(schema), [str(value) for value in schema.get("enum", [])])


def type_of(schema: Schema) -> tuple[str, str]:
    """A type in words, and the named shape in it: `{"type": "array", "items": {"$ref": "…/OrganOut"}}` is 列表, OrganOut."""
    if "$ref" in schema:
        return "", _name(schema["$ref"])
    choices = [each for each in schema.get("anyOf", schema.get("allOf", [])) if each.get("type") != "null"]
    if choices:
        types = [type_of(each) for each in choices]
        return "、".join(words for words, _ in types if words), next((target for _, target in types if target), "")
    if schema.get("type") == "array":
        words, target = type_of(schema.get("items", {}))
        return f"列表{f'（{words}）' if words else ''}", target
    if "enum" in schema or "const" in schema:
        return "、".join(map(_labelled(schema), schema.get("enum", [schema.get("const")]))), ""
    return FORMATS.get(schema.get("format", ""), TYPES.get(schema.get("type", ""), "任意")) + _bounds(schema), ""


def _labelled(schema: Schema) -> Callable[[Any], str]:
    names = schema.get(LABELS, {})
    return lambda value: f"{value} {names[str(value)]}" if str(value) in names else str(value)


def _bounds(schema: Schema) -> str:
    if schema.get("maxLength"):
        return f"，最多 {schema['maxLength']} 字"
    return ""


def _name(address: str) -> str:
    return address.rsplit("/", 1)[-1]


def _example(method: str, path: str, operation: Schema, body: Schema, kind: str, components: dict[str, Schema]) -> str:
    """A curl command; SITE and $TOKEN stand for what the reader knows."""
    lines = ["curl" + ("" if method == "GET" else f" -X {method}")]
    if "security" in operation:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if "If-Match" in operation["summary"]:
        lines.append("""-H 'If-Match: "版本"'""")
    lines += [
        f"-H '{each['name']}: 1'" for each in operation["parameters"] if each["in"] == "header" and each["required"]
    ]
    if kind == "application/json":
        sample = json.dumps(_sample(body, components), ensure_ascii=False)
        lines += ["-H 'Content-Type: application/json'", f"-d '{sample}'"]
    elif kind and "properties" not in body:
        lines += [f"-H 'Content-Type: {kind}'", "--data-binary @文件"]
    elif kind:
        lines += [f"-F {name}={'@表格.csv' if name == 'file' else 1}" for name in body["properties"]]
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", "9901" if parameter["name"] == "code" else "1")
    return " \\\n  ".join([*lines, f"SITE{path}"])


def _sample(schema: Schema, components: dict[str, Schema]) -> Any:
    """A small value of the shape: the required fields, or the first one."""
    if "$ref" in schema:
        return _sample(components[_name(schema["$ref"])], components)
    if choices := schema.get("anyOf", schema.get("allOf")):
        return _sample(choices[0], components)
    if "enum" in schema:
        return schema["enum"][0]
    if properties := schema.get("properties"):
        wanted = schema.get("required") or list(properties)[:1]
        return {name: _sample(properties[name], components) for name in wanted}
    if schema.get("type") == "array":
        return [_sample(schema.get("items", {}), components)]
    by_type = {"integer": schema.get("minimum", 1), "boolean": False}
    return by_type.get(schema.get("type", ""), "2026-03-01" if schema.get("format") == "date" else "…")
