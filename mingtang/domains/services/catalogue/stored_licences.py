"""Which types of licences the store holds: what it has, nobody may be asked to bring again. The room of licences says so."""

from collections.abc import Callable

_types: list[Callable[[], frozenset[str]]] = []


def register_licence_types(types: Callable[[], frozenset[str]]) -> None:
    """Let `types` say the codes of the licence types in the store."""
    _types[:] = [types]


def stored_licence_types() -> frozenset[str]:
    """The codes of the licence types in the store; none without one."""
    return _types[0]() if _types else frozenset()
