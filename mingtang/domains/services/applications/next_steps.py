"""What the rooms above offer whoever looks at an application: rating it, asking for a visit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingtang.domains.services.applications.models import Application


@dataclass(frozen=True)
class NextStep:
    """A button on the page of an application."""

    label: Any
    url: str


StepOf = Callable[[Application], NextStep | None]
"""Called with a submitted application that its reader may read; answers nothing when there is nothing to do."""

_steps: list[StepOf] = []


def register_next_step(step_of: StepOf) -> None:
    """Offer a step on the page of every application, also to those who came by its query code."""
    if step_of not in _steps:
        _steps.append(step_of)


def next_steps_of(application: Application) -> list[NextStep]:
    """What can be done now."""
    return [step for step_of in _steps if (step := step_of(application)) is not None]
