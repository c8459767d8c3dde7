"""What changed from one version of a manuscript to another, line by line."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff

LABELS = {
    "title": "标题",
    "subtitle": "副标题",
    "source": "来源",
    "author": "作者",
    "editor": "责任编辑",
    "summary": "摘要",
    "keywords": "关键词",
    "original_url": "原文地址",
    "correction": "更正说明",
}
MOST_LINES = 400

Change = tuple[str, str]
"""A sign (`+` came, `-` went, `@` something was left out, blank stayed) and the line."""


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Lines of two versions that differ, with two around them; empty when both say the same."""
    lines = list(unified_diff(_lines(before), _lines(after), lineterm="", n=2))[2:]
    return [(line[:1], line[1:]) for line in lines[:MOST_LINES]]


def _lines(text: Mapping[str, str]) -> list[str]:
    return [*_facts(text), *text.get("body", "").splitlines()]


def _facts(text: Mapping[str, str]) -> Iterator[str]:
    for name, label in LABELS.items():
        if said := text.get(name):
            yield f"{label}：{said}"
