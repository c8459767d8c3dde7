"""One cell of a foreign table as a value of an element of the item, and back. Codes may be written as codes or as words."""

import json
import re
from typing import Any
from unicodedata import normalize

from mingtang.lib.forms import Field
from mingtang.lib.forms.faults import Wrong

_BETWEEN = re.compile(r"[,，、;；|/\s]+")
_YES, _NO = {"是", "1", "y", "yes", "true", "有", "支持"}, {"否", "0", "n", "no", "false", "无", "不支持", "2"}


def value_of(field: Field, text: str) -> Any:
    """The value that a filled cell means. Raises ValueError with a Chinese sentence."""
    read = _READERS.get(field.kind.code, _plainly)
    try:
        return field.kind.check(field, read(field, text))
    except Wrong as wrong:
        raise ValueError(wrong.message) from wrong


def cell_of(field: Field, value: Any) -> str:
    """The cell for a value, as `value_of` reads it again."""
    if value is None:
        return ""
    if field.kind.code == "table":
        return json.dumps(value, ensure_ascii=False)
    if field.kind.code in {"choice", "choices", "yes_no"}:
        return field.kind.words(field, value, {})
    return json.dumps(value) if isinstance(value, list) else str(field.kind.shown(field, value))


def _plainly(field: Field, text: str) -> Any:
    return field.kind.typed(field, text)


def _choice(field: Field, text: str) -> str:
    """By value, by value without its leading zero (1 for 01), or by label whatever its brackets."""
    wanted = _bare(text)
    for choice in field.choices:
        if wanted in {choice.value, choice.value.lstrip("0"), _bare(choice.label)}:
            return choice.value
    raise ValueError(f"没有“{text[:40]}”这个选项，可以填：{'、'.join(choice.label for choice in field.choices)}")


def _choices(field: Field, text: str) -> list[str]:
    return list(dict.fromkeys(_choice(field, part) for part in _BETWEEN.split(text) if part))


def _yes_or_no(field: Field, text: str) -> bool:
    said = _bare(text).lower()
    if said not in _YES | _NO:
        raise ValueError("请填 是 或 否")
    return said in _YES


def _listed(field: Field, text: str) -> Any:
    """Rows of a table stand in one cell as a JSON list of objects, named by the columns of item.yaml."""
    try:
        rows = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as fault:
        raise ValueError("应为 JSON 列表，如 [{…}]，各行用要素名作键") from fault
    return rows


def _bare(text: str) -> str:
    return re.sub(r"[\s()（）]", "", normalize("NFKC", text))


_READERS = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_or_no,
    "table": _listed,
    "files": _listed,
}
