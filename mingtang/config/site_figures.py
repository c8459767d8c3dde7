"""Figures of the yearly statement of a site (国办函〔2018〕12号) that our own records give: pages, letters, surveys, services."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Left, Length

from mingtang.config.site_checks import portal_at
from mingtang.domains.inspection.api import InsideSite
from mingtang.domains.interaction.interviews.api import Interview, Question
from mingtang.domains.interaction.messages.api import Message
from mingtang.domains.interaction.messages.queries.statistics import figures_of
from mingtang.domains.interaction.opinions.api import Call, Opinion
from mingtang.domains.interaction.surveys.api import Survey, SurveyAnswer
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite, TopicPage
from mingtang.domains.portal.sites.queries import articles_of
from mingtang.domains.services.applications.api import Application
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.directory.api import Account

PROFILE, NEWS = {"profile", "functions", "leaders"}, {"news", "department_news", "responses", "videos"}
"""Types of columns by the group that counts their articles; whatever else is published belongs to the catalogue."""
EXPLANATIONS, GRAPHICS, COMMENTS = {"text", "expert"}, {"graphic", "video"}, {"media"}
"""Forms of interpretation by the figure that counts them."""


def pages(site: InsideSite, year: int) -> Mapping[str, Any]:
    """What a site of our own published in a year, its topics and interpretations; seven statements."""
    portal = portal_at(site.address)
    if portal is None:
        return {}
    published = articles_of(portal).filter(publish_date__year=year).order_by()
    by_type, forms = _by_type(portal, published), Counter(published.values_list("interpretation_form", flat=True))
    profile, news = (sum(by_type[kind] for kind in kinds) for kinds in (PROFILE, NEWS))
    topics = TopicPage.objects.descendant_of(portal.site.root_page).live()
    explanations, graphics, comments = (
        sum(forms[form] for form in kinds) for kinds in (EXPLANATIONS, GRAPHICS, COMMENTS)
    )
    return {
        "published": by_type.total(), "profile": profile, "news": news, "catalogue": by_type.total() - profile - news,
        "topics": topics.filter(opens_on__year__lte=year).filter(Q(closes_on=None) | Q(closes_on__year__gte=year)).count(),
        "new_topics": topics.filter(opens_on__year=year).count(),
        "interpretations": explanations + graphics + comments, "explanations": explanations, "graphics": graphics,
        "comments": comments, "responses": by_type["responses"], "languages": portal.versions.exists(),
    }  # fmt: skip


def _by_type(portal: PortalSite, published: Any) -> Counter[str]:
    """How many of these articles stand in columns of each type; two statements."""
    columns = ColumnPage.objects.descendant_of(portal.site.root_page).order_by()
    types = dict(columns.values_list("path", "column_type"))
    rows = published.annotate(place=Left("path", Length("path") - ArticlePage.steplen)).values("place")
    counts: Counter[str] = Counter()
    for row in rows.annotate(count=Count("pk")):
        counts[types[row["place"]]] += row["count"]
    return counts


def services(site: InsideSite, year: int) -> Mapping[str, Any]:
    """Items on offer, what was handled, who has registered with the node; four statements."""
    offered = ServiceItem.objects.offered().filter(organ__in=site.organ_ids)
    handled = Application.objects.filter(item__organ__in=site.organ_ids, decided_at__year=year)
    persons = handled.filter(applicant_kind=Application.ApplicantKind.PERSON).count()
    others = handled.exclude(applicant_kind=Application.ApplicantKind.PERSON).count()
    users = Account.objects.exclude(kind=Account.Kind.OFFICIAL).filter(created_at__year__lte=year).count()
    items = offered.aggregate(items=Count("pk"), online_items=Count("pk", filter=Q(is_online=True)))
    return {
        **items, "has_catalogue": bool(items["items"]), "users": users, "handled": persons + others,
        "handled_persons": persons, "handled_bodies": others,
    }  # fmt: skip


def letters(site: InsideSite, year: int) -> Mapping[str, Any]:
    """Valid letters of a year to the organs of a site; one statement."""
    rows = Message.objects.counted().order_by().filter(received_at__year=year)
    found = figures_of(rows.filter(Q(organ__in=site.organ_ids) | Q(unit__in=site.organ_ids)))
    days = None if found.days is None else round(float(found.days), 1)
    return {
        "unified": True, "received": found.received, "answered": found.answered, "average_days": days or 0,
        "answers": found.published,
    }  # fmt: skip


def occasions(site: InsideSite, year: int) -> Mapping[str, Any]:
    """Calls for opinions, surveys and interviews of a year; nine statements."""
    calls, surveys = (
        model.objects.filter(organ__in=site.organ_ids, released_at__year=year).order_by() for model in (Call, Survey)
    )
    interviews = Interview.objects.filter(organ__in=site.organ_ids, begins_at__year=year, released_at__isnull=False)
    questions = Question.objects.filter(interview__in=interviews.order_by()).order_by()
    opinions = Opinion.objects.filter(call__in=calls).count() + SurveyAnswer.objects.filter(survey__in=surveys).count()
    return {
        "calls": calls.count() + surveys.count(), "opinions": opinions,
        "results": sum(rows.filter(result_at__isnull=False).count() for rows in (calls, surveys)),
        "interviews": interviews.count(), "questions": questions.count(),
        "question_answers": questions.exclude(answer="").count(),
    }  # fmt: skip


def marks(site: InsideSite) -> Sequence[tuple[str, str]]:
    """The marks of a site of our own as the portal registers them; one statement."""
    portal = portal_at(site.address)
    if portal is None:
        return []
    return [
        ("网站标识码", portal.code), ("ICP 备案号", portal.icp_number or "—"), ("公安机关备案号", portal.police_number or "—"),
    ]  # fmt: skip
