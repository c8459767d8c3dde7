"""编号规则: templates of official numbers, for one organ or as the default of the node."""

from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.kernel.directory.actions.numbers import set_number_format
from mingtang.kernel.directory.models import NumberFormat
from mingtang.kernel.directory.queries import number_formats_visible_to, organs_visible_to
from mingtang.kernel.directory.rest.references import OrganRef
from mingtang.ui.rest.fields import Key, Line, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, referred_or_none

router = Router(tags=["编号规则"])


class NumberFormatOut(Schema):
    id: int
    kind: str = Field(description="种类")
    organ: OrganRef | None = Field(description="机构；空为全平台默认")
    template: str = Field(description="模板，如 {word}〔{year}〕{n}号")


class NumberFormatFilter(FilterSchema):
    kind: Annotated[str, Line(40)] | None = Field(None, description="种类")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")


class NumberFormatIn(Request):
    kind: Annotated[str, Line(40, shortest=1)] = Field(description="种类")
    organ: Key | None = Field(None, description="机构；空为全平台默认")
    template: Annotated[str, Line(80, shortest=1)] = Field(
        description="模板，可用 {year} {month} {day:02} {n} {word} {code}，补零写作 {n:06}"
    )


@router.get("/number-formats", response=list[NumberFormatOut], summary="编号规则列表")
@listed(orders=["kind", "id"])
def list_number_formats(request: SignedIn, filters: Query[NumberFormatFilter]) -> QuerySet[NumberFormat]:
    return filters.filter(number_formats_visible_to(request.actor))


@router.put("/number-formats", response=NumberFormatOut, summary="设定编号规则")
def put_number_format(request: SignedIn, details: NumberFormatIn) -> NumberFormat:
    organ = referred_or_none(organs_visible_to(request.actor), details.organ, "organ")
    return set_number_format(request.actor, details.kind, details.template, organ=organ)
