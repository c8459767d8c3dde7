"""What the annual report counts: requests for its table 3, reconsideration and litigation for table 4, fees for section 6.

    rows = counted_requests([organ.pk], 2026)
    new = [row for row in rows if row.is_new_in(2026)]             # 一、本年新收
    carried = [row for row in rows if not row.is_new_in(2026)]     # 二、上年结转
    done = [row for row in rows if row.is_done_in(2026)]           # 三、本年度办理结果, by row.reply_kind
    open_ = [row for row in rows if not row.is_done_in(2026)]      # 四、结转下年度继续办理

New and carried in together are always done and carried out together: every row is one of each. A request that is replied
to anew after a correction counts with its first reply; it is no second request (domain notes disclosure.md, section 4).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from mingtang.domains.disclosure.requests.models import DisclosureRequest, PastReply, Proceeding
from mingtang.domains.disclosure.requests.rules import Applicant, Course, Result, State


@dataclass(frozen=True)
class CountedRequest:
    """One request as the report counts it; `reply_kind` is a code of `reply_kinds`, empty while it is open."""

    organ_id: int
    applicant: Applicant
    received_on: date
    reply_kind: str
    replied_on: date | None

    def is_new_in(self, year: int) -> bool:
        """Whether it was received in `year`, else it was carried in."""
        return self.received_on.year == year

    def is_done_in(self, year: int) -> bool:
        """Whether it was replied to by the end of `year`, else it is carried out."""
        return self.replied_on is not None and self.replied_on.year <= year


@dataclass(frozen=True)
class CountedProceeding:
    """A reconsideration or lawsuit as it stood at the end of a year."""

    organ_id: int
    course: Course
    result: Result


def counted_requests(organs: Collection[int], year: int) -> list[CountedRequest]:
    """Requests to these organs (ids) that were received in `year`, or open when it began; one statement.

    What came by a wrong channel, or was taken back before it was received in law, is no request. Whose leave is needed is
    for the caller to ask.
    """
    first = PastReply.objects.filter(request=OuterRef("pk")).order_by("pk")[:1]
    rows = DisclosureRequest.objects.filter(organ_id__in=organs, received_on__year__lte=year)
    told = rows.exclude(state=State.TOLD).annotate(
        first_on=Coalesce(Subquery(first.values("replied_on")), "replied_on"),
        first_kind=Coalesce(Subquery(first.values("kind")), "reply_kind"),
    )
    counted = told.filter(Q(first_on=None) | Q(first_on__year__gte=year)).order_by("pk")
    columns = counted.values_list("organ_id", "applicant_kind", "received_on", "first_kind", "first_on")
    return [
        CountedRequest(organ, Applicant(applicant), received, kind if on else "", on)
        for organ, applicant, received, kind, on in columns
    ]


def counted_proceedings(organs: Collection[int], year: int) -> list[CountedProceeding]:
    """Reconsiderations and lawsuits that ended in `year`, or were pending at its end; one statement."""
    end = date(year, 12, 31)
    rows = Proceeding.objects.filter(request__organ_id__in=organs, filed_on__lte=end)
    lasting = rows.filter(Q(ended_on=None) | Q(ended_on__year__gte=year)).select_related("request").order_by("pk")
    return [CountedProceeding(row.request.organ_id, Course(row.course), row.result_on(end)) for row in lasting]


def fees_taken(organs: Collection[int], year: int) -> int:
    """Fees for handling information that were paid in `year`, in yuan; one statement."""
    rows = DisclosureRequest.objects.filter(organ_id__in=organs, fee_paid_on__year=year)
    return int(rows.aggregate(sum=Sum("fee"))["sum"] or 0)
