"""A home page or a topic as a list of blocks, `{"id": ..., "type": ..., "value": ...}` as Wagtail stores them, and steps on it.

A step takes a list and gives another one; it refuses when somebody else has taken the block away meanwhile.
"""

from collections.abc import Callable, Sequence
from typing import Any

from mingtang.kernel.directory.api import Refused

Block = dict[str, Any]
Step = Callable[[list[Block]], list[Block]]

KINDS = {
    "notice": "通栏提示",
    "ask": "办事搜索",
    "life": "主题入口",
    "headlines": "要闻和头图",
    "lists": "栏目列表",
    "services": "政务服务入口",
    "links": "链接",
    "policies": "政策文件",
    "talk": "互动回复",
    "figures": "数据",
    "topics": "专题入口",
    "picture": "图片",
    "articles": "选定的文章",
    "paragraph": "一段文字",
    "group": "大字入口",
}
"""What people call the kinds of blocks."""


def title_of(block: Block) -> str:
    """What a block is about: its title, else the beginning of its words."""
    value = block["value"]
    if isinstance(value, dict):
        return str(value.get("title") or value.get("alt") or value.get("path") or "")
    if isinstance(value, str):
        return value[:40]
    inner = [each.get("value", each) if isinstance(each, dict) else each for each in value]
    return "、".join(str(each.get("title") or each.get("path") or "") for each in inner if isinstance(each, dict))[:40]


def added(kind: str, value: Any) -> Step:
    """One more at the end."""
    return lambda blocks: [*blocks, {"type": kind, "value": value}]


def changed(key: str, value: Any) -> Step:
    """Another value for the block `key`."""

    def step(blocks: list[Block]) -> list[Block]:
        place = place_of(blocks, key)
        return [*blocks[:place], {**blocks[place], "value": value}, *blocks[place + 1 :]]

    return step


def removed(key: str) -> Step:
    """Without the block `key`."""

    def step(blocks: list[Block]) -> list[Block]:
        place = place_of(blocks, key)
        return [*blocks[:place], *blocks[place + 1 :]]

    return step


def moved(key: str, by: int) -> Step:
    """The block `key` so many places further on, or further up; never beyond either end."""

    def step(blocks: list[Block]) -> list[Block]:
        place = place_of(blocks, key)
        rest = [*blocks[:place], *blocks[place + 1 :]]
        to = min(max(place + by, 0), len(rest))
        return [*rest[:to], blocks[place], *rest[to:]]

    return step


def place_of(blocks: Sequence[Block], key: str) -> int:
    """Where the block `key` stands. Raises Refused when it is gone."""
    for place, block in enumerate(blocks):
        if block.get("id") == key:
            return place
    raise Refused("这一块已经被移走，请看最新的版面。")
