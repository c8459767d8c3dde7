"""好差评: what one was asked to rate, rating, the published list, the figures."""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.domains.services.ratings.actions.rating import Opinion, add_further, rate
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.queries.ratings import invitation_with, own_invitations, readable_ratings
from mingtang.domains.services.ratings.queries.statistics import RatingFigures, figures_by_organ
from mingtang.domains.services.ratings.rules import CHANNELS, GRADES, Channel, Grade
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["好差评"])
RatingGrade = Annotated[Grade, labelled(GRADES)]
RatingChannel = Annotated[Channel, labelled(CHANNELS)]


class RatingInvitationOut(Schema):
    """Something that may be rated once."""

    code: str = Field(description="评价码")
    subject: str = Field(description="评价对象")
    organ_id: int = Field(description="被评价机关")
    application_id: int | None = Field(description="办件；到厅办事没有")
    at: datetime = Field(description="邀请时间")
    rated: bool = Field(description="是否已评价")

    @staticmethod
    def resolve_rated(row: Invitation) -> bool:
        return hasattr(row, "rating")


class RatingOut(Schema):
    """A rating without its rater."""

    id: int
    number: str = Field(description="评价编号")
    subject: str = Field(description="评价对象")
    organ_id: int = Field(description="被评价机关")
    grade: RatingGrade = Field(description="评价")
    tags: list[str] = Field(description="标签")
    text: str = Field(description="意见，个人信息已隐去")
    channel: RatingChannel = Field(description="渠道")
    at: datetime = Field(description="评价时间")
    standing: str = Field(description="进展")
    reply: str = Field(description="答复")
    replied_at: datetime | None = Field(description="答复时间")
    case_id: int | None = Field(description="差评办理案件")

    @staticmethod
    def resolve_subject(row: Rating) -> str:
        return str(row.invitation.subject)

    @staticmethod
    def resolve_text(row: Rating) -> str:
        return row.public_text


class RatingFiguresOut(Schema):
    """The figures of one organ."""

    organ_id: int = Field(description="机关")
    name: str = Field(description="机关名称")
    asked: int = Field(description="邀请数")
    rated: int = Field(description="评价数")
    content: int = Field(description="1 至 3 级")
    negative: int = Field(description="差评数")
    called: int = Field(description="已回访核实的差评")
    rectified_in_time: int = Field(description="按期整改的差评")
    satisfaction: float | None = Field(description="满意率，百分比")
    activity: float | None = Field(description="主动评价率，百分比")
    rectification: float | None = Field(description="差评整改率，百分比")


class RatingIn(Request):
    code: Annotated[str, Line(40, shortest=1)] = Field(description="评价码")
    grade: RatingGrade = Field(description="评价")
    tags: list[Annotated[str, Line(20)]] = Field(default_factory=list, max_length=8, description="标签")
    text: Annotated[str, Line(500)] = Field("", description="意见")


class FurtherRatingIn(Request):
    code: Annotated[str, Line(40, shortest=1)] = Field(description="评价码")
    grade: RatingGrade = Field(description="对办理结果的评价")
    text: Annotated[str, Line(500)] = Field("", description="追评")


class RatingListFilter(FilterSchema):
    grade: RatingGrade | None = Field(None, description="评价")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="被评价机关")


@router.get("/services/rating-invitations", response=list[RatingInvitationOut], summary="待评价和已评价的事")
@listed(orders=["id"])
def list_rating_invitations(request: SignedIn) -> QuerySet[Invitation]:
    return own_invitations(request.actor)


@router.get("/services/ratings", response=list[RatingOut], summary="可以查阅的评价")
@listed(orders=["id", "at"])
def list_ratings(request: SignedIn, filters: Query[RatingListFilter]) -> QuerySet[Rating]:
    return filters.filter(readable_ratings(request.actor))


@router.get("/services/ratings/{int:rating_id}", response=RatingOut, summary="查看评价")
def show_rating(request: SignedIn, rating_id: Key) -> Rating:
    return found(readable_ratings(request.actor), rating_id)


@router.post("/services/ratings", response={201: RatingOut}, summary="评价一次")
def add_rating(request: SignedIn, details: RatingIn) -> Status[Rating]:
    opinion = Opinion(details.grade, details.tags, details.text, Channel.WEB)
    return Status(201, rate(request.actor, _invitation(details.code), opinion))


@router.post("/services/further-ratings", response=RatingOut, summary="追评一次")
def add_further_rating(request: SignedIn, details: FurtherRatingIn) -> Rating:
    rating: Rating | None = getattr(_invitation(details.code), "rating", None)
    if rating is None:
        raise Problem(INVALID, faults=[Fault("还没有评价。", "code")])
    add_further(request.actor, rating, grade=details.grade, text=details.text)
    return rating


@router.get("/services/rating-figures", response=list[RatingFiguresOut], summary="各机关的好差评统计")
def list_rating_figures(request: SignedIn, since: date | None = None, until: date | None = None) -> list[RatingFigures]:
    today = timezone.localdate()
    return figures_by_organ(request.actor, since or today.replace(month=1, day=1), until or today)


def _invitation(code: str) -> Any:
    invitation = invitation_with(code)
    if invitation is None:
        raise Problem(INVALID, faults=[Fault("没有这个评价码。", "code")])
    return invitation
