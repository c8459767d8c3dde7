"""Facts of the databases."""

from dataclasses import dataclass
from typing import ClassVar

from mingtang.kernel.evidence.api import Event


@dataclass(frozen=True, kw_only=True)
class RecordsChanged(Event):
    """Records of a database came in, say something else, or are no longer public. The subject is `database:<key>`."""

    name: ClassVar[str] = "databases.RecordsChanged"
    database: str
    numbers: list[str]
