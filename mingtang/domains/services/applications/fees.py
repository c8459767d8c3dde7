"""The fees that an application may be charged: those its version publishes, no other (行政许可法第五十九条), for the branches it needs."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.catalogue.api import active_branches, is_for
from mingtang.domains.services.payments.api import Fee
from mingtang.lib.money import fen


def fees_of(application: Application) -> dict[str, Fee]:
    """Fees by name. Those without an amount have the price 0, so that nothing can be charged by them."""
    document = application.version.document
    if not document.get("is_fee"):
        return {}
    basis = str(document.get("fee_basis") or "")
    needed = frozenset(branch.key for branch in active_branches(document, application.scenario))
    rows = [row for row in document.get("fees", []) if is_for(row, needed, "fee_branches")]
    return {row["fee_name"]: _fee(row, basis) for row in rows}


def _fee(row: Mapping[str, Any], basis: str) -> Fee:
    return Fee(row["fee_name"], str(row.get("fee_stand") or ""), basis, fen(str(row.get("fee_amount") or "0")))
