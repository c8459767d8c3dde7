"""The fees that an application may be charged: those that the version of its item publishes and no other (行政许可法第五十九条)."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.applications.models import Application
from mingtang.domains.services.catalogue.api import active_branches, is_for
from mingtang.domains.services.payments.api import Fee
from mingtang.lib.money import fen


def published_fees(document: Mapping[str, Any]) -> dict[str, Fee]:
    """Fees by name. Those without an amount have the price 0, so that nothing can be charged by them."""
    if not document.get("is_fee"):
        return {}
    basis = str(document.get("fee_basis") or "")
    return {row["fee_name"]: _fee(row, basis) for row in document.get("fees", [])}


def fees_of(application: Application) -> dict[str, Fee]:
    """The published fees, of a joint matter without those of branches that the application does not need."""
    document = application.version.document
    needed = frozenset(branch.key for branch in active_branches(document, application.scenario))
    strange = {row["fee_name"] for row in document.get("fees", []) if not is_for(row, needed, "fee_branches")}
    return {name: fee for name, fee in published_fees(document).items() if name not in strange}


def _fee(row: Mapping[str, Any], basis: str) -> Fee:
    return Fee(row["fee_name"], str(row.get("fee_stand") or ""), basis, fen(str(row.get("fee_amount") or "0")))
