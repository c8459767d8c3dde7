"""What the page of search needs to draw answers: every choice is an address."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from mingtang.kernel.search.answers import Answers, Wish
from mingtang.kernel.search.queries import PAGE_SIZE
from mingtang.ui.listing import PageLink


@dataclass(frozen=True)
class Asked:
    """A question with its wishes."""

    text: str
    wish: Wish

    def choosing(self, **others: Any) -> str:
        """The address of the same question with other wishes."""
        return Asked(self.text, replace(self.wish, **others)).address()

    def address(self, page: int = 1) -> str:
        """The address of a page of its answers."""
        wish = self.wish
        query = QueryDict(mutable=True)
        query["q"] = self.text
        query.update(wish.chosen)
        if wish.newest:
            query["order"] = "newest"
        if page > 1:
            query["page"] = str(page)
        return f"?{query.urlencode()}"


def kind_tabs(asked: Asked, answers: Answers) -> list[dict[str, Any]]:
    """All answers, then each kind that has some; none when nothing answers."""
    everything = {
        "label": _("全部"),
        "count": answers.everywhere,
        "url": asked.choosing(kind=""),
        "current": not asked.wish.kind,
    }
    kinds = _choices(asked, answers, "kind")
    return [everything, *kinds] if kinds else []  # fmt: skip


def facet_rows(asked: Asked, answers: Answers) -> list[dict[str, Any]]:
    """Places, themes and years that answers can be narrowed to, where there is a choice."""
    labels = {"place": _("网站"), "theme": _("栏目主题"), "year": _("年份")}
    rows = []
    for name, label in labels.items():
        choices, chosen = _choices(asked, answers, name), getattr(asked.wish, name)
        if len(choices) > 1 or chosen:
            every = {"label": _("不限"), "count": None, "url": asked.choosing(**{name: ""}), "current": not chosen}
            rows.append({"label": label, "choices": [every, *choices]})
    return rows


def _choices(asked: Asked, answers: Answers, name: str) -> list[dict[str, Any]]:
    chosen = getattr(asked.wish, name)
    return [
        {"label": each.label, "count": each.count, "url": asked.choosing(**{name: each.value}), "current": each.value == chosen}
        for each in answers.facets[name]
    ]  # fmt: skip


def order_tabs(asked: Asked) -> list[dict[str, Any]]:
    """By relevance, or the newest first."""
    newest = asked.wish.newest
    return [
        {"label": _("按相关度"), "url": asked.choosing(newest=False), "current": not newest},
        {"label": _("按时间"), "url": asked.choosing(newest=True), "current": newest},
    ]


def pagination_of(asked: Asked, answers: Answers) -> dict[str, Any]:
    """What the component `pagination` asks for."""
    number, pages = answers.number, answers.pages
    near = range(max(1, number - 2), min(pages, number + 2) + 1)
    return {
        "total": answers.total,
        "more": answers.more,
        "unit": _("条"),
        "size": PAGE_SIZE,
        "number": number,
        "pages": pages,
        "previous_url": asked.address(number - 1) if number > 1 else "",
        "next_url": asked.address(number + 1) if number < pages else "",
        "links": [PageLink(str(each), asked.address(each), each == number) for each in near],
    }
