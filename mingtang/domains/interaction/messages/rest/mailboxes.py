"""领导信箱: which leaders are written to."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema

from mingtang.domains.interaction.messages.models import Mailbox
from mingtang.domains.interaction.messages.queries.mailboxes import public_mailboxes
from mingtang.ui.rest.paging import listed

router = Router(tags=["互动交流"])


class MailboxOut(Schema):
    id: int
    post: str = Field(description="领导岗位")
    organ_id: int = Field(description="单位")
    leader: str = Field(description="现任领导；暂缺时为空")
    duties: str = Field(description="分管工作")
    published: int = Field(description="已公开的来信，件")

    @staticmethod
    def resolve_post(box: Mailbox) -> str:
        return str(box)

    @staticmethod
    def resolve_organ_id(box: Mailbox) -> int:
        return int(box.post.organ_id)


@router.get("/interaction/mailboxes", response=list[MailboxOut], auth=None, summary="领导信箱（公开）")
@listed(orders=["id"])
def list_mailboxes(request: HttpRequest) -> QuerySet[Mailbox]:
    rows: QuerySet[Mailbox] = public_mailboxes()
    return rows
