"""The enumerations of supervision as fields of the machine interface, with their Chinese labels."""

from typing import Annotated

from mingtang.domains.supervision.models import Charge, SupervisedItem
from mingtang.domains.supervision.rules import STAGES, Stage
from mingtang.ui.rest.fields import choices, labelled

ChargeRole = Annotated[Charge.Role, choices(Charge.Role)]
Cycle = Annotated[SupervisedItem.Cycle, choices(SupervisedItem.Cycle)]
ItemLevel = Annotated[SupervisedItem.Level, choices(SupervisedItem.Level)]
ItemSource = Annotated[SupervisedItem.Source, choices(SupervisedItem.Source)]
StageOfItem = Annotated[Stage, labelled(STAGES)]
