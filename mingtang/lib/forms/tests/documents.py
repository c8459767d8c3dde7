"""Documents that the tests speak of, and hypothesis strategies for documents and answers."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from mingtang.lib.forms import Form, read
from mingtang.lib.identifiers import make_credit_code, make_identity_number

OPENING: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "建设项目开工申请",
    "type": "object",
    "required": ["kind", "applicant", "start", "promise"],
    "properties": {
        "kind": {
            "type": "string",
            "title": "申请类型",
            "oneOf": [{"const": "new", "title": "新办"}, {"const": "change", "title": "变更"}],
        },
        "reason": {"type": "string", "title": "变更理由", "maxLength": 300},
        "applicant": {"type": "string", "title": "申请单位", "maxLength": 60},
        "amount": {"type": "integer", "format": "money", "title": "总投资"},
        "funds": {"type": "string", "title": "资金来源", "maxLength": 60},
        "start": {"type": "string", "format": "date", "title": "开工日期"},
        "finish": {"type": "string", "format": "date", "title": "竣工日期"},
        "works": {
            "type": "array",
            "title": "单体工程",
            "maxItems": 20,
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "title": "名称", "maxLength": 40},
                    "area": {"type": "string", "format": "decimal", "decimals": 2, "minimum": 0, "title": "面积"},
                    "floors": {"type": "integer", "title": "层数", "minimum": 1, "maximum": 200},
                },
            },
        },
        "promise": {"type": "boolean", "const": True, "title": "以上内容真实有效"},
    },
    "ui": {
        "sections": [
            {"title": "申请", "fields": ["kind", "reason", "applicant"]},
            {"title": "项目", "fields": ["amount", "funds", "start", "finish", "works"]},
            {"title": "承诺", "fields": ["promise"]},
        ],
        "fields": {
            "reason": {"widget": "textarea", "visible": 'kind = "change"', "required": 'kind = "change"'},
            "funds": {"required": "amount >= 1000000", "help": "一百万元以上的要填"},
            "works": {"help": "每个单体一行"},
        },
        "rules": [{"check": "start <= finish", "message": "开工日期不能晚于竣工日期", "field": "finish"}],
    },
}


def form_of(document: Any) -> Form:
    """The form; fails with the faults otherwise."""
    form = read(document)
    assert isinstance(form, Form), form
    return form


_LABELS = st.text("甲乙丙丁戊项目名称", min_size=1, max_size=6)
_CHOICES = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), min_size=1, max_size=5, unique=True)


def _one_of(values: list[str]) -> list[dict[str, str]]:
    return [{"const": value, "title": f"选项{value}"} for value in values]


_BETWEEN = st.lists(st.integers(-1000, 1000), min_size=2, max_size=2).map(sorted)
SIMPLE = st.one_of(
    st.tuples(st.integers(1, 5), st.integers(5, 30)).map(
        lambda pair: {"type": "string", "minLength": pair[0], "maxLength": pair[1]}
    ),
    st.just({"type": "string"}),
    _BETWEEN.map(lambda pair: {"type": "integer", "minimum": pair[0], "maximum": pair[1]}),
    st.just({"type": "integer"}),
    st.just({"type": "integer", "format": "money"}),
    st.integers(1, 6).map(lambda n: {"type": "string", "format": "decimal", "decimals": n}),
    *(
        st.just({"type": "string", "format": name})
        for name in (
            "date", "local-date-time", "identity-number", "credit-code", "mobile-phone", "phone",
            "postal-code", "email", "region",
        )
    ),
    st.just({"type": "integer", "format": "organ"}),
    st.just({"type": "integer", "format": "person"}),
    _CHOICES.map(lambda values: {"type": "string", "oneOf": _one_of(values)}),
)  # fmt: skip
_ROW = st.dictionaries(st.sampled_from(["p", "q", "r"]), SIMPLE, min_size=1, max_size=3)
PROPERTY = st.one_of(
    SIMPLE,
    _CHOICES.map(lambda values: {"type": "array", "items": {"type": "string", "oneOf": _one_of(values)}}),
    st.just({"type": "boolean"}),
    st.just({"type": "boolean", "const": True}),
    st.just({"type": "array", "items": {"type": "integer", "format": "file"}, "maxItems": 3}),
    st.tuples(_ROW, st.booleans()).map(
        lambda made: {
            "type": "array",
            "maxItems": 3,
            "items": {
                "type": "object",
                "properties": {name: {**schema, "title": name} for name, schema in made[0].items()},
                "required": sorted(made[0])[: int(made[1])],
            },
        }
    ),
)


@st.composite
def documents(draw: Any) -> dict[str, Any]:
    """Documents without conditions and rules: for these the contract is exact."""
    schemas = draw(st.dictionaries(st.sampled_from([f"f{n}" for n in range(8)]), PROPERTY, min_size=1, max_size=6))
    titled = {name: {**schema, "title": draw(_LABELS)} for name, schema in schemas.items()}
    required = draw(st.lists(st.sampled_from(sorted(titled)), unique=True))
    consents = [name for name, schema in titled.items() if "const" in schema]
    long = [name for name, schema in titled.items() if schema == {"type": "string", "title": schema["title"]}]
    wishes = {name: {"widget": "textarea"} for name in long if draw(st.booleans())}
    return {
        "title": "表单",
        "properties": titled,
        "required": sorted({*required, *consents}),
        "ui": {"fields": wishes},
    }


GOOD = {
    "date": st.dates().map(str),
    "local-date-time": st.datetimes().map(lambda at: at.isoformat()[:16]),
    "identity-number": st.dates(min_value=date(1900, 1, 1)).map(lambda day: make_identity_number("990101", day, 7)),
    "credit-code": st.integers(0, 999).map(lambda n: make_credit_code("91", "990101", f"{n:08}"[:8])),
    "mobile-phone": st.integers(13000000000, 19999999999).map(str),
    "phone": st.sampled_from(["0999-8600000", "12345", "13900000000", "400-123-4567"]),
    "postal-code": st.integers(0, 999999).map(lambda n: f"{n:06}"),
    "email": st.sampled_from(["a@b.cn", "first.last+x@sub.example.com"]),
    "region": st.sampled_from(["99", "9901", "990121"]),
    "decimal": st.decimals(-1000, 1000, places=1).map(str),
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["p", "q", "f0"]), inner, max_size=3),
    max_leaves=5,
)


def answers(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Mostly good answers to a property, with bad ones among them."""
    return st.one_of(_good(schema), _good(schema), _good(schema), ANYTHING)


def _good(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    kind, form = schema["type"], schema.get("format", "")
    if "oneOf" in schema:
        return st.sampled_from([each["const"] for each in schema["oneOf"]])
    if kind == "string":
        return GOOD[form] if form else st.text("甲乙 ab\n\t", max_size=32)
    if kind == "integer":
        return st.integers(schema.get("minimum", 1), schema.get("maximum", 10**6)) | st.integers(-5, 5).map(float)
    if kind == "boolean":
        return st.booleans()
    items = schema["items"]
    if items["type"] == "object":
        row = st.fixed_dictionaries({}, optional={n: answers(s) for n, s in items["properties"].items()})
        return st.lists(row, max_size=4)
    inner = st.integers(1, 4) if items["type"] == "integer" else _good(items)
    return st.lists(inner, max_size=4)
