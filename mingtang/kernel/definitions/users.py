"""What uses a definition: other rooms say so, and its pages lead there."""

from collections.abc import Callable

from mingtang.kernel.definitions.models import Definition

User = tuple[str, str]
"""What it is called, and its address."""
UserOf = Callable[[Definition], User | None]
_known: list[UserOf] = []


def register_user(user_of: UserOf) -> None:
    """Let `user_of` say what a definition was made for; None for those it does not know."""
    if user_of not in _known:
        _known.append(user_of)


def users_of(definition: Definition) -> list[User]:
    """Everything a definition was made for."""
    return [user for user_of in _known if (user := user_of(definition)) is not None]
