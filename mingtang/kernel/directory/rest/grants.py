"""授权: roles granted to posts over a scope, by the security officer."""

from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.grants import Scope, end_grant, grant_role
from mingtang.kernel.directory.models import Grant, Region
from mingtang.kernel.directory.queries import (
    grants_visible_to,
    organs_visible_to,
    posts_visible_to,
    roles_visible_to,
    units_visible_to,
)
from mingtang.kernel.directory.rest.choices import GrantScope
from mingtang.kernel.directory.rest.references import OrganRef, PostRef, RegionRef, RoleRef, UnitRef
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["授权"])


class GrantOut(Schema):
    id: int
    post: PostRef = Field(description="岗位")
    organ: OrganRef = Field(description="岗位所在机构")
    role: RoleRef = Field(description="角色")
    kind: GrantScope = Field(description="范围")
    region: RegionRef | None = Field(description="范围所指行政区划")
    scope_organ: OrganRef | None = Field(description="范围所指机构")
    scope_unit: UnitRef | None = Field(description="范围所指内设机构")
    start: date = Field(description="起")
    end: date | None = Field(description="止，含当日")


class GrantFilter(FilterSchema):
    post: Annotated[Key | None, FilterLookup("post_id")] = Field(None, description="岗位")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")
    role: Annotated[Annotated[str, Line(40)] | None, FilterLookup("role__code")] = Field(None, description="角色代码")


class GrantIn(Request):
    post: Key = Field(description="岗位")
    role: Key = Field(description="角色")
    kind: GrantScope = Field(description="范围")
    region: Annotated[str, Line(12)] | None = Field(None, description="范围所指行政区划，kind 为 region 时")
    organ: Key | None = Field(None, description="范围所指机构，kind 为 organs 或 organ 时")
    unit: Key | None = Field(None, description="范围所指内设机构，kind 为 unit 时")
    start: date = Field(description="起")
    end: date | None = Field(None, description="止，含当日")


@router.get("/grants", response=list[GrantOut], summary="授权列表")
@listed(orders=["id"])
def list_grants(request: SignedIn, filters: Query[GrantFilter]) -> QuerySet[Grant]:
    return filters.filter(grants_visible_to(request.actor))


@router.post("/grants", response={201: GrantOut}, summary="授权")
def add_grant(request: SignedIn, details: GrantIn) -> Status[Grant]:
    actor = request.actor
    post = referred(posts_visible_to(actor, timezone.localdate()), details.post, "post")
    role = referred(roles_visible_to(actor), details.role, "role")
    grant = grant_role(actor, post, role, _scope(actor, details), start=details.start, end=details.end)
    return Status(201, grant)


@router.get("/grants/{int:grant_id}", response=GrantOut, summary="查看授权")
def show_grant(request: SignedIn, grant_id: Key) -> Grant:
    return found(grants_visible_to(request.actor), grant_id)


@router.delete("/grants/{int:grant_id}", response={204: None}, summary="收回授权")
def remove_grant(request: SignedIn, grant_id: Key) -> Status[None]:
    end_grant(request.actor, found(grants_visible_to(request.actor), grant_id))
    return Status(204, None)


def _scope(actor: Actor, details: GrantIn) -> Scope:
    return Scope(
        kind=details.kind,
        region=referred_or_none(Region.objects.all(), details.region, "region"),
        organ=referred_or_none(organs_visible_to(actor), details.organ, "organ"),
        unit=referred_or_none(units_visible_to(actor), details.unit, "unit"),
    )
