"""网站稿件: at which stage they are, what the checks say of one, beginning one, and taking a step."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.portal.editing.actions.releasing import publish_now
from mingtang.domains.portal.editing.actions.reviewing import review
from mingtang.domains.portal.editing.actions.writing import Draft, abandon, submit, write_manuscript
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.queries.manuscripts import all_columns_of, manuscripts_of
from mingtang.domains.portal.editing.queries.translations import originals
from mingtang.domains.portal.editing.rules import STAGES, Stage
from mingtang.lib.proofreading import BLOCK, WARN, digest_of
from mingtang.ui.rest.fields import Key, Line, Request, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["网站稿件"])

StageOfManuscript = Annotated[Stage, labelled(STAGES)]
LaneOfManuscript = Annotated[str, labelled(dict(Manuscript.Lane.choices))]
STEPS = {"submit": "送审", "pass": "审核通过", "return": "退回修改", "publish": "立即发布", "abandon": "作废"}
StepOfManuscript = Annotated[Literal["submit", "pass", "return", "publish", "abandon"], labelled(STEPS)]
LEVELS = {BLOCK: "不能继续", WARN: "请确认"}


class ManuscriptOut(Schema):
    id: int
    title: str = Field(description="标题")
    stage: StageOfManuscript = Field(description="状态")
    lane: LaneOfManuscript = Field(description="审核方式")
    was_returned: bool = Field(description="是否被退回修改")
    site_id: int = Field(description="网站")
    column_id: int = Field(description="栏目")
    organ_id: int = Field(description="责任单位")
    case_id: int = Field(description="案件")
    corrects_id: int | None = Field(description="更正的文章")
    translates_id: int | None = Field(description="翻译的原文")
    article_id: int | None = Field(description="发布的文章")
    version: int = Field(description="稿次")
    saved_at: datetime = Field(description="保存时间")
    published_at: datetime | None = Field(description="发布时间")


class ManuscriptTextOut(ManuscriptOut):
    subtitle: str = Field(description="副标题")
    source: str = Field(description="来源")
    author: str = Field(description="作者")
    editor: str = Field(description="责任编辑")
    summary: str = Field(description="摘要")
    keywords: str = Field(description="关键词")
    body: str = Field(description="正文，一行一段")


class ManuscriptFindingOut(Schema):
    level: Annotated[str, labelled(LEVELS)] = Field(description="不能继续，或者请确认")
    text: str = Field(description="发现什么")
    detail: str = Field(description="怎样处理")


class ManuscriptChecksOut(Schema):
    findings: list[ManuscriptFindingOut] = Field(description="检查结果")
    acknowledged: str = Field(description="核对提示后，在下一步中带上；提示有变化就失效")


class ManuscriptFilterIn(FilterSchema):
    stage: StageOfManuscript | None = Field(None, description="状态")
    site: Annotated[Key | None, FilterLookup("site_id")] = Field(None, description="网站")
    column: Annotated[Key | None, FilterLookup("column_id")] = Field(None, description="栏目")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="标题包含"
    )


class ManuscriptIn(Request):
    column: Key = Field(description="栏目")
    title: Annotated[str, Line(120, shortest=1)] = Field(description="标题")
    source: Annotated[str, Line(80, shortest=1)] = Field(description="来源")
    editor: Annotated[str, Line(40, shortest=1)] = Field(description="责任编辑")
    body: Annotated[str, Field(min_length=1, max_length=60000), AfterValidator(plain_text)] = Field(description="正文")
    subtitle: Annotated[str, Line(120)] = Field("", description="副标题")
    author: Annotated[str, Line(40)] = Field("", description="作者")
    summary: Annotated[str, Line(300)] = Field("", description="摘要")
    keywords: Annotated[str, Line(100)] = Field("", description="关键词")
    translates: Key | None = Field(None, description="翻译的原文，是原文网站的文章")
    lane: LaneOfManuscript = Field(Manuscript.Lane.USUAL, description="审核方式")
    urgency: Annotated[str, Line(200)] = Field("", description="使用快速通道的理由")


class ManuscriptStepIn(Request):
    step: StepOfManuscript = Field(description="办理")
    opinion: Annotated[str, Line(500)] = Field("", description="意见；退回和作废必须说明理由")
    acknowledged: Annotated[str, Line(32)] = Field("", description="核对过的检查提示")


@router.get("/portal/manuscripts", response=list[ManuscriptOut], summary="网站稿件列表")
@listed(orders=["id", "saved_at"])
def list_manuscripts(request: SignedIn, filters: Query[ManuscriptFilterIn]) -> QuerySet[Manuscript]:
    return filters.filter(manuscripts_of(request.actor))


@router.post("/portal/manuscripts", response={201: ManuscriptTextOut}, summary="撰写网站稿件")
def add_manuscript(request: SignedIn, said: ManuscriptIn) -> Status[Manuscript]:
    columns = all_columns_of(request.actor, WRITE_MANUSCRIPTS).filter(live=True)
    column = referred(columns, said.column, "column")
    translates = referred_or_none(originals(column), said.translates, "translates")
    draft = Draft(**said.dict(exclude={"column", "translates"}))
    return Status(201, write_manuscript(request.actor, column, draft, translates=translates))


@router.get("/portal/manuscripts/{int:manuscript_id}", response=ManuscriptTextOut, summary="查看网站稿件")
def show_manuscript(request: SignedIn, manuscript_id: Key) -> Manuscript:
    return found(manuscripts_of(request.actor), manuscript_id)


@router.get("/portal/manuscripts/{int:manuscript_id}/checks", response=ManuscriptChecksOut, summary="检查网站稿件")
def check_manuscript(request: SignedIn, manuscript_id: Key) -> dict[str, Any]:
    findings = findings_of(request.actor, found(manuscripts_of(request.actor), manuscript_id))
    return {"findings": findings, "acknowledged": digest_of(findings)}


@router.post("/portal/manuscripts/{int:manuscript_id}/steps", response=ManuscriptOut, summary="办理网站稿件")
def step_manuscript(request: SignedIn, manuscript_id: Key, said: ManuscriptStepIn) -> Manuscript:
    rows, actor = manuscripts_of(request.actor), request.actor
    manuscript = found(rows, manuscript_id)
    match said.step:
        case "submit":
            submit(actor, manuscript, acknowledged=said.acknowledged)
        case "abandon":
            abandon(actor, manuscript, reason=said.opinion)
        case "publish":
            publish_now(actor, [manuscript])
        case outcome:
            passed = outcome == "pass"
            review(actor, manuscript, passed=passed, opinion=said.opinion, acknowledged=said.acknowledged)
    return found(rows, manuscript_id)
