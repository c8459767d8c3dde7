"""常见问题: what everybody may read."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.interaction.frequent.models import FrequentQuestion
from mingtang.domains.interaction.frequent.queries import public_questions
from mingtang.ui.rest.fields import Line
from mingtang.ui.rest.paging import listed

router = Router(tags=["互动交流"])


class FrequentQuestionOut(Schema):
    id: int
    topic: str = Field(description="分类")
    question: str = Field(description="问题")
    answer: str = Field(description="答案")
    organ: str = Field(description="答复单位")
    kept_at: datetime = Field(description="更新时间")

    @staticmethod
    def resolve_organ(row: FrequentQuestion) -> str:
        return str(row.unit.name)


class FrequentFilterIn(FilterSchema):
    topic: Annotated[str, Line(20)] | None = Field(None, description="分类")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup(["question__icontains", "answer__icontains"])] = (
        Field(None, description="问题或者答案包含")
    )


@router.get("/interaction/questions", response=list[FrequentQuestionOut], auth=None, summary="常见问题（公开）")
@listed(orders=["id", "kept_at"])
def list_frequent_questions(request: HttpRequest, filters: Query[FrequentFilterIn]) -> QuerySet[FrequentQuestion]:
    rows: QuerySet[FrequentQuestion] = filters.filter(public_questions())
    return rows
