"""What the rest of Mingtang may use of the processes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.actions import NotFit, install_definition
from mingtang.kernel.processes.compiled import Unsound, net_of, picture_of_version, table_of, vocabulary_of
from mingtang.kernel.processes.events import DecisionPublished, ProcessPublished, ProcessRetired
from mingtang.kernel.processes.models import Decision, DecisionVersion, Process, ProcessVersion
from mingtang.kernel.processes.queries import published_process, published_processes
from mingtang.kernel.processes.vocabulary import register_rule, register_service
from mingtang.lib.flow.drawing import Line, Mark, lines_of, svg_of

__all__ = [
    "Decision",
    "DecisionPublished",
    "DecisionVersion",
    "Drawn",
    "Mark",
    "NotFit",
    "Process",
    "ProcessPublished",
    "ProcessRetired",
    "ProcessVersion",
    "Unsound",
    "draw",
    "install",
    "install_decision",
    "net_of",
    "published_processes",
    "published_version",
    "register_rule",
    "register_service",
    "table_of",
    "vocabulary_of",
]


def install(
    key: str, title: str, xml: bytes | str, *, owner: Organ | None = None, category: str = ""
) -> ProcessVersion:
    """Publish a process from a file, as the system, for `owner` or for the whole node; nothing happens the second time.

    Answers the published version. Raises NotFit with every fault when it may not be published.
    """
    version: ProcessVersion = install_definition(
        SYSTEM, Process, key=key, title=title, organ=owner, category=category, xml=_text(xml)
    )
    return version


def install_decision(
    key: str, title: str, xml: bytes | str, *, owner: Organ | None = None, category: str = ""
) -> DecisionVersion:
    """As `install`, for a decision table in DMN. Install it before the processes that call it."""
    version: DecisionVersion = install_definition(
        SYSTEM, Decision, key=key, title=title, organ=owner, category=category, xml=_text(xml)
    )
    return version


def _text(xml: bytes | str) -> str:
    return xml if isinstance(xml, str) else xml.decode("utf-8-sig")


def published_version(key: str, organ_id: int | None = None) -> ProcessVersion | None:
    """The version on which new cases run: the organ's own process `key`, else the node's; one statement."""
    return published_process(key, organ_id)


@dataclass(frozen=True)
class Drawn:
    """A process as a picture and in words: `{% component "process-drawing" svg=drawn.svg lines=drawn.lines %}`."""

    svg: SafeString
    lines: tuple[Line, ...]


def draw(version_id: int, marks: Mapping[str, Mark] | None = None, *, name: str = "process") -> Drawn:
    """Draw a version with marks by element; `name` must be unique on the page. One statement the first time, then none."""
    picture = picture_of_version(version_id)
    return Drawn(SafeString(svg_of(picture, marks, name=name)), lines_of(picture, marks))
