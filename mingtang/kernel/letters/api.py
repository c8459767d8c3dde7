"""What the rest of Mingtang may use of letters.

    number = issue_number(organ, "letter", on=today)                # numbers come from the caller's transaction
    letter = render("acceptance-notice", {"number": number, ...})   # PDF, its digest, the version it was set by
    render("acceptance-notice", data, version=3)                    # again as it was then

Setting takes some tens of milliseconds when warm, and seconds at most: for many letters at once use a task.
"""

from collections.abc import Mapping
from typing import Any

from mingtang.kernel.directory.api import Organ
from mingtang.kernel.letters.actions import Content, install_template
from mingtang.kernel.letters.events import LetterTemplatePublished, LetterTemplateRetired
from mingtang.kernel.letters.fonts import missing_roles
from mingtang.kernel.letters.models import LetterTemplate, LetterVersion
from mingtang.kernel.letters.queries import NoTemplate, version_in_force
from mingtang.kernel.letters.rendering import Letter, MissingVariables, set_letter
from mingtang.kernel.letters.typesetting import CannotSet

__all__ = [
    "CannotSet",
    "Content",
    "Letter",
    "LetterTemplate",
    "LetterTemplatePublished",
    "LetterTemplateRetired",
    "LetterVersion",
    "MissingVariables",
    "NoTemplate",
    "install",
    "missing_fonts",
    "render",
]


def render(code: str, data: Mapping[str, Any], *, version: int | None = None) -> Letter:
    """The letter of the template `code` in force (or of the version with that number) with JSON `data`.

    Raises NoTemplate, MissingVariables, CannotSet.
    """
    return set_letter(version_in_force(code, version), data)


def install(code: str, title: str, content: Content, organ: Organ | None = None) -> LetterVersion:
    """Publish a template that comes with the program, unless it is in force already; for set-up. Raises Refused."""
    return install_template(code, title, content, organ)


def missing_fonts() -> list[str]:
    """Roles of GB/T 9704 that no installed font can play."""
    return missing_roles()
