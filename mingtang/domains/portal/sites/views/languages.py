"""Sites in several languages: what language a page speaks, where the same is said in another one, what is not translated yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from mingtang.domains.portal.sites.models import ArticlePage, PortalSite
from mingtang.domains.portal.sites.queries import (
    Columns,
    article_at,
    at_path,
    counterpart,
    newest,
    source_of,
    topic_at,
)
from mingtang.domains.portal.sites.rules import LANGUAGE_TAGS, LANGUAGES, RIGHT_TO_LEFT
from mingtang.domains.portal.sites.views.blocks import drawn, items

SHOWN = 12
TRADITIONAL = ("zh-hant", "繁體")


@contextmanager
def speaking(request: HttpRequest, portal: PortalSite) -> Iterator[None]:
    """What is drawn in here speaks the language of a site that is a version of another one; others follow the reader."""
    if portal.original_id is None:
        yield
        return
    request.reading = replace(request.reading, lang=portal.language)  # type: ignore[attr-defined]
    with translation.override(request.reading.catalogue):  # type: ignore[attr-defined]
        yield


def language_links(request: HttpRequest, columns: Columns) -> list[dict[str, Any]]:
    """The same place in every language of the site; none where there is one language alone, without a statement then."""
    portal = columns.portal
    if not columns.in_languages:
        return []
    inner = request.path.removeprefix(portal.get_absolute_url()).strip("/") if request.path != "/" else ""
    labels, links = dict(LANGUAGES), []
    for site in columns.family:
        here = site.pk == portal.pk
        address = f"{site.get_absolute_url()}{inner}/" if inner else site.get_absolute_url()
        if site.original_id is not None:
            links.append(_link(labels[site.language], site.language, address, here))
            continue
        chosen = request.reading.language if here else ""  # type: ignore[attr-defined]
        links.append(_link(_("简体"), "zh-hans", f"{address}?lang=zh-hans", here and chosen != TRADITIONAL[0]))
        links.append(
            _link(TRADITIONAL[1], TRADITIONAL[0], f"{address}?lang=zh-hant", here and chosen == TRADITIONAL[0])
        )
    return links


def _link(label: str, language: str, url: str, current: bool) -> dict[str, Any]:
    tags = {**LANGUAGE_TAGS, TRADITIONAL[0]: "zh-Hant"}
    return {"label": label, "lang": tags[language], "dir": _direction(language), "url": url, "current": current}


def spoken(language: str) -> tuple[str, str]:
    """The tag of a language of sites (BCP 47), and the direction it is written in."""
    return LANGUAGE_TAGS[language], _direction(language)


def _direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def elsewhere(request: HttpRequest, columns: Columns, inner: str, frame: dict[str, Any]) -> HttpResponseBase:
    """What answers at a path that a site of several languages does not have itself: the page that says the same, or the
    original with a notice. Raises Http404 when no site of the family has such a page.
    """
    portal = columns.portal
    for site in columns.family:
        page = at_path(site, inner) if site.pk != portal.pk else None
        if page is None:
            continue
        if same := counterpart(portal, page):
            return HttpResponseRedirect(portal.address_of(same.url_path))
        if portal.original_id == site.pk:
            return _untranslated(request, site, inner, frame)
    raise Http404


def _untranslated(request: HttpRequest, original: PortalSite, inner: str, frame: dict[str, Any]) -> HttpResponseBase:
    columns = Columns(original)
    column = columns.at(inner)
    above, _slash, slug = inner.strip("/").rpartition("/")
    parent = columns.at(above) if column is None and above else None
    article = article_at(parent, slug) if parent else None
    topic = topic_at(original, inner) if column is None and article is None else None
    lang, direction = spoken(original.language)
    context: dict[str, Any] = {"original": original, "original_lang": lang, "original_dir": direction}
    if topic is not None:
        context |= {"topic": topic, "blocks": drawn(columns, topic.blocks)}
        return render(request, "portal/untranslated_topic.html", {**frame, **context})
    if column is None and article is None:
        raise Http404
    context |= {
        "article": article,
        "column": column or parent,
        "items": items(columns, newest(column, SHOWN)) if column else [],
    }
    return render(request, "portal/untranslated.html", {**frame, **context})


def is_outdated(article: ArticlePage, portal: PortalSite) -> bool:
    """Whether the original has changed since it was translated; one statement for a translation, else none."""
    if portal.original is None or article.translated_of is None:
        return False
    source = source_of(article, portal.original)
    return source is not None and source.changed_at > article.translated_of
