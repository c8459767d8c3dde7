"""审核流程: who reviews on a site and in its columns."""

from typing import Annotated, Any

from ninja import Field, Router, Schema, Status

from mingtang.domains.portal.editing.actions.reviewing import reset_way, set_way
from mingtang.domains.portal.editing.models import ReviewStep
from mingtang.domains.portal.editing.permissions import READ_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.manuscripts import columns_of, sites_of
from mingtang.domains.portal.editing.queries.ways import organs_asked, ways_of
from mingtang.domains.portal.editing.rules import STEPS
from mingtang.domains.portal.sites.api import PortalSite
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["网站稿件"])

NumberOfStep = Annotated[int, Field(ge=1, le=len(STEPS)), labelled(STEPS)]
HolderOfStep = Annotated[str, Line(60, shortest=1)]


class ReviewStepOut(Schema):
    id: int | None = Field(description="单独设定的编号；由通常角色办理的没有")
    column_id: int | None = Field(description="栏目；整个网站的没有")
    number: NumberOfStep = Field(description="步骤")
    organ_id: int = Field(description="单位")
    holder: str = Field(description="岗位名称或者角色代码")
    people: list[str] = Field(description="现在在岗的人")

    @staticmethod
    def resolve_id(way: Any) -> int | None:
        return way.row and int(way.row.pk)

    @staticmethod
    def resolve_column_id(way: Any) -> int | None:
        return way.column and int(way.column.pk)

    @staticmethod
    def resolve_organ_id(way: Any) -> int:
        return int(way.organ.pk)


class ReviewStepIn(Request):
    number: NumberOfStep = Field(description="步骤")
    organ: Key = Field(description="单位")
    holder: HolderOfStep = Field(description="岗位名称或者角色代码")
    column: Key | None = Field(None, description="栏目；空为整个网站")


def _site(request: SignedIn, site_id: int) -> PortalSite:
    site = next((each for each in sites_of(request.actor, READ_MANUSCRIPTS) if each.pk == site_id), None)
    if site is None:
        raise Problem(NOT_FOUND)
    return site


def _steps(portal: PortalSite) -> list[Any]:
    own, of_columns = ways_of(portal)
    return [*own, *of_columns]


@router.get("/portal/review-ways/{int:site_id}", response=list[ReviewStepOut], summary="网站的审核流程")
def show_way(request: SignedIn, site_id: Key) -> list[Any]:
    return _steps(_site(request, site_id))


@router.post("/portal/review-ways/{int:site_id}", response={201: list[ReviewStepOut]}, summary="设定审核流程")
def set_step(request: SignedIn, site_id: Key, said: ReviewStepIn) -> Status[list[Any]]:
    portal = _site(request, site_id)
    organ = referred(organs_asked(portal), said.organ, "organ")
    column = referred_or_none(columns_of(request.actor, portal, READ_MANUSCRIPTS), said.column, "column")
    set_way(request.actor, portal, said.number, organ, said.holder, column=column)
    return Status(201, _steps(portal))


@router.delete("/portal/review-ways/{int:site_id}/{int:step_id}", response={204: None}, summary="恢复审核流程")
def reset_step(request: SignedIn, site_id: Key, step_id: Key) -> Status[None]:
    portal = _site(request, site_id)
    reset_way(request.actor, portal, found(ReviewStep.objects.filter(site=portal), step_id))
    return Status(204, None)
