"""Pure rules of payments: the states of an order, and what may be charged (行政许可法第五十八、五十九条)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How an order stands."""

    OPEN = "open"
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


STATES: dict[State, str] = {
    State.OPEN: "待缴费",
    State.PAID: "已缴费",
    State.REFUNDING: "退费中",
    State.REFUNDED: "已退费",
    State.CANCELLED: "已取消",
}


@dataclass(frozen=True)
class Fee:
    """A fee of a published list: its name, the standard and its basis in words, the price of one in fen."""

    name: str
    standard: str
    basis: str
    price: int


@dataclass(frozen=True)
class Line:
    """A fee and how many times it is charged."""

    fee: Fee
    quantity: int

    @property
    def amount(self) -> int:
        return self.fee.price * self.quantity


def why_not_charge(published: Mapping[str, Fee], asked: Sequence[tuple[str, int]], *, told: bool) -> str:
    """Why these fees (name, quantity) cannot be charged, "" when they can: of the published list only, and told once."""
    if told:
        return "费用已经告知过。应当缴纳的费用要一次告知。"
    if not asked:
        return "请选择收费项目。"
    if unknown := sorted({name for name, _ in asked} - set(published)):
        return f"实施清单没有公布这些收费项目，不能收取：{'、'.join(unknown)}。"
    if free := sorted({name for name, _ in asked if not published[name].price}):
        return f"实施清单没有写明收费标准的金额，不能收取：{'、'.join(free)}。"
    if len({name for name, _ in asked}) < len(asked):
        return "同一收费项目请合并成一行。"
    return "" if all(quantity > 0 for _, quantity in asked) else "数量应当大于零。"


def why_not_refund(state: str, amount: int, left: int) -> str:
    """Why `amount` fen cannot be ordered back of an order of which `left` fen have not been, "" when they can."""
    if state != State.PAID:
        return "只有已缴费的缴费单可以退费。"
    return "" if 0 < amount <= left else "退费金额应当大于零，不超过尚未退还的金额。"
