"""What a rating shows on the page of the case that follows it up."""

from django.urls import reverse

from mingtang.domains.services.ratings.models import Rating
from mingtang.domains.services.ratings.queries.ratings import contact_for
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor


def rating_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The rating; whom to call only for those whose business it is. One statement."""
    rating = Rating.objects.select_related("invitation", "organ", "office").get(case=case)
    facts = {"rating": rating, "contact": contact_for(actor, rating)}
    return CasePage(
        sections=[Section("rating", "评价", "ratings/case_rating.html", facts)],
        up=Link("好差评", reverse("ratings")),
        tags=[rating.get_grade_display()],
    )
