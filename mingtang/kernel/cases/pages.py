"""What a domain adds to the one page of a case: panels with facts of its own, and ways to pages of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Link:
    """A button that leads to a page of the domain."""

    label: Any
    url: str
    icon: str = ""
    is_primary: bool = False
    is_download: bool = False


@dataclass(frozen=True)
class Section:
    """A panel: `template` is a fragment that finds `facts` under that name; `count` stands beside the title.

    It stands in the middle of the page, or `aside` under what one may do.
    """

    id: str
    title: Any
    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None
    aside: bool = False
    is_flush: bool = False


@dataclass(frozen=True)
class CasePage:
    """The domain's part of a case page. `up` leads to the list in which the case belongs; `tags` stand at the head.

    A domain that `shows_branches` itself spares its readers the parallel ways and the drawing of the process at first sight.
    """

    sections: Sequence[Section] = ()
    links: Sequence[Link] = ()
    up: Link | None = None
    tags: Sequence[Any] = ()
    shows_branches: bool = False

    @property
    def middle(self) -> list[Section]:
        return [section for section in self.sections if not section.aside]

    @property
    def beside(self) -> list[Section]:
        return [section for section in self.sections if section.aside]
