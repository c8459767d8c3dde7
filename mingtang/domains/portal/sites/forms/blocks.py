"""The settings of one block as a form, made from the block's own definition: single fields, and lists with a row for each entry."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms.boundfield import BoundField
from wagtail import blocks

from mingtang import ui
from mingtang.domains.portal.sites.blocks import PictureBlock

WORDS = {
    "title": "标题", "lead": "导语", "chips": "常搜的词", "card": "旁边显示最近的公开回复", "path": "栏目", "count": "条数",
    "beside": "旁边的栏目", "beside_title": "旁边的标题", "picture": "没有题图时的图片", "links": "链接", "links_title": "链接的标题",
    "url": "网址", "more_url": "“更多”的网址", "text": "说明", "icon": "图标", "soft": "浅色底", "source": "数据来源", "figures": "数据",
    "label": "名称", "value": "内容", "unit": "单位", "note": "备注", "topics": "专题", "state": "用国徽红", "alt": "替代文字",
    "caption": "图注", "picture_url": "图片", "ways_title": "渠道的标题", "ways_sub": "渠道的说明", "articles": "文章",
}  # fmt: skip
"""What people call the fields of blocks, by their names in `blocks.py`."""

HINTS = {
    "url": "本站的网址以 / 开头；也可以是 https:// 或者 tel: 的网址。",
    "alt": "说明图上有什么，给看不见图的人听。",
    "place": "改数字可以调整次序。",
}
ADDRESS = RegexValidator(r"^(/(?!/)|https?://|tel:|mailto:|#)", "网址应当以 /、https:// 或者 tel: 开头。")
"""Nothing that a browser would run: `javascript:` and its kind are no addresses."""
MORE = 3
"""So many empty rows are offered at a time."""


@cache
def icons() -> list[tuple[str, str]]:
    """The names of our icons."""
    names = (Path(ui.__file__).parent / "icons.txt").read_text(encoding="utf-8").split()
    return [("", "不用图标"), *((name, name) for name in sorted(names))]


@dataclass(frozen=True)
class Chooser:
    """What of a site can be named in a block: columns and articles by their path, pictures by their address."""

    columns: list[tuple[str, str]]
    articles: list[tuple[str, str]]
    pictures: list[tuple[str, str]]

    @property
    def choices(self) -> Mapping[str, list[tuple[str, str]]]:
        """By the names of fields."""
        return {
            "path": self.columns,
            "beside": self.columns,
            "article": self.articles,
            "picture": self.pictures,
            "icon": icons(),
        }


@dataclass(frozen=True)
class Rows:
    """A list inside a block: its words and the fields of each row."""

    name: str
    label: str
    rows: list[list[BoundField]]


class BlockForm(forms.Form):
    """The settings of a block. `value` is what it has now, None for a new one; `rows` how many of each list were shown."""

    def __init__(
        self, data: Any = None, *, block: blocks.Block, value: Any = None, chooser: Chooser, more: bool = False
    ) -> None:
        self.block, self.chooser = block, chooser
        super().__init__(None if more else data, initial=data.dict() if more and data else None)
        self.numbers: dict[str, int] = {}
        for name, child in singles(block):
            self._add(name, name, child, _known(value, name))
        for name, child in lists(block):
            self._add_rows(name, child, list(_known(value, name) or ()), data, more)

    def _add(self, key: str, name: str, child: blocks.Block, known: Any, *, required: bool | None = None) -> None:
        named = "picture" if name == "url" and isinstance(self.block, PictureBlock) else name
        made = _field(named, child, self.chooser, known)
        made.label = WORDS["picture_url"] if named != name else WORDS.get(name, name)
        made.help_text = HINTS.get(name, "") if named == name else "先在“素材”里上传。"
        made.required = made.required if required is None else required
        if known is not None:
            made.initial = known
        self.fields[key] = made

    def _add_rows(self, name: str, child: blocks.Block, known: list[Any], data: Any, more: bool) -> None:
        """A row for each entry and some empty ones; as many as were sent, and some more when those were asked for."""
        sent = str(data.get(f"{name}-rows", "")) if data else ""
        number = int(sent) if sent.isdigit() and len(sent) < 4 else len(known) + MORE
        number += MORE if more else 0
        self.numbers[name] = number
        for row in range(number):
            entry = known[row] if row < len(known) else None
            for sub, inner in _columns(name, child):
                given = _known(entry, sub) if isinstance(child, blocks.StructBlock) else entry
                self._add(f"{name}-{row}-{sub}", sub, inner, given, required=False)
                if row:  # said once, above the first
                    self.fields[f"{name}-{row}-{sub}"].help_text = ""
            self.fields[f"{name}-{row}-place"] = forms.IntegerField(
                label="次序", min_value=1, max_value=999, initial=row + 1, help_text=HINTS["place"] if not row else ""
            )
            self.fields[f"{name}-{row}-place"].required = False

    @property
    def plain(self) -> list[BoundField]:
        """The single fields."""
        return [self[name] for name, _ in singles(self.block)]

    @property
    def tables(self) -> Iterator[Rows]:
        """The lists."""
        for name, child in lists(self.block):
            keys = [
                [f"{name}-{row}-{sub}" for sub, _ in (*_columns(name, child), ("place", None))]
                for row in range(self.numbers[name])
            ]
            yield Rows(name, WORDS.get(name, "条目"), [[self[key] for key in row] for row in keys])

    def clean(self) -> dict[str, Any]:
        """Rows that are not empty have what they need."""
        said = super().clean() or {}
        for name, child in lists(self.block):
            for row in range(self.numbers[name]):
                self._require_whole(name, row, child)
        return said

    def _require_whole(self, name: str, row: int, child: blocks.Block) -> None:
        entry = self._row(name, row, child)
        for sub, inner in _columns(name, child):
            key = f"{name}-{row}-{sub}"
            if entry and inner.required and not entry.get(sub) and key not in self.errors:
                self.add_error(key, f"请填写第 {row + 1} 条的{WORDS.get(sub, sub)}。")

    def _row(self, name: str, row: int, child: blocks.Block) -> dict[str, Any]:
        """What was typed in a row; empty when no words were."""
        typed = {sub: self.cleaned_data.get(f"{name}-{row}-{sub}") for sub, _ in _columns(name, child)}
        words = [value for value in typed.values() if isinstance(value, str) and value]
        defaults = {sub: inner.get_default() for sub, inner in _columns(name, child)}
        return (
            {sub: value if value not in (None, "") else defaults[sub] or value for sub, value in typed.items()}
            if words
            else {}
        )

    @property
    def value(self) -> Any:
        """What the block is to hold, once the form is valid."""
        said = {name: self.cleaned_data[name] for name, _ in singles(self.block)}
        said |= {name: self._entries(name, child) for name, child in lists(self.block)}
        return said if isinstance(self.block, blocks.StructBlock) else said["value"]

    def _entries(self, name: str, child: blocks.Block) -> list[Any]:
        """The entries of a list in the order of their numbers."""
        rows = [(self.cleaned_data.get(f"{name}-{row}-place") or 999, row) for row in range(self.numbers[name])]
        found = [entry for _, row in sorted(rows) if (entry := self._row(name, row, child))]
        return found if isinstance(child, blocks.StructBlock) else [entry[_only(name)] for entry in found]


def singles(block: blocks.Block) -> list[tuple[str, blocks.Block]]:
    """The fields of a block that stand once, by name; a block without fields of its own is one called `value`."""
    if isinstance(block, blocks.StructBlock):
        return [(name, child) for name, child in block.child_blocks.items() if not isinstance(child, blocks.ListBlock)]
    return [] if isinstance(block, blocks.ListBlock) else [("value", block)]


def lists(block: blocks.Block) -> list[tuple[str, blocks.Block]]:
    """The lists of a block by name, each with the block of an entry."""
    if isinstance(block, blocks.ListBlock):
        return [("value", block.child_block)]
    children = block.child_blocks.items() if isinstance(block, blocks.StructBlock) else ()
    return [(name, child.child_block) for name, child in children if isinstance(child, blocks.ListBlock)]


def _columns(name: str, child: blocks.Block) -> list[tuple[str, blocks.Block]]:
    """The fields of an entry of the list `name`."""
    return list(child.child_blocks.items()) if isinstance(child, blocks.StructBlock) else [(_only(name), child)]


def _only(name: str) -> str:
    """What the one field of a list of words is called."""
    return {"chips": "label", "articles": "article"}.get(name, "value")


def _known(value: Any, name: str) -> Any:
    if value is None:
        return None
    return value.get(name) if hasattr(value, "get") else value


_MADE: dict[type[blocks.Block], Callable[[], forms.Field]] = {
    blocks.TextBlock: lambda: forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 6})),
}


def _field(name: str, child: blocks.Block, chooser: Chooser, known: Any) -> forms.Field:
    """The form field of a field of a block: a choice where only certain values make sense, what it has now among them."""
    if name in chooser.choices:
        choices = chooser.choices[name]
        if known and str(known) not in dict(choices):
            choices = [*choices, (str(known), str(known))]
        empty = [] if choices and choices[0][0] == "" else [("", "请选择")]
        return forms.ChoiceField(choices=[*empty, *choices], required=child.required)
    if type(child) in _MADE:
        return _MADE[type(child)]()
    made: forms.Field = deepcopy(child.field)
    if name in {"url", "more_url"}:
        made.validators = [*made.validators, ADDRESS]
    return made
