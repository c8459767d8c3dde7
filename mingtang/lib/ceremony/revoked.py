"""Why authorities were revoked, as the transcript tells it and as lists say it."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingtang.lib.ceremony.people import moment_written
from mingtang.lib.crypto.revocation import Reason, Revoked

REASONS = {
    reason.name.lower().replace("_", "-"): reason
    for reason in Reason
    if reason not in (Reason.HOLD, Reason.REMOVE_FROM_LIST, Reason.ATTRIBUTES_COMPROMISE)
}
"""Why an authority may be revoked, by the names that are written. It is not put on hold: what it signed meanwhile would hang."""


def entries_of(root: str, revoked: Sequence[Mapping[str, Any]]) -> list[Revoked]:
    """What the list of `root` says of the revocations that were told."""
    own = (told for told in revoked if told["root"] == root)
    return [Revoked(int(told["serial"], 16), moment_written(told["at"]), REASONS[told["reason"]]) for told in own]
