"""Personal data in what is to be published: texts and files (disclosure.md 7.12)."""

from dataclasses import dataclass

from mingtang.domains.disclosure.catalogue.models import InformationItem
from mingtang.domains.disclosure.catalogue.rules import ATTACHED_TO
from mingtang.kernel.content.api import materials_of, whole_text
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.lib.personal_data import OF_OFFICES, kinds_of_personal_data

UNREADABLE = "无法自动检查的内容"


@dataclass(frozen=True)
class Found:
    """What was met in one place: its title, text or a file by name."""

    place: str
    kinds: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place}：{'、'.join(self.kinds)}"


def scan(item: InformationItem) -> list[Found]:
    """Where an item holds personal data, by shape, and which files nobody but people can read; one statement and the files."""
    own = _kinds(f"{item.title}\n{item.subtitle}\n{item.summary}\n{item.body}")
    found = [Found("正文", own)] if own else []
    for material in materials_of(SYSTEM, ATTACHED_TO, str(item.pk)):
        text = whole_text(material.file.content)
        if kinds := (UNREADABLE,) if text is None else _kinds(text):
            found.append(Found(f"附件“{material.name}”", kinds))
    return found


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(kinds_of_personal_data(text, allowed=OF_OFFICES))
