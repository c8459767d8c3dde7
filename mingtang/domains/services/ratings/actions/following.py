"""What the steps of a follow-up mean for its rating, and publishing the reply."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from mingtang.domains.services.ratings import acts
from mingtang.domains.services.ratings.events import NegativeRatingAnswered
from mingtang.domains.services.ratings.models import Rating
from mingtang.kernel.cases.api import Case, history
from mingtang.kernel.evidence.api import SYSTEM, act


def publish(case: Case, _variables: Mapping[str, Any], _key: str) -> Mapping[str, Any]:
    """The service that the process calls last: the opinion of the step 答复 becomes the reply that everybody may read."""
    rating = Rating.objects.select_related("invitation").get(case=case)
    if rating.replied_at is None:
        said = history(case).filter(command="Complete", node="reply").order_by("pk").last()
        now = timezone.now()
        with act(acts.PUBLISH, SYSTEM, rating) as deed:
            deed.change(rating, reply=said.opinion[:1000] if said else "", replied_at=now, published_at=now)
            deed.announce(
                NegativeRatingAnswered(
                    subject=f"rating:{rating.pk}", rating_id=rating.pk, organ_id=rating.organ_id,
                    in_time=rating.in_time is not False,
                )
            )  # fmt: skip
    return {}
