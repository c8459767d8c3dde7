"""Why a diagram is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be: at which element ("" is the file), why, in Chinese, and on which line of the file."""

    element: str
    message: str
    line: int = 0


class Unreadable(Exception):
    """The file is no XML that we are willing to read; nothing else can be said about it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.fault = Fault("", message, line)
