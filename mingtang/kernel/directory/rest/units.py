"""内设机构: the units inside an organ."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.organs import close_unit, create_unit, revise_unit
from mingtang.kernel.directory.models import Unit
from mingtang.kernel.directory.queries import organs_visible_to, units_visible_to
from mingtang.kernel.directory.rest.references import OrganRef
from mingtang.ui.rest.fields import Key, Line, Rank, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["内设机构"])

Name = Annotated[str, Line(60, shortest=1)]


class UnitOut(Schema):
    id: int
    organ: OrganRef = Field(description="机构")
    name: str = Field(description="名称")
    parent_id: int | None = Field(description="上级内设机构")
    rank: int = Field(description="排序")
    closed_on: date | None = Field(description="撤销日期")


class UnitFilter(FilterSchema):
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")
    name: Annotated[Annotated[str, Line(60)] | None, FilterLookup("name__contains")] = Field(
        None, description="名称包含"
    )
    open: Annotated[bool | None, FilterLookup("closed_on__isnull")] = Field(None, description="未撤销")


class UnitIn(Request):
    organ: Key = Field(description="机构")
    name: Name = Field(description="名称")
    parent: Key | None = Field(None, description="上级内设机构")
    rank: Rank = Field(100, description="排序")


class UnitCorrection(Request):
    name: Name | None = Field(None, description="名称")
    rank: Rank | None = Field(None, description="排序")


class UnitClosure(Request):
    closed_on: date = Field(description="撤销日期")


@router.get("/units", response=list[UnitOut], summary="内设机构列表")
@listed(orders=["id", "name", "rank"])
def list_units(request: SignedIn, filters: Query[UnitFilter]) -> QuerySet[Unit]:
    return filters.filter(units_visible_to(request.actor))


@router.post("/units", response={201: UnitOut}, summary="设立内设机构")
def add_unit(request: SignedIn, details: UnitIn) -> Status[Unit]:
    organ = referred(organs_visible_to(request.actor), details.organ, "organ")
    parent = referred_or_none(units_visible_to(request.actor), details.parent, "parent")
    return Status(201, create_unit(request.actor, organ, name=details.name, parent=parent, rank=details.rank))


@router.get("/units/{int:unit_id}", response=UnitOut, summary="查看内设机构")
def show_unit(request: SignedIn, unit_id: Key) -> Unit:
    return found(units_visible_to(request.actor), unit_id)


@router.patch("/units/{int:unit_id}", response=UnitOut, summary="修改内设机构")
def correct_unit(request: SignedIn, unit_id: Key, correction: UnitCorrection) -> Unit:
    unit = found(units_visible_to(request.actor), unit_id)
    given: dict[str, Any] = {"name": unit.name, "rank": unit.rank} | correction.dict(exclude_none=True)
    revise_unit(request.actor, unit, **given)
    return unit


@router.post("/units/{int:unit_id}/closure", response=UnitOut, summary="撤销内设机构")
def add_unit_closure(request: SignedIn, unit_id: Key, closure: UnitClosure) -> Unit:
    unit = found(units_visible_to(request.actor), unit_id)
    close_unit(request.actor, unit, on=closure.closed_on)
    return unit
