"""Searching ways from a certificate up to a root, shortest first, never for long.

The validator would follow every way through certificates that authorities gave each other, of which a few are enough
to keep it busy for very long. So it gets one way at a time, and few of them.
"""

from collections import deque
from collections.abc import Iterator, Sequence

from mingtang.lib.crypto.certificates import Certificate

LONGEST = 8  # certificates, with the root
MOST_STEPS = 256
MOST_WAYS = 8


def ways_up(
    certificate: Certificate, roots: Sequence[Certificate], others: Sequence[Certificate]
) -> Iterator[tuple[Certificate, ...]]:
    """At most eight ways, each from a root down to `certificate`, by names and identifiers only; the shortest first."""
    waiting: deque[tuple[Certificate, ...]] = deque([(certificate,)])
    steps = found = 0
    while waiting and steps < MOST_STEPS and found < MOST_WAYS:
        way, steps = waiting.popleft(), steps + 1
        if any(way[0].encoded == root.encoded for root in roots):
            found += 1
            yield way
        elif len(way) < LONGEST:
            above = [each for each in (*roots, *others) if _may_have_issued(each, way[0]) and not _stands_in(each, way)]
            waiting.extend((each, *way) for each in above)


def _may_have_issued(issuer: Certificate, certificate: Certificate) -> bool:
    named = (issuer.key_identifier, certificate.authority_key_identifier)
    return issuer.subject.encoded == certificate.issuer.encoded and (None in named or named[0] == named[1])


def _stands_in(each: Certificate, way: Sequence[Certificate]) -> bool:
    """The same authority with the same key, by whatever certificate."""
    return any((each.subject.encoded, each.spki) == (other.subject.encoded, other.spki) for other in way)
