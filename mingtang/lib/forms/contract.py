"""The contract of a form for programs: plain JSON Schema 2020-12, as OpenAPI 3.1 shows it."""

from typing import Any

from mingtang.lib.forms.form import Form


def contract(form: Form) -> dict[str, Any]:
    """JSON Schema of the data of `form`.

    Exact for forms without conditions and rules. Otherwise it is necessary, not sufficient: fields that hang on others
    are optional here, and their conditions stand in `x-visible`, `x-required` and `x-rules`.
    """
    properties = {}
    for section in form.sections:
        for field in section.fields:
            schema = {"title": field.title, **field.kind.contract(field)}
            if field.visible or section.visible:
                schema["x-visible"] = [each.text for each in (section.visible, field.visible) if each]
            if field.required_when:
                schema["x-required"] = field.required_when.text
            properties[field.name] = schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title,
        "type": "object",
        "properties": properties,
        "required": [
            each.name for section in form.sections if not section.visible for each in section.fields if each.always
        ],
        "additionalProperties": False,
        **(
            {"x-rules": [{"check": rule.check.text, "message": rule.message} for rule in form.rules]}
            if form.rules
            else {}
        ),
    }
