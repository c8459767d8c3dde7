"""Publishing articles all at once or not at all, correcting and withdrawing them. The system alone says when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.actions.freshness import freshen
from mingtang.domains.portal.sites.events import ArticleCorrected, ArticleFact, ArticlePublished, ArticleWithdrawn
from mingtang.domains.portal.sites.models import ArticleFile, ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.permissions import PUBLISH_ARTICLES
from mingtang.domains.portal.sites.queries import columns_above, former_slugs
from mingtang.domains.portal.sites.reserving import require_free
from mingtang.kernel.content.api import File
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act, several_acts


@dataclass(frozen=True)
class TextFile:
    """A file that comes with a text: an attachment, or something that a block of the text names."""

    file: File
    title: str
    role: str = ArticleFile.Role.ATTACHMENT


_NO_COLUMNS = {"files", "translates", "translated_of"}


@dataclass(frozen=True, kw_only=True)
class ArticleText:
    """What an article says; `body` are blocks as Wagtail stores them, `{"type": ..., "value": ...}`.

    A picture whose `url` is `file:2` is the third of `files`, which has its address only once the article is there.
    """

    title: str
    source: str
    editor: str
    body: Sequence[dict[str, Any]]
    subtitle: str = ""
    author: str = ""
    summary: str = ""
    keywords: str = ""
    top_until: date | None = None
    expire_at: datetime | None = None
    original_url: str = ""
    picture: str = ""
    picture_alt: str = ""
    disclosure_number: str = ""
    document_number: str = ""
    subject: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    interprets: ArticlePage | None = None
    interpretation_form: str = ""
    translates: ArticlePage | None = None
    translated_of: datetime | None = None
    files: Sequence[TextFile] = ()

    @property
    def values(self) -> dict[str, Any]:
        """By column of the article. What says the same in two languages shares its key; of others nothing is said of that."""
        columns = {name: value for name, value in vars(self).items() if name not in _NO_COLUMNS}
        key = {"translation_key": self.translates.translation_key} if self.translates is not None else {}
        seen = {"translated_of": self.translated_of} if self.translated_of is not None else {}
        return {**columns, **key, **seen, "body": list(self.body)}


@dataclass(frozen=True)
class Publication:
    """A text that is to stand in a column, published by an organ."""

    column: ColumnPage
    organ: Organ
    text: ArticleText


def publish_articles(actor: Actor, portal: PortalSite, publications: Sequence[Publication]) -> list[ArticlePage]:
    """Publish all of them now, or none. Raises Refused, NotPermitted, ValidationError.

    The date of publication is this moment for all: it is never given from outside, because a forged date is a veto
    (政府网站与政务新媒体检查指标, 国办秘函〔2019〕19号, 单项否决). Some fifteen statements for each article.
    """
    now = timezone.now()
    with several_acts():
        columns = {each.column.pk: _locked(portal, each.column) for each in sorted(publications, key=_by_column)}
        return [_publish(actor, portal, columns[each.column.pk], each, now) for each in publications]


def _by_column(publication: Publication) -> int:
    return int(publication.column.pk)


def _locked(portal: PortalSite, column: ColumnPage) -> ColumnPage:
    """The column as it stands, ours until the end, so that no two articles get one address. Raises Refused."""
    inside = ColumnPage.objects.descendant_of(portal.site.root_page).filter(pk=column.pk)
    locked: ColumnPage | None = inside.select_for_update(of=("self",)).first()
    if locked is None or not locked.live:
        raise Refused(f"栏目“{column.title}”不在这个网站上，或已停用。", "column")
    return locked


def _publish(
    actor: Actor, portal: PortalSite, column: ColumnPage, publication: Publication, now: datetime
) -> ArticlePage:
    times = {"publish_date": now, "first_published_at": now, "last_published_at": now}
    article = ArticlePage(
        slug=_free_slug(column, now), organ=publication.organ, locale_id=column.locale_id, **times,
        **publication.text.values,
    )  # fmt: skip
    with act(acts.PUBLISH_ARTICLE, actor, within=_scope(actor, portal, column)) as deed:
        if publication.text.translates is not None:
            _require_untranslated(column, publication.text.translates)
        column.add_child(instance=article)
        deed.on = article
        _add_files(deed, portal, article, publication.text)
        above = _freshened(article)
        deed.announce(_fact(ArticlePublished, portal, article, above))
    return article


def _require_untranslated(column: ColumnPage, original: ArticlePage) -> None:
    """A language says an article once; a translation that was withdrawn leaves its place to a new one. Raises Refused."""
    same = ArticlePage.objects.filter(translation_key=original.translation_key, locale=column.locale_id)
    if same.filter(live=True).exists():
        raise Refused("这篇文章已经有译文，请更正译文。")
    for former in same:
        ArticlePage.objects.filter(pk=former.pk).update(translation_key=uuid4())


def _add_files(deed: Deed, portal: PortalSite, article: ArticlePage, text: ArticleText) -> None:
    """Give the article its files, and the pictures of its text their addresses."""
    addresses = {}
    for place, each in enumerate(text.files):
        row = ArticleFile(article=article, file=each.file, title=each.title, role=each.role, place=place)
        deed.create(row)
        addresses[f"file:{place}"] = portal.address_of_file(row.pk)
    if any(block["type"] == "picture" for block in text.body):
        article.body = [_placed(block, addresses) for block in text.body]
        article.save(update_fields=["body"])


def _placed(block: dict[str, Any], addresses: dict[str, str]) -> dict[str, Any]:
    if block["type"] != "picture":
        return block
    url = block["value"]["url"]
    return {**block, "value": {**block["value"], "url": addresses.get(url, url)}}


def _free_slug(column: ColumnPage, now: datetime) -> str:
    """`20261123-3`: the third article of the column on that day. Withdrawn ones keep theirs, and so do those that went elsewhere."""
    day = f"{timezone.localdate(now):%Y%m%d}"
    taken = set(ArticlePage.objects.child_of(column).filter(slug__startswith=f"{day}-").values_list("slug", flat=True))
    taken |= former_slugs(column, f"{day}-")
    return next(slug for number in range(1, len(taken) + 2) if (slug := f"{day}-{number}") not in taken)


def correct_article(
    actor: Actor, portal: PortalSite, article: ArticlePage, text: ArticleText, *, note: str
) -> ArticlePage:
    """Have a published article say `text`, with a note that everybody sees; its date stays. Raises Refused, NotPermitted."""
    if not note.strip():
        raise Refused("请写明更正了什么。", "correction")
    column = _column_of(portal, article)
    with act(acts.CORRECT_ARTICLE, actor, article, within=_scope(actor, portal, column)) as deed:
        now = timezone.now()
        article = _published(actor, article)
        said = {"correction": note.strip(), "corrected_at": now, "last_published_at": now}
        deed.change(article, **text.values, draft_title=text.title, **said)
        for former in article.files.all():
            deed.remove(former)
        _add_files(deed, portal, article, text)
        deed.announce(_fact(ArticleCorrected, portal, article, columns_above(article)))
    return article


def withdraw_article(actor: Actor, portal: PortalSite, article: ArticlePage, *, reason: str) -> ArticlePage:
    """Take a published article away; its address answers 410 with the reason. Raises Refused, NotPermitted."""
    if not reason.strip():
        raise Refused("请写明撤稿原因。", "reason")
    column = _column_of(portal, article)
    with act(acts.WITHDRAW_ARTICLE, actor, article, within=_scope(actor, portal, column), basis=reason.strip()) as deed:
        article = _published(actor, article)
        deed.change(article, live=False, withdrawn_at=timezone.now(), withdrawal_reason=reason.strip())
        deed.announce(_fact(ArticleWithdrawn, portal, article, _freshened(article)))
    return article


def _column_of(portal: PortalSite, article: ArticlePage) -> ColumnPage:
    found: ColumnPage | None = (
        ColumnPage.objects.parent_of(article).descendant_of(portal.site.root_page).select_related("organ").first()
    )
    if found is None:
        raise Refused("这篇文章不在这个网站上。")
    return found


def _published(actor: Actor, article: ArticlePage) -> ArticlePage:
    """The article as it stands, ours until the end. Raises Refused when it has been withdrawn meanwhile, or is not the actor's to change."""
    now = ArticlePage.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if not now.live:
        raise Refused("这篇文章已经撤下。")
    require_free(actor, now)
    return now


def _scope(actor: Actor, portal: PortalSite, column: ColumnPage) -> PortalSite | ColumnPage:
    """Where the right to publish is asked for: over the site, or over the column for whoever has nothing but that."""
    of_column = column.organ_id is not None and not actor.may(PUBLISH_ARTICLES, portal)
    return column if of_column else portal


def _freshened(article: ArticlePage) -> Collection[ColumnPage]:
    """The columns above an article, told anew when their newest article was published (of what everybody can read)."""
    above = columns_above(article)
    freshen(above)
    return above


def _fact(
    kind: type[ArticleFact], portal: PortalSite, article: ArticlePage, above: Collection[ColumnPage]
) -> ArticleFact:
    paths = [article.url_path, *(column.url_path for column in above)]
    shown = [portal.address_of(path) for path in paths]
    return kind(
        subject=f"article:{article.pk}",
        site_id=portal.pk,
        page_id=article.pk,
        addresses=[*shown, portal.get_absolute_url()],
    )
