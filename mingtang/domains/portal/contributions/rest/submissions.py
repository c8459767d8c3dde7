"""信息报送: what was handed in, one of it, and handing in."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema, Status
from pydantic import AfterValidator

from mingtang.domains.portal.contributions.actions.submitting import Contribution, submit
from mingtang.domains.portal.contributions.models import Submission
from mingtang.domains.portal.contributions.policy import reporter_of
from mingtang.domains.portal.contributions.queries.places import places_of
from mingtang.domains.portal.contributions.rules.course import SUBMISSION_STATES, SubmissionState
from mingtang.ui.rest.fields import Key, Line, Request, labelled, plain_text
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import INVALID, Fault, Problem
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["信息报送"])

StateOfContribution = Annotated[SubmissionState, labelled(SUBMISSION_STATES)]


class ContributionOut(Schema):
    id: int
    title: str = Field(description="标题")
    text: str = Field(description="正文")
    state: StateOfContribution = Field(description="状态")
    organ_id: int = Field(description="报送单位")
    desk_id: int = Field(description="编辑单位")
    site_id: int = Field(description="建议网站")
    column_id: int | None = Field(description="建议栏目；空为由编辑确定")
    submitted_at: datetime = Field(description="报送时间")
    decided_at: datetime | None = Field(description="处理时间")
    reason: str = Field(description="处理意见")
    lead_id: int | None = Field(description="并入的信息")


class ContributionFilter(FilterSchema):
    state: StateOfContribution | None = Field(None, description="状态")
    organ: Annotated[Key | None, FilterLookup("organ_id")] = Field(None, description="报送单位")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="标题包含"
    )


class ContributionIn(Request):
    title: Annotated[str, Line(100, shortest=1)] = Field(description="标题")
    text: Annotated[str, Field(min_length=1, max_length=20000), AfterValidator(plain_text)] = Field(description="正文")
    site: Key = Field(description="建议网站")
    column: Key | None = Field(None, description="建议栏目；空为由编辑确定")


@router.get("/portal/contributions", response=list[ContributionOut], summary="报送信息列表")
@listed(orders=["id", "submitted_at"])
def list_contributions(request: SignedIn, filters: Query[ContributionFilter]) -> QuerySet[Submission]:
    return filters.filter(Submission.objects.visible_to(request.actor))


@router.get("/portal/contributions/{int:contribution_id}", response=ContributionOut, summary="查看报送信息")
def show_contribution(request: SignedIn, contribution_id: Key) -> Submission:
    return found(Submission.objects.visible_to(request.actor), contribution_id)


@router.post("/portal/contributions", response={201: ContributionOut}, summary="报送信息")
def submit_contribution(request: SignedIn, said: ContributionIn) -> Status[Submission]:
    reporter = reporter_of(request.actor)
    places = places_of(reporter.unit.desk_id) if reporter else []
    wanted = (said.site, said.column)
    place = next((each for each in places if (each.site.pk, each.column and each.column.pk) == wanted), None)
    if place is None:
        raise Problem(INVALID, faults=[Fault("没有这个网站或者栏目，或者您不能向它报送", "site")])
    given = Contribution(title=said.title, text=said.text, site=place.site, column=place.column)
    return Status(201, submit(request.actor, given))
