"""Times in certificates and lists: UTC, to the second, `Z` at the end."""

from datetime import UTC, datetime

from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.der.writing import tlv

_FIRST_YEAR, _LAST_YEAR = 1950, 2049  # of UTCTime, RFC 5280 4.1.2.5.1


def utctime(moment: datetime) -> bytes:
    """UTCTime of an aware `moment`; fractions are cut. Raises ValueError outside 1950 to 2049 and for naive ones."""
    moment = _utc(moment)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"the year {moment.year} cannot be written as UTCTime")
    return tlv(tags.UTC_TIME, f"{moment:%y%m%d%H%M%SZ}".encode("ascii"))


def gentime(moment: datetime) -> bytes:
    """GeneralizedTime of an aware `moment`; fractions are cut. Raises ValueError for naive ones."""
    moment = _utc(moment)
    return tlv(tags.GENERALIZED_TIME, f"{moment.year:04}{moment:%m%d%H%M%SZ}".encode("ascii"))


def time(moment: datetime) -> bytes:
    """`Time` of RFC 5280: UTCTime through 2049, GeneralizedTime from then on."""
    return utctime(moment) if _utc(moment).year <= _LAST_YEAR else gentime(moment)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without time zone cannot be written")
    return moment.astimezone(UTC)
