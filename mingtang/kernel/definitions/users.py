"""What uses a definition: other rooms say so, and its pages lead there."""

from collections.abc import Callable

from mingtang.kernel.definitions.models import Definition
from mingtang.kernel.evidence.api import Actor

User = tuple[str, str]
"""What it is called, and its address."""
UserOf = Callable[[Definition, Actor], User | None]
_known: list[UserOf] = []


def register_user(user_of: UserOf) -> None:
    """Let `user_of` say what a definition was made for; None for those it does not know, and for readers who may not see it."""
    if user_of not in _known:
        _known.append(user_of)


def users_of(definition: Definition, actor: Actor) -> list[User]:
    """Everything a definition was made for that the reader may see."""
    return [user for user_of in _known if (user := user_of(definition, actor)) is not None]
