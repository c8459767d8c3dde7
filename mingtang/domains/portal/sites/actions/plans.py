"""Pages as they come in from elsewhere: a site that existed before, or the demonstration."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingtang.kernel.directory.api import Organ


@dataclass(frozen=True, kw_only=True)
class ArticlePlan:
    """An article as it comes in; `body` are blocks as Wagtail stores them.

    `interprets` is the path inside the site of the document that it explains; `translates` the path inside the original
    of the site of what it is a translation of, and `translated_of` the moment of the text that was translated.
    """

    slug: str
    title: str
    source: str
    editor: str
    publish_date: datetime
    body: Sequence[dict[str, Any]]
    organ: Organ
    subtitle: str = ""
    author: str = ""
    summary: str = ""
    keywords: str = ""
    top_until: date | None = None
    original_url: str = ""
    picture: str = ""
    picture_alt: str = ""
    disclosure_number: str = ""
    document_number: str = ""
    subject: str = ""
    written_on: date | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    interpretation_form: str = ""
    translated_of: datetime | None = None
    interprets: str = ""
    translates: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnPlan:
    """A column as it comes in. Without a cycle of its own it has that of its type."""

    slug: str
    title: str
    column_type: str
    description: str = ""
    must_update: bool = True
    organ: Organ | None = None
    update_cycle_days: int | None = None
    translates: str = ""
    columns: Sequence["ColumnPlan"] = ()
    articles: Sequence[ArticlePlan] = field(default=())
