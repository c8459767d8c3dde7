"""The fees that the version of an item publishes; no other may be charged (行政许可法第五十九条)."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.payments.api import Fee
from mingtang.lib.money import fen


def published_fees(document: Mapping[str, Any]) -> dict[str, Fee]:
    """Fees by name. Those without an amount have the price 0, so that nothing can be charged by them."""
    if not document.get("is_fee"):
        return {}
    basis = str(document.get("fee_basis") or "")
    return {row["fee_name"]: _fee(row, basis) for row in document.get("fees", [])}


def _fee(row: Mapping[str, Any], basis: str) -> Fee:
    return Fee(row["fee_name"], str(row.get("fee_stand") or ""), basis, fen(str(row.get("fee_amount") or "0")))
