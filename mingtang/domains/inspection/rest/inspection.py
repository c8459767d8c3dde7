"""网站监测: sites under inspection, what was found on them, and their score sheets."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.inspection.models import Finding, InspectedSite, Sheet
from mingtang.domains.inspection.rules import WORDS, State
from mingtang.lib.inspection.kinds import Kind
from mingtang.ui.rest.fields import Key, Line, choices, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["网站监测"])

SiteType = Annotated[InspectedSite.Type, choices(InspectedSite.Type)]
FindingOrigin = Annotated[Finding.Origin, choices(Finding.Origin)]
FindingState = Annotated[State, labelled(WORDS)]
FindingKind = Annotated[Kind, labelled({kind: kind.words for kind in Kind})]


class SiteOrgan(Schema):
    id: int
    name: str


class InspectedSiteOut(Schema):
    id: int
    name: str = Field(description="网站名称")
    address: str = Field(description="首页网址")
    type: SiteType = Field(description="网站类型")
    organ: SiteOrgan = Field(description="主办单位")
    has_services: bool = Field(description="有对外办事服务")
    standing: int = Field(description="待整改的问题")
    warned: int = Field(description="没有解除的预警")
    newest_on: date | None = Field(description="首页最新内容的日期")
    surveyed_at: datetime | None = Field(description="最近监测")
    in_service_since: date = Field(description="开通日期")
    retired_on: date | None = Field(description="停止监测的日期")


class SiteFindingOut(Schema):
    id: int
    site_id: int = Field(description="网站")
    kind: FindingKind = Field(description="问题")
    words: str = Field(description="问题的名称")
    origin: FindingOrigin = Field(description="来源")
    url: str = Field(description="问题地址")
    page: str = Field(description="所在页面")
    excerpt: str = Field(description="摘录")
    status: int = Field(description="服务器应答；0 为没有应答")
    state: FindingState = Field(description="状态")
    looks: int = Field(description="看到次数")
    first_seen: datetime = Field(description="首次发现")
    last_seen: datetime = Field(description="最近发现")
    due_on: date | None = Field(description="整改期限")

    @staticmethod
    def resolve_words(finding: Finding) -> str:
        return finding.get_kind_display()


class SheetLineOut(Schema):
    code: str = Field(description="指标代码")
    title: str = Field(description="指标")
    block: str = Field(description="类别")
    points: Decimal = Field(description="分值")
    count: int = Field(description="计入的问题数")
    amount: Decimal = Field(description="扣分；加分项为加分")


class SiteSheetOut(Schema):
    id: int
    round_id: int = Field(description="考核")
    round: str = Field(description="考核名称")
    site_id: int = Field(description="网站")
    scheme: str = Field(description="指标版本")
    phase: str = Field(description="考核阶段")
    total: Decimal | None = Field(description="得分；只看单项否决的没有")
    qualified: bool = Field(description="合格")
    grade: str = Field(description="等次；空为还没有评")
    vetoes: str = Field(description="触及的单项否决")
    lines: list[SheetLineOut] = Field(description="逐项得分")

    @staticmethod
    def resolve_round(sheet: Sheet) -> str:
        return sheet.round.name

    @staticmethod
    def resolve_scheme(sheet: Sheet) -> str:
        return sheet.round.scheme

    @staticmethod
    def resolve_phase(sheet: Sheet) -> str:
        return sheet.round.phase


class InspectedSiteFilter(FilterSchema):
    type: SiteType | None = Field(None, description="网站类型")
    name: Annotated[Annotated[str, Line(80)] | None, FilterLookup("name__contains")] = Field(
        None, description="名称包含"
    )


class SiteFindingFilter(FilterSchema):
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="网站")
    kind: FindingKind | None = Field(None, description="问题")
    state: FindingState | None = Field(None, description="状态")
    due_before: Annotated[date | None, FilterLookup("due_on__lt")] = Field(None, description="整改期限早于")


class SiteSheetFilter(FilterSchema):
    round: Annotated[Key | None, FilterLookup("round_id")] = Field(None, description="考核")
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="网站")


def _sites(request: SignedIn) -> QuerySet[InspectedSite]:
    return InspectedSite.objects.visible_to(request.actor).with_counts()


def _sheets(request: SignedIn) -> QuerySet[Sheet]:
    return Sheet.objects.visible_to(request.actor).select_related("round")


@router.get("/inspection/sites", response=list[InspectedSiteOut], summary="监测网站列表")
@listed(orders=["id", "name"])
def list_inspected_sites(request: SignedIn, filters: Query[InspectedSiteFilter]) -> QuerySet[InspectedSite]:
    return filters.filter(_sites(request))


@router.get("/inspection/sites/{int:site_id}", response=InspectedSiteOut, summary="查看监测网站")
def show_inspected_site(request: SignedIn, site_id: Key) -> InspectedSite:
    return found(_sites(request), site_id)


@router.get("/inspection/findings", response=list[SiteFindingOut], summary="网站问题列表")
@listed(orders=["id", "last_seen"])
def list_site_findings(request: SignedIn, filters: Query[SiteFindingFilter]) -> QuerySet[Finding]:
    return filters.filter(Finding.objects.visible_to(request.actor))


@router.get("/inspection/findings/{int:finding_id}", response=SiteFindingOut, summary="查看网站问题")
def show_site_finding(request: SignedIn, finding_id: Key) -> Any:
    return found(Finding.objects.visible_to(request.actor), finding_id)


@router.get("/inspection/sheets", response=list[SiteSheetOut], summary="网站评分表列表")
@listed(orders=["id"])
def list_site_sheets(request: SignedIn, filters: Query[SiteSheetFilter]) -> QuerySet[Sheet]:
    return filters.filter(_sheets(request))


@router.get("/inspection/sheets/{int:sheet_id}", response=SiteSheetOut, summary="查看网站评分表")
def show_site_sheet(request: SignedIn, sheet_id: Key) -> Sheet:
    return found(_sheets(request), sheet_id)
