"""材料: what was handed in as what, from where, and whether somebody has checked it."""

from datetime import date, datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.kernel.content.models import Material
from mingtang.kernel.content.queries import materials_visible_to, provenance
from mingtang.kernel.content.rest.files import FileOut
from mingtang.ui.rest.fields import Key, Line, choices
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["文件与材料"])


class MaterialOut(Schema):
    id: int
    name: str = Field(description="材料名称")
    key: str = Field(description="共享标识，相同的是同一种材料")
    origin: Annotated[str, choices(Material.Origin)] = Field(description="来源")
    source_id: int | None = Field(description="复用自哪份材料")
    check_state: Annotated[str, choices(Material.Check)] = Field(description="核对")
    defect: str = Field(description="需要补正的问题")
    valid_until: date | None = Field(description="有效期至")
    at: datetime = Field(description="提交时间")
    file: FileOut = Field(description="文件")


class ProvenanceOut(Schema):
    id: int
    name: str = Field(description="材料名称")
    origin: Annotated[str, choices(Material.Origin)] = Field(description="来源")
    at: datetime = Field(description="提交时间")


class MaterialDetailOut(MaterialOut):
    provenance: list[ProvenanceOut] = Field(description="从这份材料追溯到最初提交的那一份")

    @staticmethod
    def resolve_provenance(material: Material) -> list[Material]:
        return provenance(material)


class MaterialFilter(FilterSchema):
    key: Annotated[str, Line(80)] | None = Field(None, description="共享标识")
    name: Annotated[Annotated[str, Line(120)] | None, FilterLookup("name__icontains")] = Field(
        None, description="材料名称包含"
    )
    file: Annotated[Key | None, FilterLookup("file_id")] = Field(None, description="文件")


@router.get("/materials", response=list[MaterialOut], summary="材料列表")
@listed(orders=["id", "at"])
def list_materials(request: SignedIn, filters: Query[MaterialFilter]) -> QuerySet[Material]:
    return filters.filter(materials_visible_to(request.actor))


@router.get("/materials/{int:material_id}", response=MaterialDetailOut, summary="查看材料及其来历")
def show_material(request: SignedIn, material_id: Key) -> Material:
    return found(materials_visible_to(request.actor), material_id)
