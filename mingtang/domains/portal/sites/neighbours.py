"""What pages of sites show of the business of other domains. Those say it themselves; `config` connects the two."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from mingtang.domains.portal.sites.models import PortalSite


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A question that was answered in public."""

    title: str
    url: str
    text: str
    organ: str
    note: str = ""


Answers = Callable[[int], Sequence[Answer]]
"""The newest answers, at most so many; one statement."""

_answers: list[Answers] = []


def register_answers(provider: Answers) -> None:
    """Let home pages show what `provider` gives; the last one counts."""
    _answers[:] = [provider]


Statement = Callable[[PortalSite], str]
"""Where everybody reads the newest yearly statement of a site (年度报表), "" while none was published; one statement of SQL."""

_statements: list[Statement] = []


def register_statement(provider: Statement) -> None:
    """Let home pages lead to what `provider` names; the last one counts. 国办函〔2018〕12号 wants it on the home page."""
    _statements[:] = [provider]


def statement_of(portal: PortalSite) -> str:
    """The address of the newest yearly statement of a site; "" while there is none, or nobody tells."""
    return _statements[0](portal) if _statements else ""


def newest_answers(count: int) -> Sequence[Answer]:
    """At most `count` answers; none while nobody provides them."""
    return _answers[0](count) if _answers else ()


LetterBoxes = Callable[[Collection[int]], Mapping[int, str]]
"""For these posts (by key), the addresses at which their holders are written to; posts without are left out. One statement."""

_letter_boxes: list[LetterBoxes] = []


def register_letter_boxes(provider: LetterBoxes) -> None:
    """Let pages of leaders say where one writes to them; the last one counts."""
    _letter_boxes[:] = [provider]


def letter_boxes(posts: Collection[int]) -> Mapping[int, str]:
    """Addresses by key of the post; none while nobody provides them."""
    return _letter_boxes[0](posts) if _letter_boxes and posts else {}
