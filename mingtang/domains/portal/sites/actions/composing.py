"""Composing home pages and topics: steps on a draft that only those who arrange see, until it is published as a whole."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from wagtail.blocks import Block as Shape

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.composition import KINDS, Block, Step, title_of
from mingtang.domains.portal.sites.events import HomeComposed, TopicComposed
from mingtang.domains.portal.sites.models import HomePage, PortalSite, TopicPage
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, Deed, act

Composed = HomePage | TopicPage
PARTS: dict[type[Composed], tuple[str, ...]] = {HomePage: ("blocks", "elder"), TopicPage: ("blocks",)}
"""The streams of each kind of page: what everybody sees, and what readers of large text get on a home page."""


def composed_page(portal: PortalSite, key: int, part: str) -> Composed | None:
    """The home page or a topic of a site; None when there is none, or it has no such part. At most two statements."""
    kinds: tuple[type[Composed], ...] = (HomePage, TopicPage)
    for kind in kinds:
        inside = kind.objects.descendant_of(portal.site.root_page, inclusive=True).select_related("latest_revision")
        page: Composed | None = inside.filter(pk=key).first()
        if page is not None and part in PARTS[kind]:
            return page
    return None


def block_shapes(page: Composed, part: str) -> dict[str, Shape]:
    """The kinds of blocks that a part of a page may have."""
    found: dict[str, Shape] = type(page)._meta.get_field(part).stream_block.child_blocks  # type: ignore[union-attr]
    return found


def draft_of(page: Composed, part: str) -> list[Block]:
    """A stream of a page as it will be, each block with its `id`; at most one statement."""
    if page.has_unpublished_changes and page.latest_revision is not None:
        stored: list[Block] = json.loads(page.latest_revision.content[part])
        return stored
    return _with_ids(page, part, list(getattr(page, part).raw_data))


def _with_ids(page: Composed, part: str, blocks: Sequence[Block]) -> list[Block]:
    normal: list[Block] = stream_of(page, part, blocks).get_prep_value()
    return normal


def stream_of(page: Composed, part: str, blocks: Sequence[Block]) -> Any:
    """Blocks as the page draws them."""
    return type(page)._meta.get_field(part).stream_block.to_python(list(blocks))  # type: ignore[union-attr]


def change_draft(actor: Actor, portal: PortalSite, page: Composed, part: str, step: Step, note: str) -> None:
    """Do one step on the draft of a page; the public sees nothing of it. Raises Refused, NotPermitted."""
    with act(acts.DRAFT_PAGE, actor, portal) as deed:
        now = _locked(portal, page)
        drafts = {name: draft_of(now, name) for name in PARTS[type(now)]}
        drafts[part] = step(drafts[part])
        former = now.latest_revision if now.has_unpublished_changes else None
        _set(now, drafts)
        now.save_revision(overwrite_revision=former, clean=False)
        deed.note = f"{now.title}：{note}"


def discard_draft(actor: Actor, portal: PortalSite, page: Composed) -> None:
    """Forget what was not published. Raises Refused, NotPermitted."""
    with act(acts.DRAFT_PAGE, actor, portal) as deed:
        now = _with_draft(portal, page)
        if not now.live:
            raise Refused("还没有发布过，没有可以恢复的版面。")
        deed.change(now, has_unpublished_changes=False)
        deed.note = f"{now.title}：放弃没有发布的改动"


def publish_draft(actor: Actor, portal: PortalSite, page: Composed) -> None:
    """Let everybody see the draft of a page, all of it at once. Raises Refused, NotPermitted."""
    kind = acts.COMPOSE_HOME if isinstance(page, HomePage) else acts.COMPOSE_TOPIC
    with act(kind, actor, portal) as deed:
        now = _with_draft(portal, page)
        now.live = True
        _publish(deed, portal, now, {part: draft_of(now, part) for part in PARTS[type(now)]})


def compose_home(actor: Actor, portal: PortalSite, blocks: Sequence[Block], elder: Sequence[Block] = ()) -> None:
    """Set what the home page consists of, without a draft: blocks as Wagtail stores them, `{"type": ..., "value": ...}`."""
    home = HomePage.objects.get(pk=portal.site.root_page_id)
    with act(acts.COMPOSE_HOME, actor, portal) as deed:
        _publish(deed, portal, home, {"blocks": blocks, "elder": elder})


def _publish(deed: Deed, portal: PortalSite, page: Composed, streams: Mapping[str, Sequence[Block]]) -> None:
    _set(page, streams)
    page.has_unpublished_changes = False
    page.last_published_at = timezone.now()
    page.full_clean()
    page.save()
    deed.note = "、".join(f"{KINDS[block['type']]} {title_of(block)}".strip() for block in streams["blocks"])[:500]
    subject = f"site:{portal.pk}"
    if isinstance(page, HomePage):
        deed.announce(HomeComposed(subject=subject, site_id=portal.pk))
    else:
        deed.announce(TopicComposed(subject=subject, site_id=portal.pk, topic_id=page.pk))


def _set(page: Composed, streams: Mapping[str, Sequence[Block]]) -> None:
    for part, blocks in streams.items():
        setattr(page, part, stream_of(page, part, blocks))


def _locked(portal: PortalSite, page: Composed) -> Any:
    """The page as it stands, ours until the end. Raises Refused when it is not of this site."""
    if not page.url_path.startswith(portal.root_path):
        raise Refused("这一页不在这个网站上。")
    rows = type(page).objects.select_for_update(of=("self",))
    return rows.get(pk=page.pk)


def _with_draft(portal: PortalSite, page: Composed) -> Any:
    now = _locked(portal, page)
    if not now.has_unpublished_changes:
        raise Refused("没有还没发布的改动。")
    return now
