"""What the blocks of home pages and topics need to be drawn: lists become articles, words become addresses."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.models import ArticlePage, ColumnPage
from mingtang.domains.portal.sites.neighbours import newest_answers
from mingtang.domains.portal.sites.queries import Columns, articles_at, newest, newest_documents


def drawn(columns: Columns, blocks: Iterable[Any]) -> list[dict[str, Any]]:
    """Each block as its template wants it: `kind`, `value`, `anchor`. Lists of columns that are not shown are left out."""
    found = [(block.block_type, _value(columns, block)) for block in blocks]
    shown = [(kind, value) for kind, value in found if value is not None]
    return [{"kind": kind, "value": value, "anchor": f"{kind}-{n}"} for n, (kind, value) in enumerate(shown, start=1)]


def _value(columns: Columns, block: Any) -> Any:
    draw = _DRAWN.get(block.block_type)
    return draw(columns, block.value) if draw else block.value


def _ask(columns: Columns, value: Any) -> dict[str, Any]:
    search = reverse("search")
    return {**value, "chips": [{"label": word, "url": f"{search}?{urlencode({'q': word})}"} for word in value["chips"]]}


def _headlines(columns: Columns, value: Any) -> dict[str, Any] | None:
    column = columns.named(value["path"])
    if column is None:
        return None
    articles = newest(column, value["count"] + 1)
    with_picture = (article for article in articles if article.picture)
    lead = next(with_picture, articles[0]) if articles else None
    rest = [article for article in articles if article is not lead]
    beside = columns.named(value["beside"]) if value["beside"] else None
    return {
        **_headed(columns, column, value["title"], rest),
        "lead": lead and _lead(columns, lead, value["picture"]),
        "beside": beside and _list(columns, beside, value["beside_title"], value["count"]),
    }


def _lead(columns: Columns, article: ArticlePage, picture: str) -> dict[str, Any]:
    return {
        "title": article.title,
        "url": columns.portal.address_of(article.url_path),
        "summary": article.summary,
        "picture": article.picture or picture,
    }


def _lists(columns: Columns, value: Any) -> list[dict[str, Any]]:
    found = [(wanted, columns.named(wanted["path"])) for wanted in value]
    return [_list(columns, column, wanted["title"], wanted["count"]) for wanted, column in found if column]


def _list(columns: Columns, column: ColumnPage, title: str, count: int) -> dict[str, Any]:
    return _headed(columns, column, title, newest(column, count))


def _headed(columns: Columns, column: ColumnPage, title: str, articles: list[ArticlePage]) -> dict[str, Any]:
    return {
        "title": title or column.title,
        "url": columns.portal.address_of(column.url_path),
        "items": items(columns, articles),
        "anchor": f"column-{column.pk}",
    }


def _policies(columns: Columns, value: Any) -> dict[str, Any] | None:
    column = columns.named(value["path"])
    if column is None:
        return None
    documents = newest_documents(column, value["count"])
    head = _headed(columns, column, value["title"], [])
    rows = [_document(columns, article) for article in documents]
    return {**head, "documents": rows, "links": value["links"], "links_title": value["links_title"]}


def _document(columns: Columns, article: ArticlePage) -> dict[str, Any]:
    interpretation = next((each for each in article.interpretations.all() if each.live), None)
    return {
        "title": article.title,
        "url": columns.portal.address_of(article.url_path),
        "number": article.document_number,
        "date": article.publish_date,
        "interpretation": interpretation
        and {
            "url": columns.portal.address_of(interpretation.url_path),
            "form": interpretation.get_interpretation_form_display(),
        },
    }


def _articles(columns: Columns, value: Any) -> dict[str, Any] | None:
    """Articles that were chosen one by one, in that order, as long as everybody may read them."""
    found = articles_at(columns.portal, list(value["articles"]))
    return {"title": value["title"], "items": items(columns, found)} if found else None


def _talk(columns: Columns, value: Any) -> dict[str, Any]:
    return {**value, "answers": newest_answers(value["count"])}


_DRAWN: dict[str, Callable[[Columns, Any], Any]] = {
    "ask": _ask,
    "headlines": _headlines,
    "lists": _lists,
    "policies": _policies,
    "articles": _articles,
    "talk": _talk,
}


def items(columns: Columns, articles: Iterable[ArticlePage]) -> list[dict[str, Any]]:
    """Articles as `link-list` shows them."""
    return [
        {
            "title": article.title,
            "url": columns.portal.address_of(article.url_path),
            "date": article.publish_date,
            "note": article.source,
            "tag": _("置顶") if article.is_on_top else "",
            "tag_kind": "state",
        }
        for article in articles
    ]
