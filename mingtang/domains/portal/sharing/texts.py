"""What an original says, as its mirrors say it."""

from dataclasses import fields
from typing import Any

from mingtang.domains.portal.sites.api import ArticlePage, ArticleText, PortalSite, TextFile
from mingtang.lib.digests import canonical_json, sm3_hex

_OWN = frozenset({"top_until", "interprets", "original_url", "files", "body", "translates", "translated_of"})
"""What a mirror has of its own: its place on top is the taking site's affair, its origin is the original, and a document that is
explained, or translated, stands on the same site or family of sites.
"""
_COPIED = [each.name for each in fields(ArticleText) if each.name not in _OWN]


def text_for_mirror(original: ArticlePage, source: PortalSite) -> ArticleText:
    """The text of a mirror: the original's own, with its address as provenance. Two statements."""
    copied = {name: getattr(original, name) for name in _COPIED}
    files = [TextFile(each.file, each.title, each.role) for each in original.files.select_related("file")]
    return ArticleText(
        **copied, body=list(original.body.get_prep_value()), files=files, original_url=public_address(original, source)
    )


def public_address(article: ArticlePage, site: PortalSite) -> str:
    """The whole address of an article at the host of its site."""
    return f"https://{site.domain}{site.address_of(article.url_path)}"


def digest_of(text: ArticleText) -> str:
    """SM3 over everything a text says, files by their digest; 64 hexadecimal digits."""
    said: dict[str, Any] = {name: str(value) for name, value in text.values.items() if name != "body"}
    files = [[each.file.pk, each.title, each.role] for each in text.files]
    return sm3_hex(canonical_json({**said, "body": str(list(text.body)), "files": files}))
