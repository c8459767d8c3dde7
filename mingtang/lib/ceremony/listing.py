"""Lists of revoked authorities: the CRLs of the roots."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from mingtang.lib.ceremony.acts import Act
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.record import list_file
from mingtang.lib.ceremony.revoked import entries_of
from mingtang.lib.crypto.certificates import Authority
from mingtang.lib.crypto.revocation import make_crl

LIST_DAYS = 180
"""How long a list of a root is good. CA/Browser Forum Baseline Requirements 4.9.7 allow twelve months for lists of
authorities and ask for a new one within a day of a revocation; a domestic rule is not known (unconfirmed)."""

_MOST_DAYS = 366


def add_lists(
    act: Act, roots: Mapping[str, Authority], *, number: int, revoked: Sequence[Mapping[str, Any]], days: int
) -> dict[str, str]:
    """Make one list for each root within `act`; their files by root. Raises CeremonyRefused for a term beyond a year."""
    if not 0 < days <= _MOST_DAYS:
        raise CeremonyRefused(f"a list is good for 1 to {_MOST_DAYS} days")
    until = act.moment + timedelta(days=days)
    for root, authority in roots.items():
        act.files[list_file(root, number)] = make_crl(
            authority, entries_of(root, revoked), number=number, this_update=act.moment, next_update=until
        )
    act.step(f"签发两根的撤销列表第 {number} 号，有效期 {days} 天")
    return {root: list_file(root, number) for root in roots}
