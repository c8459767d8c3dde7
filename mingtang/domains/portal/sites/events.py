"""Facts of the portal."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class PagesLoaded(Event):
    """Columns and articles of a site have come in at once."""

    name: ClassVar[str] = "portal.PagesLoaded"
    site_id: int


@dataclass(frozen=True, kw_only=True)
class HomeComposed(Event):
    """The home page of a site consists of something else."""

    name: ClassVar[str] = "portal.HomeComposed"
    site_id: int


@dataclass(frozen=True, kw_only=True)
class SiteRegisterChanged(Event):
    """The name, marks, colours or domain of a site are others."""

    name: ClassVar[str] = "portal.SiteRegisterChanged"
    site_id: int


@dataclass(frozen=True, kw_only=True)
class ColumnsArranged(Event):
    """A site has another tree of columns: one is new, called otherwise, elsewhere, retired or back."""

    name: ClassVar[str] = "portal.ColumnsArranged"
    site_id: int


@dataclass(frozen=True, kw_only=True)
class ArticlesMoved(Event):
    """Articles of a column stand in another one of the same site; their old addresses lead there."""

    name: ClassVar[str] = "portal.ArticlesMoved"
    site_id: int
    column_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class ColumnMerged(Event):
    """A column was retired, and another one of the same site goes on for it."""

    name: ClassVar[str] = "portal.ColumnMerged"
    site_id: int
    column_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class SiteStateChanged(Event):
    """A site was opened, suspended, is back, or was closed: every address of it answers otherwise."""

    name: ClassVar[str] = "portal.SiteStateChanged"
    site_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class TopicOpened(Event):
    """A site has a new topic."""

    name: ClassVar[str] = "portal.TopicOpened"
    site_id: int
    topic_id: int


@dataclass(frozen=True, kw_only=True)
class TopicComposed(Event):
    """A topic says something else, or is called otherwise."""

    name: ClassVar[str] = "portal.TopicComposed"
    site_id: int
    topic_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleFact(Event):
    """What happened to one article. `addresses` are the public pages that show it now or did so until now: its own first,
    then its columns from the inside out, then the home page. The subject is `article:<page id>`.
    """

    site_id: int
    page_id: int
    addresses: list[str]


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(ArticleFact):
    """Everybody can read an article that nobody could read before."""

    name: ClassVar[str] = "portal.ArticlePublished"


@dataclass(frozen=True, kw_only=True)
class ArticleCorrected(ArticleFact):
    """A published article says something else than before; its date of publication stays."""

    name: ClassVar[str] = "portal.ArticleCorrected"


@dataclass(frozen=True, kw_only=True)
class ArticleWithdrawn(ArticleFact):
    """An article can no longer be read; its address says why."""

    name: ClassVar[str] = "portal.ArticleWithdrawn"
