"""政务服务缴费: what has to be paid, by whom, what for; how it was paid."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.services.payments.actions.receiving import take_at_window
from mingtang.domains.services.payments.actions.refunding import order_refund, record_refund
from mingtang.domains.services.payments.models import PaymentOrder
from mingtang.domains.services.payments.queries import readable_orders
from mingtang.domains.services.payments.rules import STATES, State
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["政务服务缴费"])
ADDRESS = "/services/payments"
PaymentState = Annotated[State, labelled(STATES)]


class PaymentLineOut(Schema):
    """One fee."""

    name: str = Field(description="收费项目")
    standard: str = Field(description="收费标准")
    basis: str = Field(description="收费依据")
    price: int = Field(description="单价，分")
    quantity: int = Field(description="数量")
    amount: int = Field(description="金额，分")


class RefundOut(Schema):
    """What goes back of an order."""

    amount: int = Field(description="退费金额，分")
    reason: str = Field(description="退费原因")
    ordered_at: datetime = Field(description="决定退费时间")
    done_at: datetime | None = Field(description="退还时间")
    transaction: str = Field(description="退款流水号或者凭证号")


class PaymentOut(Schema):
    """An order to pay. Amounts are whole fen."""

    id: int
    number: str = Field(description="缴款单号")
    title: str = Field(description="事项")
    reference: str = Field(description="办件编号")
    organ_id: int = Field(description="收费单位")
    payer_name: str = Field(description="缴款人")
    amount: int = Field(description="金额，分")
    capitals: str = Field(description="大写金额")
    state: PaymentState = Field(description="状态")
    told_at: datetime = Field(description="告知时间")
    paid_at: datetime | None = Field(description="缴费时间")
    way: str = Field(description="缴费方式：online 网上支付，window 窗口缴费；未缴为空")
    receipt: str = Field(description="票据号")
    lines: list[PaymentLineOut] = Field(description="明细")

    refunds: list[RefundOut] = Field(description="退费")

    @staticmethod
    def resolve_refunds(row: PaymentOrder) -> list[Any]:
        return list(row.refunds.all())  # type: ignore[attr-defined]

    @staticmethod
    def resolve_lines(row: PaymentOrder) -> list[Any]:
        return list(row.lines.all())  # type: ignore[attr-defined]


class PaymentFilter(FilterSchema):
    state: PaymentState | None = Field(None, description="状态")
    number: Annotated[str, Line(60)] | None = Field(None, description="缴款单号")
    reference: Annotated[str, Line(80)] | None = Field(None, description="办件编号")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="收费单位")


class WindowPaymentIn(Request):
    receipt: Annotated[str, Line(60, shortest=1)] = Field(description="票据号")


class RefundIn(Request):
    amount: int = Field(ge=1, description="退费金额，分")
    reason: Annotated[str, Line(300, shortest=1)] = Field(description="退费原因")


class WindowRefundIn(Request):
    reference: Annotated[str, Line(80, shortest=1)] = Field(description="退款凭证号")


@router.get(ADDRESS, response=list[PaymentOut], summary="缴费单列表")
@listed(orders=["id", "told_at"])
def list_payments(request: SignedIn, filters: Query[PaymentFilter]) -> QuerySet[PaymentOrder]:
    return filters.filter(_orders(request.actor))


@router.get(ADDRESS + "/{int:payment_id}", response=PaymentOut, summary="查看缴费单")
def show_payment(request: SignedIn, payment_id: Key) -> PaymentOrder:
    return found(_orders(request.actor), payment_id)


@router.post(ADDRESS + "/{int:payment_id}/window-payment", response=PaymentOut, summary="登记窗口缴费")
def record_window_payment(request: SignedIn, payment_id: Key, details: WindowPaymentIn) -> PaymentOrder:
    take_at_window(request.actor, found(_orders(request.actor), payment_id), details.receipt)
    return found(_orders(request.actor), payment_id)


@router.post(ADDRESS + "/{int:payment_id}/refunds", response=PaymentOut, summary="决定退费")
def order_payment_refund(request: SignedIn, payment_id: Key, details: RefundIn) -> PaymentOrder:
    order_refund(request.actor, found(_orders(request.actor), payment_id), details.amount, details.reason)
    return found(_orders(request.actor), payment_id)


@router.post(ADDRESS + "/{int:payment_id}/window-refund", response=PaymentOut, summary="登记窗口退费")
def record_window_refund(request: SignedIn, payment_id: Key, details: WindowRefundIn) -> PaymentOrder:
    record_refund(request.actor, found(_orders(request.actor), payment_id), details.reference)
    return found(_orders(request.actor), payment_id)


def _orders(actor: Actor) -> QuerySet[PaymentOrder]:
    return readable_orders(actor).prefetch_related("lines", "refunds")
