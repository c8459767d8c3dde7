"""A letter of two pages, an authority that stamps, and evidence of an hour ago."""

from datetime import timedelta
from functools import cache

import typst

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import Revoked, make_crl, read_crl
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, Hierarchy
from mingtang.lib.crypto.timestamps import Imprint, Stamper, make_timestamp_request, token_of
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.pdf import Place, sign_pdf

HOUR = timedelta(hours=1)
PLACE = Place.around(2, 105, 100, 42, 42)
_LETTER = b'#set page(paper: "a4")\nFirst page\n#pagebreak()\nSecond page'
_PICTURE = b"#set page(width: 42mm, height: 42mm, margin: 1mm, fill: none)\n#circle(radius: 20mm, stroke: red)"


@cache
def letter() -> bytes:
    return typst.compile(_LETTER, format="pdf", timestamp=0)


@cache
def picture() -> bytes:
    return typst.compile(_PICTURE, format="pdf", timestamp=0)


def stamp(h: Hierarchy, moment=NOW):
    """Stamps what it is given, as the authority of `h` does."""
    holder = h.holder("timestamper")
    stamper = Stamper(holder.certificate, holder.key, "1.2.3", (h.city.certificate,))
    digest = oids.SM3 if h.kind is KeyKind.SM2 else oids.SHA256

    def token(data: bytes) -> bytes:
        asked = make_timestamp_request(Imprint.of(data, digest))
        return token_of(stamper.answer(asked, serial=1, moment=moment))

    return token


def lists(h: Hierarchy, *revoked: Revoked, begin=NOW - DAY, end=NOW + DAY):
    made = [
        make_crl(authority, entries, number=1, this_update=begin, next_update=end)
        for authority, entries in ((h.root, ()), (h.city, revoked))
    ]
    return [read_crl(each) for each in made]


def known(h: Hierarchy, *revoked: Revoked, **options) -> Evidence:
    """All that a verifier could want."""
    return Evidence([h.root.certificate], [h.city.certificate], lists(h, *revoked, **options))


def signed(h: Hierarchy, pdf: bytes | None = None, *, holder=None, **options) -> bytes:
    """The letter, signed by an organ and stamped unless told otherwise."""
    holder = holder or h.holder()
    given = {"moment": NOW, "place": PLACE, "picture": picture(), "name": "河源市人民政府", "stamp": stamp(h)} | options
    chain = [holder.certificate, h.city.certificate]
    return sign_pdf(pdf or letter(), holder.key, chain, **given).content
