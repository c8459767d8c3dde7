"""What the rest of Mingtang may use of the processes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from mingtang.kernel.definitions import api as definitions
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.compiled import Unsound, net_of, picture_of_version, table_of, vocabulary_of
from mingtang.kernel.processes.events import DecisionPublished, DecisionRetired, ProcessPublished, ProcessRetired
from mingtang.kernel.processes.judging import judge_process
from mingtang.kernel.processes.kinds import DECISIONS, PROCESSES, NotFit
from mingtang.kernel.processes.models import Decision, DecisionVersion, Process, ProcessVersion
from mingtang.kernel.processes.rules import BadChoice, Choice, Rehearsal, packed, rehearse, unpacked
from mingtang.kernel.processes.vocabulary import register_rule, register_service
from mingtang.lib.flow.drawing import Line, Mark, lines_of, svg_of

__all__ = [
    "PROCESSES",
    "BadChoice",
    "Choice",
    "Decision",
    "DecisionPublished",
    "DecisionRetired",
    "DecisionVersion",
    "Drawn",
    "Mark",
    "NotFit",
    "Process",
    "ProcessPublished",
    "ProcessRetired",
    "ProcessVersion",
    "Rehearsal",
    "Unsound",
    "draw",
    "install",
    "install_decision",
    "judge_process",
    "net_of",
    "packed",
    "published_processes",
    "register_rule",
    "register_service",
    "rehearse",
    "table_of",
    "unpacked",
    "vocabulary_of",
]


def install(
    key: str, title: str, xml: bytes | str, *, owner: Organ | None = None, category: str = ""
) -> ProcessVersion:
    """Publish a process from a file, as the system, for `owner` or for the whole node; nothing happens the second time.

    Answers the version with this content. Raises NotFit with every fault when it may not be published.
    """
    return definitions.install_definition(
        SYSTEM, PROCESSES, key=key, title=title, content=_text(xml), organ=owner, category=category
    )


def install_decision(
    key: str, title: str, xml: bytes | str, *, owner: Organ | None = None, category: str = ""
) -> DecisionVersion:
    """As `install`, for a decision table in DMN. Install it before the processes that call it."""
    return definitions.install_definition(
        SYSTEM, DECISIONS, key=key, title=title, content=_text(xml), organ=owner, category=category
    )


def _text(xml: bytes | str) -> str:
    return xml if isinstance(xml, str) else xml.decode("utf-8-sig")


def published_id(key: str, organ_id: int | None = None) -> int | None:
    """The id of the version on which new cases run: that of the nearest organ up the tree, else the node's; one statement."""
    return definitions.published_id(PROCESSES, key, organ_id)


def published_processes(organ_id: int | None) -> list[ProcessVersion]:
    """All on which new cases of the organ run, the nearest of each key, by category and title; one statement."""
    nearest = definitions.published_versions(PROCESSES, organ_id)
    return sorted(nearest, key=lambda version: (version.definition.category, version.definition.title))


@dataclass(frozen=True)
class Drawn:
    """A process as a picture and in words: `{% component "process-drawing" svg=drawn.svg lines=drawn.lines %}`."""

    svg: SafeString
    lines: tuple[Line, ...]


def draw(version_id: int, marks: Mapping[str, Mark] | None = None, *, name: str = "process") -> Drawn:
    """Draw a version with marks by element; `name` must be unique on the page. One statement the first time, then none."""
    picture = picture_of_version(version_id)
    return Drawn(SafeString(svg_of(picture, marks, name=name)), lines_of(picture, marks))
