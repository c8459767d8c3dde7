"""行政区划: read by everybody who has signed in, imported by the system officer of the whole node."""

from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, File, FilterLookup, FilterSchema, Query, Router, Schema, Status, UploadedFile

from mingtang.kernel.directory.actions.imports import import_regions
from mingtang.kernel.directory.models import Region
from mingtang.kernel.directory.rest.choices import RegionLevel
from mingtang.kernel.directory.rest.references import Imported
from mingtang.ui.rest.fields import Line
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found
from mingtang.ui.rest.uploads import opened

router = Router(tags=["行政区划"])


class RegionOut(Schema):
    code: str = Field(description="代码：2 位省、4 位市、6 位县、9 位乡、12 位村")
    name: str = Field(description="名称")
    parent_id: str | None = Field(description="上级代码")
    level: RegionLevel = Field(description="层级：1 省级至 5 村级")


class RegionFilter(FilterSchema):
    parent: Annotated[Annotated[str, Line(12)] | None, FilterLookup("parent_id")] = Field(None, description="上级代码")
    level: RegionLevel | None = Field(None, description="层级")
    name: Annotated[Annotated[str, Line(60)] | None, FilterLookup("name__contains")] = Field(
        None, description="名称包含"
    )


@router.get("/regions", response=list[RegionOut], summary="行政区划列表")
@listed(orders=["code", "name"])
def list_regions(request: SignedIn, filters: Query[RegionFilter]) -> QuerySet[Region]:
    return filters.filter(Region.objects.all())


@router.post("/regions/imports", response={201: Imported}, summary="导入行政区划（CSV 或 XLSX：code、name、parent）")
def import_regions_table(request: SignedIn, file: File[UploadedFile]) -> Status[Imported]:
    count = import_regions(request.actor, opened(file), file.name or "")
    return Status(201, Imported(imported=count))


@router.get("/regions/{code}", response=RegionOut, summary="查看行政区划")
def show_region(request: SignedIn, code: Annotated[str, Line(12)]) -> Region:
    return found(Region.objects.all(), code)
