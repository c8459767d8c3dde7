"""From manuscripts to what everybody reads, and back for a correction."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from mingtang.domains.portal.editing.models import Manuscript, ManuscriptFile
from mingtang.domains.portal.editing.notation import Block, blocks_of, text_of
from mingtang.domains.portal.sites.api import ArticleFile, ArticlePage, ArticleText, PortalSite, TextFile

_PLAIN = ("title", "subtitle", "source", "author", "editor", "summary", "keywords", "original_url")

_KEPT = (
    "picture", "picture_alt", "disclosure_number", "document_number", "subject", "written_on", "effective_on",
    "valid_until", "interprets", "interpretation_form", "translated_of",
)  # fmt: skip


def text_for_everybody(manuscript: Manuscript) -> ArticleText:
    """What is published of a manuscript; two statements."""
    files = list(manuscript.files.select_related("file__content"))
    body = body_of(manuscript, files, lambda each: f"file:{files.index(each)}")
    plain = {name: getattr(manuscript, name) for name in (*_PLAIN, "top_until", "expire_at")}
    attached = [TextFile(each.file, each.title, each.role) for each in files]
    more = _kept_of(manuscript.corrects) | _translation_of(manuscript)
    return ArticleText(body=body, files=attached, **plain, **more)


def _translation_of(manuscript: Manuscript) -> dict[str, Any]:
    if manuscript.translates is None:
        return {}
    return {"translates": manuscript.translates, "translated_of": manuscript.translated_of}


def _kept_of(corrected: ArticlePage | None) -> dict[str, Any]:
    """What a correction leaves as it is: the metadata that manuscripts do not know."""
    return {name: getattr(corrected, name) for name in _KEPT} if corrected is not None else {}


def body_of(
    manuscript: Manuscript, files: list[ManuscriptFile], address: Callable[[ManuscriptFile], str]
) -> list[Block]:
    """The blocks of a manuscript, with its pictures at the addresses that `address` gives."""
    pictures = [each for each in files if each.is_picture]
    told = {
        number: {"url": address(each), "alt": each.title, "caption": each.caption}
        for number, each in enumerate(pictures, 1)
    }
    return blocks_of(manuscript.body, told)


def draft_of_article(article: ArticlePage, portal: PortalSite) -> dict[str, Any]:
    """What a correction of an article begins with. Raises CannotWrite where the notation cannot say what it shows."""
    plain = {name: getattr(article, name) for name in (*_PLAIN, "top_until", "expire_at")}
    numbers = {address: number for number, address in enumerate(_pictures_of(article, portal), 1)}
    return {**plain, "body": text_of(list(article.body.raw_data), numbers)}


def files_of_article(article: ArticlePage, portal: PortalSite) -> list[ManuscriptFile]:
    """The pictures and attachments that a correction of an article begins with, in their order; one statement."""
    shown = {block["value"]["url"]: block["value"] for block in article.body.raw_data if block["type"] == "picture"}
    pictures = [
        ManuscriptFile(file=row.file, role=row.role, title=told["alt"], caption=told.get("caption") or "")
        for address, row in _pictures_of(article, portal).items() if (told := shown.get(address))
    ]  # fmt: skip
    attached = article.files.filter(role=ArticleFile.Role.ATTACHMENT)
    return [*pictures, *(ManuscriptFile(file=row.file, role=row.role, title=row.title) for row in attached)]


def _pictures_of(article: ArticlePage, portal: PortalSite) -> dict[str, ArticleFile]:
    """The pictures that an article has of its own, by their address, in the order of the text."""
    rows = {portal.address_of_file(row.pk): row for row in article.files.filter(role=ArticleFile.Role.INSIDE)}
    named = [block["value"]["url"] for block in article.body.raw_data if block["type"] == "picture"]
    return {address: rows[address] for address in dict.fromkeys(named) if address in rows}


def article_of(manuscript: Manuscript, files: list[ManuscriptFile], **more: Any) -> ArticlePage:
    """The article that would come of it, with its pictures at addresses that only readers of the manuscript may open."""
    plain = {**manuscript.text, "correction": manuscript.correction, "top_until": manuscript.top_until}
    body = body_of(manuscript, files, file_address)
    return ArticlePage(**plain | {"body": body, "organ": manuscript.organ} | more)


def file_address(file: ManuscriptFile) -> str:
    return reverse("file_content", args=[file.file_id])


def files_of(manuscript: Manuscript) -> list[ManuscriptFile]:
    """Pictures and attachments in their order; one statement."""
    return list(manuscript.files.select_related("file__content"))
