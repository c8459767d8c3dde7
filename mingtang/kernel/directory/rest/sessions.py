"""会话与登录记录: who is signed in where; ending a session from afar."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.accounts import end_session
from mingtang.kernel.directory.models import SignIn
from mingtang.kernel.directory.queries import sign_ins_visible_to
from mingtang.kernel.directory.rest.choices import SignInResult
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["会话与登录记录"])


class SessionOut(Schema):
    id: int
    account_id: int | None = Field(description="账号")
    login: str = Field(description="登录名")
    at: datetime = Field(description="登录时间")
    seen_at: datetime | None = Field(description="最近活动")
    address: str = Field(description="来源地址")
    agent: str = Field(description="终端")
    current: bool = Field(description="就是这次请求所用的会话")

    @staticmethod
    def resolve_current(row: SignIn, context: dict[str, SignedIn]) -> bool:
        return bool(row.session_key) and row.session_key == context["request"].session.session_key


class SignInOut(Schema):
    id: int
    account_id: int | None = Field(description="账号")
    login: str = Field(description="登录名")
    at: datetime = Field(description="时间")
    result: SignInResult = Field(description="结果")
    address: str = Field(description="来源地址")
    agent: str = Field(description="终端")
    ended_at: datetime | None = Field(description="结束")
    ending: str = Field(description="结束方式")


class SessionFilter(FilterSchema):
    account: Annotated[Key | None, FilterLookup("account_id")] = Field(None, description="账号")
    organ: Annotated[Key | None, FilterLookup("account__organ_id")] = Field(None, description="账号所属机构")


class SignInFilter(SessionFilter):
    result: SignInResult | None = Field(None, description="结果")


@router.get("/sessions", response=list[SessionOut], summary="未结束的会话")
@listed(orders=["id"])
def list_sessions(request: SignedIn, filters: Query[SessionFilter]) -> QuerySet[SignIn]:
    return filters.filter(_open(request))


@router.delete("/sessions/{int:session_id}", response={204: None}, summary="结束会话")
def remove_session(request: SignedIn, session_id: Key) -> Status[None]:
    end_session(request.actor, found(_open(request), session_id))
    return Status(204, None)


@router.get("/sign-ins", response=list[SignInOut], summary="登录记录")
@listed(orders=["id"])
def list_sign_ins(request: SignedIn, filters: Query[SignInFilter]) -> QuerySet[SignIn]:
    return filters.filter(sign_ins_visible_to(request.actor))


def _open(request: SignedIn) -> QuerySet[SignIn]:
    return sign_ins_visible_to(request.actor).filter(result=SignIn.Result.DONE, ended_at=None)
