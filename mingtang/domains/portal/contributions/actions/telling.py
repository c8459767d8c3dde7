"""Telling reporters and units."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.contributions.models import Bulletin, Reporter, Submission
from mingtang.kernel.messaging.api import Content, notify_person

TOPIC = "portal_contributions"


def tell_reporter(submission: Submission) -> None:
    """Say what became of a submission; belongs inside the transaction of the decision."""
    words = f"您报送的“{submission.title}”：{submission.get_state_display()}。{submission.reason}"
    link = reverse("contribution", args=[submission.pk])
    content = Content(subject="报送信息处理结果", body=words, topic=TOPIC, link=link)
    notify_person(submission.reporter.account, content, key=f"contribution:{submission.pk}", about=submission)


def tell_units(bulletin: Bulletin, organs: Iterable[int]) -> None:
    """Send a bulletin to the reporters of units; belongs inside the transaction of its publication."""
    rows = Reporter.objects.serving(timezone.localdate()).filter(unit__organ__in=organs, unit__desk=bulletin.organ_id)
    link = reverse("contribution_bulletin", args=[bulletin.pk])
    content = Content(subject=bulletin.title, body="请签阅；被要求整改的按期反馈。", topic=TOPIC, link=link)
    for reporter in rows.select_related("account"):
        notify_person(reporter.account, content, key=f"bulletin:{bulletin.pk}:{reporter.pk}", about=bulletin)
