"""Requests that somebody may see, that are alike, that a stranger holds the code of."""

from collections.abc import Iterator
from dataclasses import dataclass
from hmac import compare_digest

from django.db.models import QuerySet
from django.utils import timezone

from mingtang.domains.disclosure.requests.models import DisclosureRequest
from mingtang.domains.disclosure.requests.rules import MANY_A_MONTH, likeness
from mingtang.kernel.directory.api import Organ, Post, posts_with_role
from mingtang.kernel.evidence.api import Actor

CLERKS = "disclosure_clerk"
"""The role that the process names: whose organ has it takes requests."""
COMPARED, ALIKE, SHOWN = 500, 0.4, 5
"""How many requests of an organ a new one is compared with, from which likeness on they are shown, and how many of them."""


def requests_for(actor: Actor) -> QuerySet[DisclosureRequest]:
    """Requests the actor may see, with what their list shows; no statement yet."""
    rows: QuerySet[DisclosureRequest] = DisclosureRequest.objects.visible_to(actor)
    return rows.select_related("case", "organ")


def organs_taking_requests() -> QuerySet[Organ]:
    """Organs in which somebody handles requests; one statement."""
    posts = Post.objects.filter(pk__in=posts_with_role(CLERKS))
    rows: QuerySet[Organ] = Organ.objects.filter(pk__in=posts.values("organ_id"), state=Organ.State.ACTIVE)
    return rows.order_by("region", "rank", "path")


def request_with_code(code: str, secret: str) -> DisclosureRequest | None:
    """The request of a receipt; None when code or password is wrong, in the same time."""
    found = DisclosureRequest.objects.select_related("organ", "case").filter(query_code=code).first()
    known = found.secret if found else ""
    return found if compare_digest(known.encode(), secret.strip().encode()) and known else None


def request_of_case(case_id: int) -> DisclosureRequest:
    """The request that a case is about, also one in which an earlier reply was given; at most two statements."""
    rows = DisclosureRequest.objects.select_related("organ", "case")
    found = rows.filter(case=case_id).first() or rows.get(past_replies__case=case_id)
    assert isinstance(found, DisclosureRequest)  # the manager of protected rows is not typed
    return found


@dataclass(frozen=True)
class Alike:
    """A request about much the same."""

    request: DisclosureRequest
    likeness: float
    same_applicant: bool

    @property
    def per_cent(self) -> int:
        return round(100 * self.likeness)


def similar_to(request: DisclosureRequest) -> list[Alike]:
    """Earlier requests to the organ about much the same, the likest first, so that replies agree; one statement."""
    others = DisclosureRequest.objects.filter(organ=request.organ_id).exclude(pk=request.pk)
    found = sorted(_alike(request, others.order_by("-submitted_at")[:COMPARED]), key=lambda each: -each.likeness)
    return found[:SHOWN]


def _alike(request: DisclosureRequest, others: QuerySet[DisclosureRequest]) -> Iterator[Alike]:
    for other in others:
        if (share := likeness(request.content, other.content)) >= ALIKE:
            yield Alike(other, share, _same_applicant(request, other))


def _same_applicant(one: DisclosureRequest, other: DisclosureRequest) -> bool:
    if one.identity_index and other.identity_index:
        return one.identity_index == other.identity_index
    return one.applicant_name == other.applicant_name


def this_month(request: DisclosureRequest) -> int:
    """How many requests its applicant has made to the organ in the calendar month, as fees count them; one statement."""
    day = timezone.localtime(request.submitted_at)
    rows = DisclosureRequest.objects.filter(
        organ=request.organ_id, submitted_at__year=day.year, submitted_at__month=day.month
    )
    if request.identity_index:
        return rows.filter(identity_index=request.identity_index).count()
    return rows.filter(applicant_name=request.applicant_name, applicant_kind=request.applicant_kind).count()


def is_many(count: int) -> bool:
    """Whether so many requests in a month are worth a second look."""
    return count > MANY_A_MONTH
