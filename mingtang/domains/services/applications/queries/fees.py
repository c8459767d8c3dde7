"""What was charged for applications, held against the list of fees that was public when it was charged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mingtang.domains.services.applications.fees import published_fees
from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.applications.queries.standing import subject_of
from mingtang.domains.services.catalogue.api import ItemVersion, versions_since_published
from mingtang.domains.services.payments.api import Fee, PaymentLine, lines_charged


@dataclass(frozen=True)
class ChargedFee:
    """One fee that an organ has charged: whether its list named it then and for no less, whether a receipt was given."""

    no: int
    organ_id: int
    name: str
    listed: bool
    receipt: bool


def fees_charged(applications: Collection[Application]) -> dict[int, list[ChargedFee]]:
    """Fees by application; one statement, a second where anything was charged.

    An application keeps its version, but a fee that the public list no longer names may not be charged even so.
    """
    by_subject = {subject_of(each): each for each in applications}
    lines = lines_charged(by_subject)
    items = {by_subject[line.order.subject].item_id for line in lines}
    versions = versions_since_published(items) if items else {}
    charged: dict[int, list[ChargedFee]] = {}
    for line in lines:
        application = by_subject[line.order.subject]
        version = _public_at(versions.get(application.item_id, ()), line.order.told_at) or application.version
        public = published_fees(version.document)
        charged.setdefault(application.pk, []).append(_charged(line, public))
    return charged


def _public_at(versions: Iterable[ItemVersion], moment: datetime) -> ItemVersion | None:
    """The version in force at a moment, None before the first; `versions` with the newest first."""
    return next((each for each in versions if each.published_at and each.published_at <= moment), None)


def _charged(line: PaymentLine, public: Mapping[str, Fee]) -> ChargedFee:
    listed = line.name in public and line.price <= public[line.name].price
    order = line.order
    return ChargedFee(line.pk, order.organ_id, line.name, listed, receipt=bool(order.receipt) or order.paid_at is None)
