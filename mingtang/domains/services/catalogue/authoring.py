"""What is left to do until an item can be published, step by step, each with the page where it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mingtang.domains.services.catalogue.item_form import item_form
from mingtang.domains.services.catalogue.models import ItemVersion, ServiceItem
from mingtang.domains.services.catalogue.rules.defects import Defect

RUNNING = ("form_key", "process_key", "letters")
"""Elements that the room of designing leads to."""


@dataclass(frozen=True)
class AuthorStep:
    """One step: what it is, where it is done, what is said of it. `wanting` counts what keeps from publication."""

    title: str
    url: str
    detail: str = ""
    wanting: int = 0
    optional: bool = False

    @property
    def state(self) -> str:
        """The class of the check list: warn, open for what may be left out, pass."""
        return "warn" if self.wanting else "open" if self.optional else "pass"

    @property
    def words(self) -> str:
        return f"{self.wanting} 处待完善" if self.wanting else "可选" if self.optional else "完成"


MoreSteps = Callable[[ServiceItem, ItemVersion, Sequence[Defect]], list[AuthorStep]]
_more: list[MoreSteps] = []


def register_author_steps(steps: MoreSteps) -> None:
    """Let another room say what an item needs beside its sections."""
    _more[:] = [steps]


def author_steps(item: ServiceItem, version: ItemVersion, defects: Sequence[Defect]) -> list[AuthorStep]:
    """Every section with what is wanting in it, then what other rooms ask for."""
    own = [_section(item, number, version, defects) for number in range(len(item_form().sections))]
    return [*own, *(step for steps in _more for step in steps(item, version, defects))]


def _section(item: ServiceItem, number: int, version: ItemVersion, defects: Sequence[Defect]) -> AuthorStep:
    section: Any = item_form().sections[number]
    names = {each.name for each in section.fields} - set(RUNNING)
    wanting = sum(1 for each in defects if each.element in names)
    filled = any(name in version.document for name in names)
    address = reverse("service_item_edit", args=[item.pk, number])
    return AuthorStep(section.title, address, wanting=wanting, optional=not filled)
