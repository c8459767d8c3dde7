"""译文: what of the original a version in another language says, for its translators."""

from datetime import datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Field, FilterLookup, FilterSchema, Query, Router, Schema

from mingtang.domains.portal.editing.queries.translations import originals_for, versions_of
from mingtang.domains.portal.editing.rules import TRANSLATIONS
from mingtang.ui.rest.fields import Key, Line, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn

router = Router(tags=["网站稿件"])

StandingOfTranslation = Annotated[str, labelled(TRANSLATIONS)]


class OriginalOut(Schema):
    id: int = Field(description="原文")
    title: str = Field(description="原文标题")
    standing: StandingOfTranslation = Field(description="译文的情况")
    new_at: datetime = Field(description="原文时间")
    translation: int | None = Field(description="译文；没有的没有")
    seen_at: datetime | None = Field(description="译自哪一时刻的原文")
    underway: int | None = Field(description="正在翻译的稿件")


class OriginalFilter(FilterSchema):
    standing: StandingOfTranslation | None = Field(None, description="译文的情况")
    words: Annotated[Annotated[str, Line(60)] | None, FilterLookup("title__icontains")] = Field(
        None, description="原文标题包含"
    )


@router.get("/portal/translations/{int:site_id}", response=list[OriginalOut], summary="语言版本的译文情况")
@listed(orders=["id", "new_at"])
def list_translations(request: SignedIn, site_id: Key, filters: Query[OriginalFilter]) -> QuerySet[Any]:
    version = next((each for each in versions_of(request.actor) if each.pk == site_id), None)
    if version is None:
        raise Problem(NOT_FOUND)
    return filters.filter(originals_for(version))
