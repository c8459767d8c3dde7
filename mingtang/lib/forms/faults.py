"""What can be wrong with the document of a form, and with one answer."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with a document. `path` names the place as people say it: `properties.kind.oneOf[2]`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}" if self.path else self.message


class Wrong(ValueError):
    """An answer is not what its field asks for. The message is for the person who gave it.

    `inside` holds the faults of cells of a table, by path such as `2.price`.
    """

    def __init__(self, message: str = "", inside: dict[str, list[str]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.inside = inside or {}
