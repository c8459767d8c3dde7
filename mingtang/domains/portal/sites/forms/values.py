"""Blocks as programs send them: held against the definitions of their kinds, and against what the forms of pages hold them to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from mingtang.domains.portal.sites.composition import KINDS, Block
from mingtang.domains.portal.sites.forms.blocks import ADDRESS
from mingtang.kernel.directory.api import Refused

LONGEST_WORDS = 4000
"""In characters; the forms ask no more."""
_ADDRESSES = {"url", "more_url", "picture"}


def normal_blocks(shapes: Mapping[str, blocks.Block], sent: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The blocks as they are stored. Raises Refused for the first that its kind does not allow."""
    return [_normal(shapes, number, block) for number, block in enumerate(sent, 1)]


def _normal(shapes: Mapping[str, blocks.Block], number: int, block: Mapping[str, Any]) -> Block:
    kind = str(block["type"])
    if kind not in shapes:
        raise Refused(f"第 {number} 块：这一页没有“{kind}”这种版块。", "blocks")
    shape = shapes[kind]
    try:
        stored = shape.get_prep_value(shape.clean(shape.to_python(block["value"])))
        _require_plain(stored)
    except (ValidationError, TypeError, ValueError, AttributeError, KeyError) as fault:
        # whatever a program sends instead of a value of this shape
        raise Refused(f"第 {number} 块“{KINDS[kind]}”的内容不完整，或者格式不对。", "blocks") from fault
    known = {"id": block["id"]} if block.get("id") else {}
    return {**known, "type": kind, "value": stored}


def _require_plain(stored: Any) -> None:
    """Words of bounded length, and no address that a browser would run. Raises ValidationError."""
    for name, words in _texts("", stored):
        if len(words) > LONGEST_WORDS:
            raise ValidationError("太长。")
        if name in _ADDRESSES and words:
            ADDRESS(words)


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(name if key == "value" else key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(name, inner)


def digest_of(stored: Sequence[Block]) -> str:
    """What tells one state of a composition from another, whatever keys its blocks have."""
    return sha256(json.dumps(_without_keys(list(stored)), sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _without_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_keys(inner) for name, inner in value.items() if name != "id"}
    return [_without_keys(inner) for inner in value] if isinstance(value, list) else value
