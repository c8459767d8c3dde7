"""What a till has to be able to do."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from mingtang.domains.services.payments.models import PaymentOrder


class NotGenuine(Exception):
    """The notice was not signed by the till, or cannot be read."""


@dataclass(frozen=True)
class Paid:
    """What a till tells: which order was paid, how much in fen, under which transaction and receipt of its own."""

    number: str
    organ_id: int
    amount: int
    transaction: str
    receipt: str


class Provider(ABC):
    """One till. `address` and `read` are called inside requests and ask nobody; `refund` is called by the worker."""

    code: ClassVar[str]
    label: ClassVar[str]

    @abstractmethod
    def address(self, order: PaymentOrder) -> str:
        """Where the payer goes to pay."""

    @abstractmethod
    def read(self, body: bytes, signature: str) -> Paid:
        """A notice in our words. Raises NotGenuine."""

    @abstractmethod
    def refund(self, order: PaymentOrder, amount: int, key: str) -> str:
        """Pay back; answers the transaction. The same `key` pays once. Whatever it raises is tried again."""
