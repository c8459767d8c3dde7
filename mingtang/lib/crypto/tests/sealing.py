"""A seal of the city, what is signed with it, and the evidence to judge that."""

from datetime import timedelta
from functools import cache

from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.revocation import make_crl, read_crl
from mingtang.lib.crypto.seals import Picture, make_seal, sign_with_seal
from mingtang.lib.crypto.tests.hierarchy import DAY, NOW, hierarchy
from mingtang.lib.crypto.timestamps import Imprint, Stamper, make_timestamp_request, token_of
from mingtang.lib.crypto.validation import Evidence

DATA, PLACE = b"<Signature/>", "/Doc_0/Signs/Sign_0/Signature.xml"
PICTURE = Picture("PNG", b"\x89PNG, so to speak", 42, 42)


def city():
    return hierarchy(KeyKind.SM2)


def seal(**changed) -> bytes:
    maker = city().holder("seal-maker")
    given = {
        "number": "44160000000001",
        "name": "河源市人民政府",
        "picture": PICTURE,
        "signers": [city().holder("seal-signer").certificate],
        "maker": maker.certificate,
        "key": maker.key,
        "created_at": NOW,
        "begin": NOW - DAY,
        "end": NOW + 200 * DAY,
    }
    return make_seal(**given | changed)


@cache
def usual_seal() -> bytes:
    return seal()


def signed(data=DATA, **changed) -> bytes:
    signer = city().holder("seal-signer")
    given = {"place": PLACE, "key": signer.key, "certificate": signer.certificate, "moment": NOW}
    return sign_with_seal(changed.pop("seal", usual_seal()), data, **given | changed)


def stamp(value: bytes) -> bytes:
    """A timestamp of the city's own authority, a minute later."""
    holder = city().holder("timestamper")
    stamper = Stamper(holder.certificate, holder.key, "1.2.156.10260.9.8", (city().city.certificate,))
    asked = make_timestamp_request(Imprint.of(value))
    return token_of(stamper.answer(asked, serial=1, moment=NOW + timedelta(minutes=1)))


def evidence(*revoked, known=True, until=NOW + DAY) -> Evidence:
    """Trusts the root; with lists of the root and of the city, which names `revoked`."""
    root, authority = city().root, city().city
    term = {"number": 1, "this_update": NOW - DAY, "next_update": until}
    lists = [read_crl(make_crl(root, [], **term)), read_crl(make_crl(authority, revoked, **term))]
    return Evidence([root.certificate], [authority.certificate], lists if known else lists[:1])
