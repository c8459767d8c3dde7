"""What pages of sites show of the business of other domains. Those say it themselves; `config` connects the two."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


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


def newest_answers(count: int) -> Sequence[Answer]:
    """At most `count` answers; none while nobody provides them."""
    return _answers[0](count) if _answers else ()
