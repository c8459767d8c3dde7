"""Topics (专题): opened for an occasion, archived when it is over. What is archived stays to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from mingtang.domains.portal.sites import acts
from mingtang.domains.portal.sites.events import TopicOpened
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


def open_topic(actor: Actor, portal: PortalSite, details: TopicDetails) -> TopicPage:
    """Add a topic under the home page of a site. Raises NotPermitted, Refused."""
    if details.closes_on and details.closes_on < details.opens_on:
        raise Refused("归档日期不能早于上线日期。", "closes_on")
    with act(acts.OPEN_TOPIC, actor, portal) as deed:
        home = Page.objects.get(pk=portal.site.root_page_id)
        topic = TopicPage(locale_id=home.locale_id, **{**vars(details), "blocks": list(details.blocks)})
        try:
            home.add_child(instance=topic)
        except ValidationError as fault:
            raise Refused("；".join(fault.messages), next(iter(fault.message_dict), "")) from fault
        deed.note = topic.title
        deed.announce(TopicOpened(subject=f"site:{portal.pk}", site_id=portal.pk, topic_id=topic.pk))
    return topic
