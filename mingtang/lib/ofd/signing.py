"""Sealing an OFD: one signature after another, each protecting everything before it (GB/T 33190-2016, 18)."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.keys import SigningKey
from mingtang.lib.crypto.seals import Picture, read_seal, sign_with_seal
from mingtang.lib.digests import sm3
from mingtang.lib.ofd.document import ENTRANCE, Document
from mingtang.lib.ofd.faults import CannotSeal
from mingtang.lib.ofd.markup import element, found, leaf, read, written
from mingtang.lib.ofd.package import packed, read_package

_PROVIDER = "Mingtang"
_LOCAL = ZoneInfo("Asia/Shanghai")  # the standard writes local time without a zone


class Place(NamedTuple):
    """Where a seal is shown: `page` from 1, its upper left corner in millimetres from that of the page."""

    page: int
    x: float
    y: float


def sign_ofd(
    ofd: bytes,
    seal: bytes,
    key: SigningKey,
    certificate: Certificate,
    *,
    moment: datetime,
    places: Sequence[tuple[int, float, float]],
    stamp: Callable[[bytes], bytes | None] | None = None,
) -> bytes:
    """`ofd` with one signature more, made with `seal` (DER) and shown at `places` (see `Place`) in the size of its picture.

    It protects all parts there are but the list of signatures, so that later ones can follow; these protect the earlier
    ones. `stamp` gets the value of the signature and returns a timestamp (token, DER), or None. Raises BadPackage;
    CannotSeal if there is no such page, or the list itself is protected; what `sign_with_seal` raises.
    """
    parts = read_package(ofd)
    document = Document(parts)
    listed = document.signatures()
    path = document.list_of_signatures or _with_list(parts)
    _require_open(document, path, [place for place, _ in listed])
    folder = _free_folder(parts, path)
    parts[f"{folder}/Seal.esl"] = seal
    protected = {name: content for name, content in parts.items() if name != path}
    stamps = _stamps(document, read_seal(seal).picture, places)
    description = _description(protected, folder, moment, stamps)
    parts[f"{folder}/Signature.xml"] = description
    parts[f"{folder}/SignedValue.dat"] = sign_with_seal(
        seal,
        description,
        place=f"/{folder}/Signature.xml",
        key=key,
        certificate=certificate,
        moment=moment,
        stamp=stamp,
    )
    parts[path] = _extended_list(parts[path], f"/{folder}/Signature.xml")
    return packed(parts)


def _with_list(parts: dict[str, bytes]) -> str:
    """Give the package an empty list of signatures; the entrance names it from now on and changes no more."""
    entrance = read(parts[ENTRANCE], "OFD")
    folder = Document(parts).root.rpartition("/")[0]
    path = f"{folder}/Signs/Signatures.xml".lstrip("/")
    if path in parts:
        raise CannotSeal("the package has a list of signatures that it does not name")
    found(entrance, "DocBody")[0].append(leaf("Signatures", f"/{path}"))
    parts[ENTRANCE] = written(entrance)
    parts[path] = written(element("Signatures", leaf("MaxSignId", "0")))
    return path


def _require_open(document: Document, path: str, signatures: Sequence[str]) -> None:
    """Whoever signs last may protect the list as well, to say that nothing may follow."""
    for each in signatures:
        if path in {reference.path for reference in document.described(each).references}:
            raise CannotSeal("an earlier signature lets no further one follow")


def _free_folder(parts: Mapping[str, bytes], path: str) -> str:
    folder = path.rpartition("/")[0]
    candidates = (f"{folder}/Sign_{number}" for number in count())
    return next(each for each in candidates if not any(name.startswith(f"{each}/") for name in parts))


def _stamps(
    document: Document, picture: Picture, places: Sequence[tuple[int, float, float]]
) -> list[Mapping[str, str]]:
    pages = document.page_numbers
    if not all(1 <= page <= len(pages) for page, _, _ in places):
        raise CannotSeal("the document has no such page")
    return [
        {
            "ID": str(number),
            "PageRef": pages[page - 1],
            "Boundary": f"{x:.3f} {y:.3f} {picture.width} {picture.height}",
        }
        for number, (page, x, y) in enumerate(places, 1)
    ]


def _description(
    protected: Mapping[str, bytes], folder: str, moment: datetime, stamps: Sequence[Mapping[str, str]]
) -> bytes:
    """Signature.xml."""
    references = (
        element("Reference", leaf("CheckValue", b64encode(sm3(content)).decode()), FileRef=f"/{name}")
        for name, content in sorted(protected.items())
    )
    information = element(
        "SignedInfo",
        element("Provider", ProviderName=_PROVIDER, Version="1.0", Company=_PROVIDER),
        leaf("SignatureMethod", oids.SM2_WITH_SM3),
        leaf("SignatureDateTime", f"{moment.astimezone(_LOCAL):%Y%m%d%H%M%S}"),
        element("References", *references, CheckMethod=oids.SM3),
        *(element("StampAnnot", **stamp) for stamp in stamps),
        element("Seal", leaf("BaseLoc", f"/{folder}/Seal.esl")),
    )
    return written(element("Signature", information, leaf("SignedValue", f"/{folder}/SignedValue.dat")))


def _extended_list(listed: bytes, path: str) -> bytes:
    root = read(listed, "Signatures")
    known = [int(each.get("ID", "0")) for each in found(root, "Signature") if each.get("ID", "").isdecimal()]
    number = max(known, default=0) + 1
    for largest in found(root, "MaxSignId"):
        largest.text = str(number)
    root.append(element("Signature", ID=number, Type="Seal", BaseLoc=path))
    return written(root)
