"""Telling people of what was found."""

from mingtang.domains.inspection.models import Finding, InspectedSite
from mingtang.kernel.directory.api import Post
from mingtang.kernel.messaging.api import Content, notify_holders, notify_person

TOPIC = "inspection"
FINDING_PAGE = "/workbench/inspection/findings/{}/"
"""Pages written out, so that workers need not know every address of the site."""
SITE_PAGE = "/workbench/inspection/sites/{}/"


def tell_editor(finding: Finding, subject: str, body: str, *, key: str) -> None:
    """A notice to whoever the finding is assigned to; nobody before it is."""
    if finding.assignee is not None:
        told = Content(
            subject=f"{subject}：{finding.site.name}", body=body, topic=TOPIC, link=FINDING_PAGE.format(finding.pk)
        )
        notify_person(finding.assignee, told, key=f"inspection:{finding.pk}:{key}", about=finding)


def tell_site(site: InspectedSite, subject: str, body: str, *, key: str, link: str = "") -> None:
    """A notice to the responsible editor of a site, or to whoever leads its organ where none is named."""
    told = Content(subject=subject, body=body, topic=TOPIC, link=link or SITE_PAGE.format(site.pk))
    if site.editor is not None:
        notify_person(site.editor, told, key=f"inspection:{key}", about=site)
        return
    for post in Post.objects.filter(organ=site.organ_id, leads=True, unit=None, closed_on=None):
        notify_holders(post, told, key=f"inspection:{key}:{post.pk}", about=site)
