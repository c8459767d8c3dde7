"""Topics (专题): opened for an occasion, archived when it is over. What is archived stays to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import TopicComposed, TopicOpened
from mingtang.domains.portal.sites.models import PortalSite, TopicPage
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, act


@dataclass(frozen=True, kw_only=True)
class TopicDetails:
    """A topic; `blocks` are those of home pages, as Wagtail stores them."""

    slug: str
    title: str
    organ: Organ
    opens_on: date
    blocks: Sequence[dict[str, Any]]
    lead: str = ""
    closes_on: date | None = None


def open_topic(actor: Actor, portal: PortalSite, details: TopicDetails, *, draft: bool = False) -> TopicPage:
    """Add a topic under the home page of a site; a `draft` is seen once its draft is published. Raises NotPermitted, Refused."""
    _require_order(details.opens_on, details.closes_on)
    with act(acts.OPEN_TOPIC, actor, portal) as deed:
        home = Page.objects.get(pk=portal.site.root_page_id)
        said = {**vars(details), "blocks": list(details.blocks)}
        topic = TopicPage(locale_id=home.locale_id, live=not draft, **said)
        try:
            home.add_child(instance=topic)
        except ValidationError as fault:
            raise Refused("；".join(fault.messages), next(iter(fault.message_dict), "")) from fault
        deed.note = topic.title
        if draft:
            topic.save_revision(clean=False)
            return topic
        deed.announce(TopicOpened(subject=f"site:{portal.pk}", site_id=portal.pk, topic_id=topic.pk))
    return topic


def change_topic(
    actor: Actor,
    portal: PortalSite,
    topic: TopicPage,
    *,
    title: str,
    lead: str,
    organ: Organ,
    opens_on: date,
    closes_on: date | None,
) -> None:
    """Call a topic otherwise, or give it other days; one that is over is archived by its last day. Raises NotPermitted, Refused."""
    if not topic.url_path.startswith(portal.root_path):
        raise Refused("这个专题不在这个网站上。")
    _require_order(opens_on, closes_on)
    with act(acts.CHANGE_TOPIC, actor, topic, within=portal) as deed:
        said = {"title": title, "lead": lead, "organ": organ, "opens_on": opens_on, "closes_on": closes_on}
        deed.change(topic, draft_title=title, **said)
        deed.announce(TopicComposed(subject=f"site:{portal.pk}", site_id=portal.pk, topic_id=topic.pk))


def _require_order(opens_on: date, closes_on: date | None) -> None:
    if closes_on and closes_on < opens_on:
        raise Refused("归档日期不能早于上线日期。", "closes_on")
