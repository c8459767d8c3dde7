"""What facts of the sites do to manuscripts."""

from typing import Any

from django.urls import reverse

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.releasing import TOPIC
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.rules import ENDED, Stage
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.kernel.evidence.api import SYSTEM, act
from mingtang.kernel.messaging.api import Content, notify_permission_holders


def column_merged(event: Any) -> None:
    """What was written for a column that is no more goes on in the one that took its place; who reviews it stays."""
    into = ColumnPage.objects.get(pk=event.into_id)
    underway = Manuscript.objects.filter(column=event.column_id, article=None).exclude(stage=Stage.ABANDONED)
    for manuscript in underway:
        with act(acts.PLACE, SYSTEM, manuscript) as deed:
            deed.change(manuscript, column=into)


def original_changed(event: Any) -> None:
    """Tell whoever writes in another language that what they translated, or translate now, was corrected or withdrawn."""
    original = ArticlePage.objects.get(pk=event.page_id)
    for version in PortalSite.objects.filter(original=event.site_id).select_related("site__root_page"):
        if _is_translated(version, original):
            _tell_translators(version, original)


def _is_translated(version: PortalSite, original: ArticlePage) -> bool:
    inside = ArticlePage.objects.descendant_of(version.site.root_page)
    underway = Manuscript.objects.filter(site=version, translates=original).exclude(stage__in=ENDED)
    return inside.filter(translation_key=original.translation_key, live=True).exists() or underway.exists()


def _tell_translators(version: PortalSite, original: ArticlePage) -> None:
    said, at = ("更正", original.corrected_at) if original.live else ("撤下", original.withdrawn_at)
    why = original.correction if original.live else original.withdrawal_reason
    content = Content(
        subject=f"原文已{said}：{original.title}"[:120], body=f"“{version.name}”有它的译文，请核对。{said}说明：{why}", topic=TOPIC,
        link=reverse("translations_of_site", args=[version.pk]),
    )  # fmt: skip
    key = f"original:{original.pk}:{version.pk}:{at:%Y%m%d%H%M%S%f}"
    notify_permission_holders(WRITE_MANUSCRIPTS, content, organ=version.organ_id, key=key, about=original)
