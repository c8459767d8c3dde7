"""Times in certificates and lists: UTC, to the second, `Z` at the end."""

import re
from datetime import UTC, datetime

from mingtang.lib.crypto.der import tags
from mingtang.lib.crypto.der.reading import Value
from mingtang.lib.crypto.der.writing import tlv
from mingtang.lib.crypto.faults import Malformed

_FIRST_YEAR, _LAST_YEAR = 1950, 2049  # of UTCTime, RFC 5280 4.1.2.5.1
_SHORT_YEAR = re.compile(rb"\d{12}Z")
_LONG_YEAR = re.compile(rb"(\d{14})(?:\.(\d{0,5}[1-9]))?Z")


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


def moment_of(value: Value) -> datetime:
    """The moment of a UTCTime or GeneralizedTime as certificates and timestamps write it. Raises Malformed."""
    try:
        if value.tag == tags.UTC_TIME and _SHORT_YEAR.fullmatch(value.body):
            century = b"19" if value.body[:1] >= b"5" else b"20"
            return _moment(century + value.body[:12])
        if value.tag == tags.GENERALIZED_TIME and (found := _LONG_YEAR.fullmatch(value.body)):
            return _moment(found[1]).replace(microsecond=int((found[2] or b"0").ljust(6, b"0")))
    except ValueError:
        pass
    raise Malformed("a time is not one, or not in the form of certificates")


def _moment(digits: bytes) -> datetime:
    return datetime.strptime(digits.decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without time zone cannot be written")
    return moment.astimezone(UTC)
