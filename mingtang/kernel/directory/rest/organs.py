"""机构: the tree of organs, their history, and what may befall them: renamed, moved, merged, closed."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from ninja import Field, File, FilterLookup, FilterSchema, Query, Router, Schema, Status, UploadedFile

from mingtang.kernel.directory.actions.imports import import_organs
from mingtang.kernel.directory.actions.organs import (
    OrganDetails,
    close_organ,
    establish_organ,
    merge_organ,
    move_organ,
    rename_organ,
    revise_organ,
)
from mingtang.kernel.directory.models import Organ, OrganChange, Region
from mingtang.kernel.directory.queries import history_of, organs_visible_to, units_visible_to
from mingtang.kernel.directory.rest.choices import BranchOfOrgans, OrganChangeKind, OrganKind, OrganState
from mingtang.kernel.directory.rest.references import Imported, OrganRef, RegionRef
from mingtang.kernel.directory.rest.units import UnitOut
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.rest.fields import Key, Line, Rank, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none
from mingtang.ui.rest.uploads import opened
from mingtang.ui.rest.versions import seen_version, tell_version

router = Router(tags=["机构"])

Expand = Literal["units"] | None
Name = Annotated[str, Line(120, shortest=1)]
Basis = Annotated[str, Line(200)]


class OrganOut(Schema):
    id: int
    name: str = Field(description="名称")
    short_name: str = Field(description="简称")
    credit_code: str | None = Field(description="统一社会信用代码")
    branch: BranchOfOrgans = Field(description="系统")
    kind: OrganKind = Field(description="类型")
    region: RegionRef = Field(description="行政区划")
    superior: OrganRef | None = Field(description="隶属上级")
    line_superior: OrganRef | None = Field(description="业务指导上级")
    document_word: str = Field(description="机关代字")
    rank: int = Field(description="排序")
    state: OrganState = Field(description="状态")
    successor_id: int | None = Field(description="承接机构")
    version: str = Field(description="版本，修改时放在 If-Match 中")
    units: list[UnitOut] | None = Field(None, description="内设机构，expand=units 时给出")

    @staticmethod
    def resolve_units(organ: Organ) -> list[Any] | None:
        return getattr(organ, "shown_units", None)


class OrganFilter(FilterSchema):
    region: Annotated[Annotated[str, Line(12)] | None, FilterLookup("region__code__startswith")] = Field(
        None, description="行政区划代码，含下级"
    )
    branch: BranchOfOrgans | None = Field(None, description="系统")
    kind: OrganKind | None = Field(None, description="类型")
    state: OrganState | None = Field(None, description="状态")
    superior: Annotated[Key | None, FilterLookup("superior_id")] = Field(None, description="隶属上级")
    line_superior: Annotated[Key | None, FilterLookup("line_superior_id")] = Field(None, description="业务指导上级")
    name: Annotated[Annotated[str, Line(120)] | None, FilterLookup(["name__contains", "short_name__contains"])] = Field(
        None, description="名称或简称包含"
    )
    credit_code: Annotated[str, Line(18)] | None = Field(None, description="统一社会信用代码")


class OrganChangeOut(Schema):
    id: int
    kind: OrganChangeKind = Field(description="变更")
    effective_on: date = Field(description="生效日期")
    name_before: str = Field(description="原名称")
    name_after: str = Field(description="新名称")
    other: OrganRef | None = Field(description="涉及的另一机构")
    basis: str = Field(description="依据文件")


class OrganCorrection(Request):
    short_name: Annotated[str, Line(40)] | None = Field(None, description="简称")
    credit_code: Annotated[str, Line(18)] | None = Field(None, description="统一社会信用代码，空串为清除")
    branch: BranchOfOrgans | None = Field(None, description="系统")
    kind: OrganKind | None = Field(None, description="类型")
    region: Annotated[str, Line(12)] | None = Field(None, description="行政区划代码")
    line_superior: Key | None = Field(None, description="业务指导上级")
    document_word: Annotated[str, Line(20)] | None = Field(None, description="机关代字")
    rank: Rank | None = Field(None, description="排序")


class OrganIn(Request):
    name: Name = Field(description="名称")
    branch: BranchOfOrgans = Field(description="系统")
    region: Annotated[str, Line(12)] = Field(description="行政区划代码")
    superior: Key | None = Field(None, description="隶属上级；空为所在系统的根")
    kind: OrganKind = Field(Organ.Kind.ORGAN, description="类型")
    short_name: Annotated[str, Line(40)] = Field("", description="简称")
    credit_code: Annotated[str, Line(18)] = Field("", description="统一社会信用代码")
    line_superior: Key | None = Field(None, description="业务指导上级")
    document_word: Annotated[str, Line(20)] = Field("", description="机关代字")
    rank: Rank = Field(100, description="排序")
    established_on: date = Field(description="设立日期")
    basis: Basis = Field("", description="依据文件")


class Renaming(Request):
    name: Name = Field(description="新名称")
    short_name: Annotated[str, Line(40)] = Field("", description="新简称")
    effective_on: date = Field(description="生效日期")
    basis: Basis = Field("", description="依据文件")


class Move(Request):
    superior: Key = Field(description="新的隶属上级")
    effective_on: date = Field(description="生效日期")
    basis: Basis = Field("", description="依据文件")


class Merger(Request):
    into: Key = Field(description="并入的机构")
    effective_on: date = Field(description="生效日期")
    basis: Basis = Field("", description="依据文件")


class Closure(Request):
    effective_on: date = Field(description="撤销日期")
    basis: Basis = Field("", description="依据文件")


def seen_organs(actor: Actor, expand: Expand = None) -> QuerySet[Organ]:
    """Organs the actor may see; their units come with them when asked for, as far as it may see those."""
    rows = organs_visible_to(actor)
    if expand != "units":
        return rows
    units = units_visible_to(actor).filter(closed_on=None)
    return rows.prefetch_related(Prefetch("units", units, to_attr="shown_units"))


@router.get("/organs", response=list[OrganOut], summary="机构列表")
@listed(orders=["path", "name", "rank", "id"])
def list_organs(request: SignedIn, filters: Query[OrganFilter], expand: Expand = None) -> QuerySet[Organ]:
    return filters.filter(seen_organs(request.actor, expand))


@router.post("/organs", response={201: OrganOut}, summary="设立机构")
def add_organ(request: SignedIn, details: OrganIn) -> Status[Organ]:
    actor = request.actor
    superior = referred_or_none(organs_visible_to(actor), details.superior, "superior")
    given = details.dict(exclude={"superior", "established_on", "basis"})
    known = OrganDetails(**_with_rows(actor, given))
    organ = establish_organ(actor, known, superior, on=details.established_on, basis=details.basis)
    return Status(201, organ)


@router.post("/organs/imports", response={201: Imported}, summary="导入机构（CSV 或 XLSX）")
def import_organs_table(request: SignedIn, file: File[UploadedFile]) -> Status[Imported]:
    count = import_organs(request.actor, opened(file), file.name or "")
    return Status(201, Imported(imported=count))


@router.get("/organs/{int:organ_id}", response=OrganOut, summary="查看机构")
def show_organ(request: SignedIn, response: HttpResponse, organ_id: Key, expand: Expand = None) -> Organ:
    return _told(response, found(seen_organs(request.actor, expand), organ_id))


@router.patch("/organs/{int:organ_id}", response=OrganOut, summary="修改机构信息（须带 If-Match）")
def correct_organ(request: SignedIn, response: HttpResponse, organ_id: Key, correction: OrganCorrection) -> Organ:
    organ = found(seen_organs(request.actor), organ_id)
    seen = seen_version(request, organ.version)
    known: dict[str, Any] = {
        "name": organ.name,
        "short_name": organ.short_name,
        "credit_code": organ.credit_code or "",
        "branch": organ.branch,
        "kind": organ.kind,
        "region": organ.region,
        "line_superior": organ.line_superior,
        "document_word": organ.document_word,
        "rank": organ.rank,
    }
    given = {
        name: value
        for name, value in correction.dict(exclude_unset=True).items()
        if name in _CLEARED or value is not None
    }
    details = OrganDetails(**known | _with_rows(request.actor, given))
    revise_organ(request.actor, organ, details, seen=seen)
    return _told(response, organ)


_CLEARED = {"line_superior"}
"""What null takes away; null elsewhere means the same as leaving the field out."""


@router.get("/organs/{int:organ_id}/history", response=list[OrganChangeOut], summary="机构沿革")
@listed(orders=["id"])
def list_organ_history(request: SignedIn, organ_id: Key) -> QuerySet[OrganChange]:
    return history_of(found(organs_visible_to(request.actor), organ_id))


@router.post("/organs/{int:organ_id}/renamings", response=OrganOut, summary="机构更名")
def add_renaming(request: SignedIn, response: HttpResponse, organ_id: Key, renaming: Renaming) -> Organ:
    organ = found(seen_organs(request.actor), organ_id)
    rename_organ(
        request.actor,
        organ,
        name=renaming.name,
        short_name=renaming.short_name,
        on=renaming.effective_on,
        basis=renaming.basis,
    )
    return _told(response, organ)


@router.post("/organs/{int:organ_id}/moves", response=OrganOut, summary="调整机构隶属")
def add_move(request: SignedIn, response: HttpResponse, organ_id: Key, move: Move) -> Organ:
    rows = seen_organs(request.actor)
    organ, superior = found(rows, organ_id), referred(rows, move.superior, "superior")
    move_organ(request.actor, organ, superior, on=move.effective_on, basis=move.basis)
    return _told(response, organ)


@router.post("/organs/{int:organ_id}/mergers", response=OrganOut, summary="并入另一机构")
def add_merger(request: SignedIn, response: HttpResponse, organ_id: Key, merger: Merger) -> Organ:
    rows = seen_organs(request.actor)
    organ, into = found(rows, organ_id), referred(rows, merger.into, "into")
    merge_organ(request.actor, organ, into, on=merger.effective_on, basis=merger.basis)
    return _told(response, organ)


@router.post("/organs/{int:organ_id}/closure", response=OrganOut, summary="撤销机构")
def add_organ_closure(request: SignedIn, response: HttpResponse, organ_id: Key, closure: Closure) -> Organ:
    organ = found(seen_organs(request.actor), organ_id)
    close_organ(request.actor, organ, on=closure.effective_on, basis=closure.basis)
    return _told(response, organ)


def _with_rows(actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with rows instead of their keys."""
    rows: dict[str, Any] = {}
    if "region" in given:
        rows["region"] = referred(Region.objects.all(), given["region"], "region")
    if "line_superior" in given:
        rows["line_superior"] = referred_or_none(organs_visible_to(actor), given["line_superior"], "line_superior")
    return given | rows


def _told(response: HttpResponse, organ: Organ) -> Organ:
    tell_version(response, organ.version)
    return organ
