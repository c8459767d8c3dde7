"""The kinds of acts that actions have declared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models

from mingtang.kernel.evidence.permission import Actor, Permission

Restore = Callable[[Actor, Sequence[models.Model]], None]
"""Called with who undoes an act and the rows as they stand after its changes have been reversed, removed ones left out."""


@dataclass(frozen=True)
class Act:
    """A kind of act. `permission` None means that the action itself decides who may (signing in, one's own account).

    `restore` makes an act undoable: it sets derived state right, and raises CannotUndo when a rule forbids the result.
    """

    code: str
    label: str
    permission: Permission | None
    restore: Restore | None = None


_DECLARED: dict[str, Act] = {}


def declare_act(code: str, label: str, permission: Permission | None, *, restore: Restore | None = None) -> Act:
    """Declare a kind of act. Raises ValueError when the code is taken."""
    declared = Act(code, label, permission, restore)
    if _DECLARED.setdefault(code, declared) is not declared:
        raise ValueError(f"act {code} is declared twice")
    return declared


def declared_acts() -> list[Act]:
    """All kinds of acts, by code."""
    return sorted(_DECLARED.values(), key=lambda declared: declared.code)


def find_act(code: str) -> Act | None:
    """The declared act with this code."""
    return _DECLARED.get(code)
