"""角色与权限: named sets of permissions. The roles of the three officers are built in."""

from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, Router, Schema, Status

from mingtang.kernel.directory.actions.grants import define_role, revise_role
from mingtang.kernel.directory.models import Role
from mingtang.kernel.directory.queries import roles_visible_to
from mingtang.kernel.evidence.api import Permission, declared_permissions
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["角色与权限"])

Name = Annotated[str, Line(60, shortest=1)]
Codes = Annotated[list[Annotated[str, Line(80)]], Field(max_length=200)]


class PermissionOut(Schema):
    code: str = Field(description="代码")
    label: str = Field(description="名称")


class RoleOut(Schema):
    id: int
    code: str = Field(description="代码")
    name: str = Field(description="名称")
    permissions: list[str] = Field(description="权限代码")
    office: str = Field(description="三员之一时为 system、security 或 audit")
    builtin: bool = Field(description="内置，不能修改")


class RoleIn(Request):
    code: Annotated[str, Line(40, shortest=1)] = Field(description="代码")
    name: Name = Field(description="名称")
    permissions: Codes = Field(description="权限代码")


class RoleCorrection(Request):
    name: Name | None = Field(None, description="名称")
    permissions: Codes | None = Field(None, description="权限代码")


@router.get("/permissions", response=list[PermissionOut], summary="全部权限")
def list_permissions(request: SignedIn) -> list[Permission]:
    return declared_permissions()


@router.get("/roles", response=list[RoleOut], summary="角色列表")
@listed(orders=["code", "name", "id"])
def list_roles(
    request: SignedIn, builtin: Annotated[bool | None, Field(description="内置的")] = None
) -> QuerySet[Role]:
    rows = roles_visible_to(request.actor)
    return rows if builtin is None else rows.filter(builtin=builtin)


@router.post("/roles", response={201: RoleOut}, summary="建立角色")
def add_role(request: SignedIn, details: RoleIn) -> Status[Role]:
    return Status(201, define_role(request.actor, **details.dict()))


@router.get("/roles/{int:role_id}", response=RoleOut, summary="查看角色")
def show_role(request: SignedIn, role_id: Key) -> Role:
    return found(roles_visible_to(request.actor), role_id)


@router.patch("/roles/{int:role_id}", response=RoleOut, summary="修改角色")
def correct_role(request: SignedIn, role_id: Key, correction: RoleCorrection) -> Role:
    role = found(roles_visible_to(request.actor), role_id)
    given = {"name": role.name, "permissions": role.permissions} | correction.dict(exclude_none=True)
    revise_role(request.actor, role, **given)
    return role
