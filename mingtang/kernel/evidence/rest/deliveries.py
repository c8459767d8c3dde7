"""未送达的事实: dead deliveries, to be tried again or given up by the administrator of the node."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, Router, Schema, Status

from mingtang.kernel.evidence.actions import retry_delivery, skip_delivery
from mingtang.kernel.evidence.models import Delivery
from mingtang.kernel.evidence.queries import dead_deliveries_visible_to
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["存证"])


class DeliveryOut(Schema):
    id: int
    fact: str = Field(alias="fact.name", description="事实")
    subject: str = Field(description="主题")
    handler: str = Field(description="处理者")
    at: datetime = Field(alias="fact.at", description="事实发生的时间")
    tries: int = Field(description="试过的次数")
    error: str = Field(description="最后一次的错误")


class Skip(Request):
    reason: Annotated[str, Line(400, shortest=1)] = Field(description="原因，记入存证")


@router.get("/evidence/dead-deliveries", response=list[DeliveryOut], summary="未送达的事实")
@listed(orders=["id"])
def list_dead_deliveries(request: SignedIn) -> QuerySet[Delivery]:
    return dead_deliveries_visible_to(request.actor)


@router.post("/evidence/dead-deliveries/{int:delivery_id}/retry", response={204: None}, summary="重新送达")
def add_retry(request: SignedIn, delivery_id: Key) -> Status[None]:
    retry_delivery(request.actor, found(dead_deliveries_visible_to(request.actor), delivery_id))
    return Status(204, None)


@router.post("/evidence/dead-deliveries/{int:delivery_id}/skip", response={204: None}, summary="跳过")
def add_skip(request: SignedIn, delivery_id: Key, skip: Skip) -> Status[None]:
    skip_delivery(request.actor, found(dead_deliveries_visible_to(request.actor), delivery_id), reason=skip.reason)
    return Status(204, None)
