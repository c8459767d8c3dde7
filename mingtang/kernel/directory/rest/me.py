"""我: the account behind the request, its posts, and what it may do. Also hands browsers the form token."""

from datetime import date
from typing import Any

from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import Field, Router, Schema

from mingtang.kernel.directory.models import Account, Appointment, CompiledScope
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.directory.rest.choices import AppointmentKind, Assurance
from mingtang.kernel.directory.rest.references import OrganRef, PostRef
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["我"])


class OwnPost(Schema):
    appointment: int = Field(alias="id", description="任职")
    post: PostRef = Field(description="岗位")
    organ: OrganRef = Field(description="机构")
    kind: AppointmentKind = Field(description="方式")
    start: date = Field(description="起")
    end: date | None = Field(description="止，含当日")


class OwnPermission(Schema):
    code: str = Field(alias="permission", description="权限代码")
    everything: bool = Field(description="及于全平台")
    organs: list[int] = Field(description="及于这些机构")
    units: list[int] = Field(description="及于这些内设机构")
    own: bool = Field(description="及于自己的对象")


class Me(Schema):
    account: int = Field(description="账号")
    login: str = Field(description="登录名")
    name: str = Field(description="姓名或法人名称")
    kind: str = Field(description="以什么身份：official、citizen 或 legal")
    assurance: Assurance = Field(description="认证等级")
    acting_for: str = Field(description="代表的机构或法人")
    appointment: int | None = Field(description="此刻所用的任职")
    posts: list[OwnPost] = Field(description="今天的任职")
    permissions: list[OwnPermission] = Field(description="此刻的岗位所有的权限及其范围")


@router.get("/me", response=Me, summary="我是谁，可以做什么")
def show_me(request: SignedIn) -> dict[str, Any]:
    get_token(request)  # sets the cookie from which X-CSRFToken is taken
    actor = request.actor
    scopes: list[CompiledScope] = list(actor.scopes.values())
    return {
        "account": actor.account_id,
        "login": actor.account.login,
        "name": actor.name,
        "kind": actor.kind,
        "assurance": actor.account.assurance,
        "acting_for": actor.organ_name,
        "appointment": actor.appointment.pk if actor.appointment else None,
        "posts": _posts(actor.account),
        "permissions": scopes,
    }


def _posts(account: Account) -> list[Appointment]:
    person = account.person if account.kind == Account.Kind.OFFICIAL else None
    return list(appointments_of(person, timezone.localdate())) if person else []
