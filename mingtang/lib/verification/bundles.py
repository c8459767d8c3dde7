"""Bundles: a document in a zip with certificates, lists, answers and extracted parts, read within bounds.

The layout, which `bundling` writes and a stranger reads with `unzip`:

    manifest.json  README.md  document.pdf|ofd|jsonl  roots/*.pem  certificates/*.pem  lists/*.crl  answers/*.ocsp
    signature-1/…  what each signature consists of, for openssl
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from mingtang.lib.crypto.certificates import Certificate, read_certificate
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import from_pem
from mingtang.lib.crypto.revocation import RevocationList, read_crl
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.ofd import BadPackage, read_package
from mingtang.lib.verification.kinds import MANIFEST, Kind, Unreadable

FORMAT = "mingtang-bundle-1"
NAMES = {Kind.PDF: "document.pdf", Kind.OFD: "document.ofd", Kind.EVIDENCE: "document.jsonl"}
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document and what came with it; `roots` are only believed by whoever has compared them."""

    document: bytes
    roots: tuple[Certificate, ...]
    others: tuple[Certificate, ...]
    lists: tuple[RevocationList, ...]
    answers: tuple[bytes, ...]

    def evidence(self, roots: tuple[Certificate, ...] = ()) -> Evidence:
        """What it carries, under `roots`; under its own if none are given."""
        return Evidence(roots or self.roots, (*self.others, *self.roots), self.lists, self.answers)


def read_bundle(file: bytes) -> Bundle:
    """The bundle, nothing of it verified; what is unreadable beside the document is left out. Raises Unreadable."""
    try:
        parts = read_package(file)
        manifest = json.loads(parts[MANIFEST])
        document = parts[manifest["document"]]
    except (BadPackage, KeyError, TypeError, ValueError, RecursionError) as broken:
        raise Unreadable("离线核验包已损坏，或者不完整", str(broken)) from None
    if manifest.get("format") != FORMAT:
        raise Unreadable("离线核验包的版本不是本系统认识的")
    return Bundle(
        document,
        tuple(_each(parts, "roots/", _certificate)),
        tuple(_each(parts, "certificates/", _certificate)),
        tuple(_each(parts, "lists/", read_crl)),
        tuple(_each(parts, "answers/", bytes)),
    )


def _each(parts: Mapping[str, bytes], folder: str, read: Callable[[bytes], _Read]) -> Iterator[_Read]:
    for name in sorted(name for name in parts if name.startswith(folder)):
        try:
            yield read(parts[name])
        except (CryptoFault, ValueError):
            continue


def _certificate(text: bytes) -> Certificate:
    return read_certificate(from_pem("CERTIFICATE", text.decode("ascii")))
