"""The two kinds of definitions, processes and decision tables, and the words and addresses in which they differ."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.processes.models import Decision, Definition, Process
from mingtang.kernel.processes.queries import decisions_visible_to, processes_visible_to


@dataclass(frozen=True)
class Kind:
    """`name` begins the names of addresses and templates, `suffix` ends file names."""

    model: type[Definition]
    name: str
    noun: str
    suffix: str

    def url(self, place: str, *args: Any) -> str:
        """The address of a page of this kind."""
        return reverse(f"{self.name}_{place}", args=args)

    def visible_to(self, actor: Actor) -> QuerySet[Any]:
        """The definitions that the actor may read."""
        return processes_visible_to(actor) if self.model is Process else decisions_visible_to(actor)


PROCESSES = Kind(Process, "process", "流程", "bpmn")
DECISIONS = Kind(Decision, "decision", "决策表", "dmn")


def kind_of(definition: Definition) -> Kind:
    """The kind of `definition`."""
    return PROCESSES if isinstance(definition, Process) else DECISIONS
