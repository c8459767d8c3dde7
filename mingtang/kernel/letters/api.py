"""What the rest of Mingtang may use of letters.

    number = issue_number(organ, "letter", on=today)                # numbers come from the caller's transaction
    letter = render("acceptance-notice", {"number": number, ...}, organ_id=organ.pk)  # PDF, its digest, its version
    render_again(letter.version_id, data)                           # as it was then
    version = template_for("acceptance-notice", data, organ_id=…)   # now, with the number; render_again later
    letter = sealed(version.pk, data, organ_id=…, scope="services.letters", title="…", about=row)   # in a task or handler
    twin = sealed_twin(version.pk, data, …)                         # the same as OFD, in a task
    name = keep(letter, "letters/2026"); kept(name)                 # in the storage of the node
    Filing(acts.KEEP_LETTER, "services.letters", origin_of)         # all of that for the documents of a business

Setting takes some tens of milliseconds when warm, and seconds at most: for many letters at once use a task.
"""

from collections.abc import Mapping
from typing import Any

from mingtang.kernel.definitions.api import install_definition
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.events import LetterTemplatePublished, LetterTemplateRetired
from mingtang.kernel.letters.filing import LATER, Filing, Origin
from mingtang.kernel.letters.fonts import missing_roles
from mingtang.kernel.letters.keeping import keep, keep_twin, kept
from mingtang.kernel.letters.kinds import LETTERS, Content
from mingtang.kernel.letters.models import Filed, LetterTemplate, LetterVersion
from mingtang.kernel.letters.queries import NoTemplate, version_in_force, version_of
from mingtang.kernel.letters.rendering import Letter, MissingVariables, set_letter
from mingtang.kernel.letters.rules import missing_variables
from mingtang.kernel.letters.sealing import Twin, sealed, sealed_twin
from mingtang.kernel.letters.typesetting import CannotSet

__all__ = [
    "LATER",
    "LETTERS",
    "CannotSet",
    "Content",
    "Filed",
    "Filing",
    "Letter",
    "LetterTemplate",
    "LetterTemplatePublished",
    "LetterTemplateRetired",
    "LetterVersion",
    "MissingVariables",
    "NoTemplate",
    "Origin",
    "Twin",
    "install",
    "keep",
    "keep_twin",
    "kept",
    "missing_fonts",
    "render",
    "render_again",
    "sealed",
    "sealed_twin",
    "template_for",
]


def render(key: str, data: Mapping[str, Any], *, organ_id: int | None = None) -> Letter:
    """The letter of the template `key` in force for the organ (the nearest up the tree, else the node's) with JSON `data`.

    Raises NoTemplate, MissingVariables, CannotSet.
    """
    return set_letter(version_in_force(key, organ_id), data)


def template_for(key: str, data: Mapping[str, Any], *, organ_id: int | None = None) -> LetterVersion:
    """The version that a letter with these data is to be set by later. Raises NoTemplate, MissingVariables."""
    version = version_in_force(key, organ_id)
    if labels := missing_variables(version.variables, data):
        raise MissingVariables(labels)
    return version


def render_again(version_id: int, data: Mapping[str, Any]) -> Letter:
    """A letter as it was set by a version: the same data make the same bytes. Raises as `render`."""
    return set_letter(version_of(version_id), data)


def install(key: str, title: str, content: Content, *, owner: Organ | None = None) -> LetterVersion:
    """Publish a template that comes with the program, unless it is in force already; for set-up. Raises Refused."""
    return install_definition(SYSTEM, LETTERS, key=key, title=title, content=content, organ=owner)


def missing_fonts() -> list[str]:
    """Roles of GB/T 9704 that no installed font can play."""
    return missing_roles()
