"""专题: those of a site, for whoever arranges it; composing them and home pages as drafts, seeing and publishing these."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.urls import resolve, reverse
from ninja import Field, Router, Schema, Status
from pydantic import UUID4

from mingtang.domains.portal.sites.actions.composing import (
    Composed,
    block_shapes,
    change_draft,
    composed_page,
    discard_draft,
    draft_of,
    publish_draft,
)
from mingtang.domains.portal.sites.actions.topics import TopicDetails, change_topic, open_topic
from mingtang.domains.portal.sites.composition import KINDS, Block
from mingtang.domains.portal.sites.forms.values import digest_of, normal_blocks
from mingtang.domains.portal.sites.models import PortalSite, TopicPage
from mingtang.domains.portal.sites.overview import all_topics, kept_sites, organs_of_topics
from mingtang.domains.portal.sites.rest.sites import SiteKey
from mingtang.kernel.directory.api import Stale
from mingtang.ui.rest.fields import Key, Line, Request, labelled
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.problems import NOT_FOUND, Problem
from mingtang.ui.rest.rows import SignedIn, found, referred

router = Router(tags=["门户网站"])

TopicTitle = Annotated[str, Line(40, shortest=1)]
PARTS = {"blocks": "普通版", "elder": "长者版"}
PartOfPage = Annotated[Literal["blocks", "elder"], labelled(PARTS)]
KindOfBlock = Annotated[str, labelled(KINDS)]


class KeptTopicOut(Schema):
    id: int
    title: str = Field(description="专题名称")
    slug: str = Field(description="网址中的名称")
    lead: str = Field(description="导语")
    organ_id: int = Field(description="责任单位")
    opens_on: date = Field(description="上线日期")
    closes_on: date | None = Field(description="归档日期；没有定的没有")
    live: bool = Field(description="已发布")
    has_unpublished_changes: bool = Field(description="有没有发布的改动")


class TopicIn(Request):
    title: TopicTitle = Field(description="专题名称")
    slug: SiteKey = Field(description="网址中的名称，开设以后不能修改")
    organ: Key = Field(description="责任单位")
    opens_on: date = Field(description="上线日期")
    lead: Annotated[str, Line(200)] = Field("", description="导语")
    closes_on: date | None = Field(None, description="归档日期")


class TopicCorrection(Request):
    title: TopicTitle | None = Field(None, description="专题名称")
    organ: Key | None = Field(None, description="责任单位")
    opens_on: date | None = Field(None, description="上线日期")
    lead: Annotated[str, Line(200)] | None = Field(None, description="导语")
    closes_on: date | None = Field(None, description="归档日期")


class ComposedBlock(Request):
    type: KindOfBlock = Field(description="版块种类")
    value: Any = Field(description="版块内容，按种类")
    id: UUID4 | None = Field(None, description="版块编号；新的没有")


class CompositionOut(Schema):
    page_id: int = Field(description="页面")
    title: str = Field(description="页面名称")
    live: bool = Field(description="已发布")
    has_unpublished_changes: bool = Field(description="有没有发布的改动")
    blocks: list[ComposedBlock] = Field(description="版块，按次序")
    digest: str = Field(description="这一版的摘要，修改时带上")


class CompositionIn(Request):
    blocks: Annotated[list[ComposedBlock], Field(max_length=60)] = Field(description="全部版块，按次序")
    seen: Annotated[str, Line(32)] = Field(description="看到的那一版的摘要；已经被别人改过的，不覆盖")


class PreviewOut(Schema):
    html: str = Field(description="公众将要看到的网页")


TOPICS = "/portal/kept-sites/{int:site_id}/topics"
PAGE = "/portal/kept-sites/{int:site_id}/pages/{int:page_id}"
"""Below it the words that are no parts stand before the parts."""


def _site(request: SignedIn, site_id: int) -> PortalSite:
    return found(kept_sites(request.actor), site_id)


@router.get(TOPICS, response=list[KeptTopicOut], summary="网站的全部专题")
@listed(orders=["id", "opens_on"])
def list_topics(request: SignedIn, site_id: Key) -> QuerySet[TopicPage]:
    return all_topics(_site(request, site_id))


@router.post(TOPICS, response={201: KeptTopicOut}, summary="开设专题")
def add_topic(request: SignedIn, site_id: Key, said: TopicIn) -> Status[TopicPage]:
    portal = _site(request, site_id)
    organ = referred(organs_of_topics(portal), said.organ, "organ")
    details = TopicDetails(**said.dict(exclude={"organ"}), organ=organ, blocks=())
    return Status(201, open_topic(request.actor, portal, details, draft=True))


@router.patch(f"{TOPICS}/{{int:topic_id}}", response=KeptTopicOut, summary="修改专题")
def correct_topic(request: SignedIn, site_id: Key, topic_id: Key, correction: TopicCorrection) -> TopicPage:
    portal = _site(request, site_id)
    topic = found(all_topics(portal), topic_id)
    known = {name: getattr(topic, name) for name in ("title", "lead", "organ", "opens_on", "closes_on")}
    said: dict[str, Any] = correction.dict(exclude_none=True)
    if "organ" in said:
        said["organ"] = referred(organs_of_topics(portal), said["organ"], "organ")
    change_topic(request.actor, portal, topic, **(known | said))
    return topic


def _page(portal: PortalSite, page_id: int, part: str) -> Composed:
    page = composed_page(portal, page_id, part)
    if page is None:
        raise Problem(NOT_FOUND)
    return page


def _composition(portal: PortalSite, page_id: int, part: str) -> dict[str, Any]:
    page = _page(portal, page_id, part)
    draft = draft_of(page, part)
    state = {"live": page.live, "has_unpublished_changes": page.has_unpublished_changes}
    return {"page_id": page.pk, "title": page.title, **state, "blocks": draft, "digest": digest_of(draft)}


@router.post(f"{PAGE}/publication", response=CompositionOut, summary="发布版面草稿")
def publish_composition(request: SignedIn, site_id: Key, page_id: Key) -> dict[str, Any]:
    portal = _site(request, site_id)
    publish_draft(request.actor, portal, _page(portal, page_id, "blocks"))
    return _composition(portal, page_id, "blocks")


@router.delete(f"{PAGE}/draft", response={204: None}, summary="放弃版面草稿")
def discard_composition(request: SignedIn, site_id: Key, page_id: Key) -> Status[None]:
    portal = _site(request, site_id)
    discard_draft(request.actor, portal, _page(portal, page_id, "blocks"))
    return Status(204, None)


@router.get(f"{PAGE}/{{part}}", response=CompositionOut, summary="首页或者专题的版面草稿")
def show_composition(request: SignedIn, site_id: Key, page_id: Key, part: PartOfPage) -> dict[str, Any]:
    return _composition(_site(request, site_id), page_id, part)


@router.put(f"{PAGE}/{{part}}", response=CompositionOut, summary="编排首页或者专题的版面草稿")
def compose_page(
    request: SignedIn, site_id: Key, page_id: Key, part: PartOfPage, said: CompositionIn
) -> dict[str, Any]:
    portal = _site(request, site_id)
    page = _page(portal, page_id, part)
    wanted = normal_blocks(block_shapes(page, part), [block.model_dump(mode="json") for block in said.blocks])

    def step(draft: list[Block]) -> list[Block]:
        if digest_of(draft) != said.seen:
            raise Stale("版面已经被别人改过，请看最新的版面。")
        return wanted

    change_draft(request.actor, portal, page, part, step, "整页编排")
    return _composition(portal, page_id, part)


@router.get(f"{PAGE}/{{part}}/preview", response=PreviewOut, summary="预览版面草稿")
def preview_composition(request: SignedIn, site_id: Key, page_id: Key, part: PartOfPage) -> dict[str, str]:
    address = reverse("kept_composition_preview", args=[_site(request, site_id).pk, page_id, part])
    match = resolve(address)
    answer = match.func(request, *match.args, **match.kwargs)  # the page itself, so that both show the same
    return {"html": answer.content.decode()}
