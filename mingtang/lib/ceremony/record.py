"""What the folder of a ceremony holds, by name: keys under their passphrase, certificates, lists, and the transcript.

Entry 7 of the transcript is `transcript/0007.json` in canonical JSON; beside it lie the signatures of both roots
(detached CMS) and the text for paper. Each entry carries the digest of the one before.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.people import written
from mingtang.lib.crypto.certificates import Certificate, read_certificate
from mingtang.lib.crypto.keys import KeyKind, from_pem, to_pem
from mingtang.lib.crypto.shares import SplitRecord
from mingtang.lib.digests import sm3_hex

FORM = "mingtang ceremony 1"
ROOTS = {"sm2": KeyKind.SM2, "ecdsa": KeyKind.ECDSA_P256}
"""The two roots by the names that files have."""

_ENTRY = re.compile(r"transcript/([0-9]{4})\.json")
_MOST_BYTES = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One act as the transcript tells it. `told` is what only acts of its kind tell."""

    number: int
    encoded: bytes
    document: Mapping[str, Any]

    @property
    def act(self) -> str:
        """`hold`, `certify` or `list`."""
        return str(self.document["act"])

    @property
    def told(self) -> Mapping[str, Any]:
        return self.document["told"]  # type: ignore[no-any-return]

    @property
    def digests(self) -> dict[str, str]:
        """By which the next entry, and paper, name this one."""
        return digests_of(self.encoded)


def digests_of(content: bytes) -> dict[str, str]:
    """Both digests, hexadecimal."""
    return {"sm3": sm3_hex(content), "sha256": sha256(content).hexdigest()}


@dataclass(frozen=True)
class Ceremony:
    """All files by their names. What is read of them is not verified: see `verify`."""

    files: Mapping[str, bytes]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """In the order of their numbers. Raises CeremonyRefused for what is no entry, and if there is none."""
        found = sorted((int(name[1]), name[0]) for name in map(_ENTRY.fullmatch, self.files) if name)
        if not found:
            raise CeremonyRefused("there is no transcript")
        return tuple(Entry(number, self.files[name], _document(name, self.files[name])) for number, name in found)

    @cached_property
    def founding(self) -> Mapping[str, Any]:
        """What the first entry tells of roots, custodians and shares."""
        return self.entries[0].told

    @cached_property
    def roots(self) -> dict[str, Certificate]:
        """Certificates of both roots. Raises Malformed."""
        return {root: self.certificate(root_file(root)) for root in ROOTS}

    @cached_property
    def split(self) -> SplitRecord:
        """The record of the shares. Raises Malformed."""
        return SplitRecord.of_document(self.founding["split"])

    @property
    def custodians(self) -> list[str]:
        """Keepers of shares 1, 2, ..."""
        return list(self.founding["custodians"])

    def certified(self) -> Iterator[Mapping[str, Any]]:
        """What was told of each certificate of an authority below a root, in order."""
        return (entry.told for entry in self.entries if entry.act == "certify")

    def revoked(self, until: int) -> Iterator[Mapping[str, Any]]:
        """What entries up to the number `until` told of each revocation."""
        listing = (entry for entry in self.entries if entry.act == "list" and entry.number <= until)
        return (each for entry in listing for each in entry.told["revoked"])

    def certificate(self, name: str) -> Certificate:
        """The certificate in the file `name`, PEM. Raises Malformed, CeremonyRefused if it is not there."""
        return read_certificate(from_pem("CERTIFICATE", self.text(name)))

    def text(self, name: str) -> str:
        """A file as text. Raises CeremonyRefused if it is not there or no text."""
        try:
            return self.files[name].decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            raise CeremonyRefused(f"{name} is missing, or no text") from None

    def with_files(self, added: Mapping[str, bytes]) -> "Ceremony":
        """A ceremony with more files. Raises CeremonyRefused where one would be overwritten."""
        if again := self.files.keys() & added.keys():
            raise CeremonyRefused(f"{', '.join(sorted(again))}: nothing of a ceremony is written twice")
        return Ceremony({**self.files, **added})


def _document(name: str, encoded: bytes) -> dict[str, Any]:
    try:
        document = json.loads(encoded) if len(encoded) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("form") != FORM:
        raise CeremonyRefused(f"{name} is no entry of a transcript")
    return document


def entry_file(number: int) -> str:
    return f"transcript/{number:04}.json"


def signature_file(number: int, root: str) -> str:
    return f"transcript/{number:04}.{root}.p7s"


def paper_file(number: int) -> str:
    return f"transcript/{number:04}.txt"


def root_file(root: str) -> str:
    return f"root-{root}.pem"


def key_file(root: str) -> str:
    return f"root-{root}.key"


def list_file(root: str, number: int) -> str:
    return f"lists/root-{root}-{number:04}.crl"


def pem(label: str, encoded: bytes) -> bytes:
    """PEM as the content of a file."""
    return to_pem(label, encoded).encode("ascii")


def described(certificate: Certificate) -> dict[str, str]:
    """A certificate for the transcript: its name, number, last moment and fingerprints."""
    return {
        "subject": str(certificate.subject),
        "serial": f"{certificate.serial:x}",
        "until": written(certificate.not_after),
        "sm3": certificate.fingerprint,
        "sha256": certificate.fingerprint_sha256,
    }
