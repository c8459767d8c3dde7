"""存证链的链头: public, so that anybody can keep it and later see whether the past was rewritten."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema

from mingtang.kernel.evidence.models import Head
from mingtang.kernel.evidence.queries import newest_head
from mingtang.ui.rest.problems import NOT_FOUND, Problem

router = Router(tags=["存证"])


class HeadOut(Schema):
    seq: int = Field(description="链上最后一环的序号")
    at: datetime = Field(description="封存时间")
    digest: str = Field(description="最后一环的 SM3 摘要")


@router.get("/evidence/chain-head", response=HeadOut, auth=None, summary="存证链的链头（公开）")
def show_chain_head(request: HttpRequest) -> Head:
    head = newest_head()
    if head is None:
        raise Problem(NOT_FOUND, "还没有封存过记录。")
    return head
