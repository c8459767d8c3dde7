"""Processes as BPMN and decision tables as DMN, with their versions."""

from typing import Any

from django.db import models

from mingtang.kernel.definitions.api import Definition, Version
from mingtang.kernel.evidence.api import Protection
from mingtang.kernel.processes.permissions import READ_PROCESSES


class DrawnDefinition(Definition):
    """A definition that is drawn."""

    category = models.CharField("类别", max_length=40, blank=True)

    protection = Protection(read=READ_PROCESSES)

    class Meta(Definition.Meta):
        abstract = True


class DrawnVersion(Version):
    """A version of it; `xml` is what was drawn."""

    xml = models.TextField("内容")

    protection = Protection(read=READ_PROCESSES, organ="definition__organ_id")
    confidential = frozenset({"xml"})

    class Meta(Version.Meta):
        abstract = True


class Process(DrawnDefinition):
    """A process (流程) that cases run on."""

    word = "process"

    class Meta(DrawnDefinition.Meta):
        verbose_name = "流程"


class ProcessVersion(DrawnVersion):
    """A version of a process. `pinned` names, by key, the versions of the decision tables it was published with."""

    definition: Any = models.ForeignKey(Process, models.PROTECT, related_name="versions", verbose_name="流程")
    pinned = models.JSONField("所用决策表", default=dict, blank=True)

    class Meta(DrawnVersion.Meta):
        verbose_name = "流程版本"


class Decision(DrawnDefinition):
    """A decision table (决策表) that business rule tasks ask by its key."""

    word = "decision"

    class Meta(DrawnDefinition.Meta):
        verbose_name = "决策表"


class DecisionVersion(DrawnVersion):
    """A version of a decision table."""

    definition: Any = models.ForeignKey(Decision, models.PROTECT, related_name="versions", verbose_name="决策表")

    class Meta(DrawnVersion.Meta):
        verbose_name = "决策表版本"
