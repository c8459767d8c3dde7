"""From manuscripts to what everybody reads, and back for a correction."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from mingtang.domains.portal.editing.models import Manuscript, ManuscriptFile
from mingtang.domains.portal.editing.notation import Block, blocks_of, text_of
from mingtang.domains.portal.sites.api import ArticlePage, ArticleText, TextFile

_PLAIN = ("title", "subtitle", "source", "author", "editor", "summary", "keywords", "original_url")


def text_for_everybody(manuscript: Manuscript) -> ArticleText:
    """What is published of a manuscript; two statements."""
    files = list(manuscript.files.select_related("file__content"))
    body = body_of(manuscript, files, lambda each: f"file:{files.index(each)}")
    plain = {name: getattr(manuscript, name) for name in (*_PLAIN, "top_until", "expire_at")}
    attached = [TextFile(each.file, each.title, each.role) for each in files]
    return ArticleText(body=body, files=attached, **plain)


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


def draft_of_article(article: ArticlePage) -> dict[str, Any]:
    """What a correction of an article begins with. Raises CannotWrite where the notation cannot say what it shows."""
    plain = {name: getattr(article, name) for name in (*_PLAIN, "top_until", "expire_at")}
    return {**plain, "body": text_of(list(article.body.raw_data))}


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
