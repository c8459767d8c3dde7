"""What every channel can do: take a notice for some accounts, inside the transaction in which it is written."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.models import Notice


class Channel(ABC):
    """A way to reach people."""

    code: ClassVar[str]
    label: ClassVar[Any]

    @abstractmethod
    def accept(self, notice: Notice, accounts: Sequence[Account]) -> None:
        """Take `notice` for `accounts`: a bounded number of statements, no remote call."""
