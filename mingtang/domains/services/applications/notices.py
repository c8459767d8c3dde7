"""What people are told when something happens to an application, read once from the shipped words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

PATH = Path(__file__).parent / "notices.yaml"
HANDLER = "handler"
ORGAN = "organ"
TOPIC = "applications"


@dataclass(frozen=True)
class Notice:
    """The words of one notice, with names in braces. `to` is empty for the applicant's side."""

    subject: str
    body: str
    basis: str = ""
    importance: str = "ordinary"
    to: str = ""

    def filled(self, facts: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body; a name nothing is known of becomes nothing."""
        known = _Known(facts)
        return self.subject.format_map(known), self.body.format_map(known)


class _Known(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return ""


@cache
def notices() -> Mapping[str, Notice]:
    """All notices by the fact, or the fact and what came of it."""
    read = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return {name: Notice(**told) for name, told in read.items()}


def notices_for(fact: str, *came_of_it: str) -> list[Notice]:
    """The notice for a fact and what came of it, else for the fact; and that for those who handle it, where they are told too."""
    wanted = [*(f"{fact}.{each}" for each in came_of_it if each), fact]
    found = next((name for name in wanted if name in notices()), "")
    return [notices()[name] for name in (found, f"{found}.{HANDLER}") if name in notices()]


def is_told(fact: str) -> bool:
    """Whether anybody is told of a fact, whatever comes of it."""
    return any(name == fact or name.startswith(f"{fact}.") for name in notices())
