"""岗位: the posts of an organ, and who holds them today."""

from datetime import date
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status

from mingtang.kernel.directory.actions.organs import close_post, create_post, revise_post
from mingtang.kernel.directory.models import Post
from mingtang.kernel.directory.queries import organs_visible_to, posts_visible_to, units_visible_to
from mingtang.kernel.directory.rest.choices import AppointmentKind
from mingtang.kernel.directory.rest.references import OrganRef, PersonRef, UnitRef
from mingtang.ui.rest.fields import Key, Line, Rank, Request
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found, referred, referred_or_none

router = Router(tags=["岗位"])

Name = Annotated[str, Line(60, shortest=1)]


class HolderOut(Schema):
    appointment: int = Field(alias="id", description="任职")
    person: PersonRef = Field(description="人员")
    kind: AppointmentKind = Field(description="方式")


class PostOut(Schema):
    id: int
    organ: OrganRef = Field(description="机构")
    unit: UnitRef | None = Field(description="内设机构")
    name: str = Field(description="名称")
    leads: bool = Field(description="领导岗位")
    rank: int = Field(description="排序")
    closed_on: date | None = Field(description="撤销日期")
    holders: list[HolderOut] = Field(description="今天任职的人员")

    @staticmethod
    def resolve_holders(post: Post) -> list[Any]:
        return getattr(post, "holders", [])


class PostFilter(FilterSchema):
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="机构")
    unit: Annotated[Key | None, FilterLookup("unit_id")] = Field(None, description="内设机构")
    name: Annotated[Annotated[str, Line(60)] | None, FilterLookup("name__contains")] = Field(
        None, description="名称包含"
    )
    leads: bool | None = Field(None, description="领导岗位")
    open: Annotated[bool | None, FilterLookup("closed_on__isnull")] = Field(None, description="未撤销")


class PostIn(Request):
    organ: Key = Field(description="机构")
    unit: Key | None = Field(None, description="内设机构")
    name: Name = Field(description="名称")
    leads: bool = Field(False, description="领导岗位")
    rank: Rank = Field(100, description="排序")


class PostCorrection(Request):
    name: Name | None = Field(None, description="名称")
    leads: bool | None = Field(None, description="领导岗位")
    rank: Rank | None = Field(None, description="排序")


class PostClosure(Request):
    closed_on: date = Field(description="撤销日期")


@router.get("/posts", response=list[PostOut], summary="岗位列表")
@listed(orders=["id", "name", "rank"])
def list_posts(request: SignedIn, filters: Query[PostFilter]) -> QuerySet[Post]:
    return filters.filter(_seen(request))


@router.post("/posts", response={201: PostOut}, summary="设立岗位")
def add_post(request: SignedIn, details: PostIn) -> Status[Post]:
    organ = referred(organs_visible_to(request.actor), details.organ, "organ")
    unit = referred_or_none(units_visible_to(request.actor), details.unit, "unit")
    given = details.dict(include={"name", "leads", "rank"})
    return Status(201, create_post(request.actor, organ, unit=unit, **given))


@router.get("/posts/{int:post_id}", response=PostOut, summary="查看岗位")
def show_post(request: SignedIn, post_id: Key) -> Post:
    return found(_seen(request), post_id)


@router.patch("/posts/{int:post_id}", response=PostOut, summary="修改岗位")
def correct_post(request: SignedIn, post_id: Key, correction: PostCorrection) -> Post:
    post = found(_seen(request), post_id)
    given: dict[str, Any] = {"name": post.name, "leads": post.leads, "rank": post.rank} | correction.dict(
        exclude_none=True
    )
    revise_post(request.actor, post, **given)
    return post


@router.post("/posts/{int:post_id}/closure", response=PostOut, summary="撤销岗位")
def add_post_closure(request: SignedIn, post_id: Key, closure: PostClosure) -> Post:
    post = found(_seen(request), post_id)
    close_post(request.actor, post, on=closure.closed_on)
    return post


def _seen(request: SignedIn) -> QuerySet[Post]:
    return posts_visible_to(request.actor, timezone.localdate())
