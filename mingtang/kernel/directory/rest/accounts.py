"""账号: enabling, disabling and unlocking accounts. First passwords are answered once and never again."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.accounts import (
    activate_account,
    disable_account,
    reset_password,
    reset_second_factor,
    unlock_account,
)
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.queries import accounts_visible_to
from mingtang.kernel.directory.rest.choices import AccountKind, AccountState, Assurance
from mingtang.kernel.directory.rest.references import OrganRef
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["账号"])


class AccountOut(Schema):
    id: int
    login: str = Field(description="登录名")
    kind: AccountKind = Field(description="类别")
    holder: str = Field(alias="holder_name", description="姓名或法人名称")
    organ: OrganRef | None = Field(description="所属机构")
    state: AccountState = Field(description="状态")
    assurance: Assurance = Field(description="认证等级")
    has_second_factor: bool = Field(description="已绑定动态口令")
    must_change_password: bool = Field(description="下次登录须修改口令")
    locked_until: datetime | None = Field(description="锁定至")
    created_at: datetime = Field(description="建立时间")


class AccountFilter(FilterSchema):
    kind: AccountKind | None = Field(None, description="类别")
    state: AccountState | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="所属机构")
    login: Annotated[str, Line(60)] | None = Field(None, description="登录名")


class FirstPassword(Schema):
    password: str = Field(description="初始口令，只给出这一次，首次登录后必须修改")


class Reason(Request):
    reason: Annotated[str, Line(400, shortest=1)] = Field(description="原因，记入存证")


@router.get("/accounts", response=list[AccountOut], summary="账号列表")
@listed(orders=["id", "login"])
def list_accounts(request: SignedIn, filters: Query[AccountFilter]) -> QuerySet[Account]:
    return filters.filter(accounts_visible_to(request.actor))


@router.get("/accounts/{int:account_id}", response=AccountOut, summary="查看账号")
def show_account(request: SignedIn, account_id: Key) -> Account:
    return _seen(request, account_id)


@router.post("/accounts/{int:account_id}/activation", response=FirstPassword, summary="启用账号")
def add_activation(request: SignedIn, account_id: Key) -> FirstPassword:
    return FirstPassword(password=activate_account(request.actor, _seen(request, account_id)))


@router.post("/accounts/{int:account_id}/deactivation", response=AccountOut, summary="停用账号")
def add_deactivation(request: SignedIn, account_id: Key, why: Reason) -> Account:
    account = _seen(request, account_id)
    disable_account(request.actor, account, reason=why.reason)
    return account


@router.post("/accounts/{int:account_id}/password-reset", response=FirstPassword, summary="重置口令")
def add_password_reset(request: SignedIn, account_id: Key) -> FirstPassword:
    return FirstPassword(password=reset_password(request.actor, _seen(request, account_id)))


@router.delete("/accounts/{int:account_id}/lock", response={204: None}, summary="解除锁定")
def remove_lock(request: SignedIn, account_id: Key) -> Status[None]:
    unlock_account(request.actor, _seen(request, account_id))
    return Status(204, None)


@router.delete("/accounts/{int:account_id}/second-factor", response={204: None}, summary="重置动态口令")
def remove_account_second_factor(request: SignedIn, account_id: Key) -> Status[None]:
    reset_second_factor(request.actor, _seen(request, account_id))
    return Status(204, None)


def _seen(request: SignedIn, account_id: int) -> Account:
    return found(accounts_visible_to(request.actor), account_id)
