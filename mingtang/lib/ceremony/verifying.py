"""Verifying the record of a ceremony: by anybody, with the files alone; every fault in words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.paper import paper
from mingtang.lib.ceremony.people import moment_written
from mingtang.lib.ceremony.record import (
    ROOTS,
    Ceremony,
    Entry,
    described,
    digests_of,
    entry_file,
    key_file,
    paper_file,
    root_file,
    signature_file,
)
from mingtang.lib.ceremony.revoked import entries_of
from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.cms import verify_cms
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import from_pem
from mingtang.lib.crypto.revocation import read_crl
from mingtang.lib.crypto.validation import Evidence, validate_path
from mingtang.lib.digests import canonical_json


def verify(ceremony: Ceremony, known: str = "") -> tuple[str, ...]:
    """What is wrong; nothing if all holds. `known` is the SM3 of an entry that was written down elsewhere.

    Without it nobody can tell that the last entries are missing, or that all of it is another ceremony.
    """
    broken = tuple(_told_by(_chain, ceremony))
    return broken or tuple(fault for check in _CHECKS for fault in _told_by(check, ceremony)) + _unknown(
        ceremony, known
    )


def _told_by(check: Callable[[Ceremony], Iterator[str]], ceremony: Ceremony) -> Iterator[str]:
    """Faults that `check` finds; what it cannot read is one."""
    try:
        yield from check(ceremony)
    except (CryptoFault, CeremonyRefused) as fault:
        yield str(fault)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        yield f"an entry has another form than it should ({type(fault).__name__}: {fault})"


def _unknown(ceremony: Ceremony, known: str) -> tuple[str, ...]:
    if not known or any(known.lower() == entry.digests["sm3"] for entry in ceremony.entries):
        return ()
    return (f"no entry has the SM3 digest {known}: entries are missing, or this is another transcript",)


def _chain(ceremony: Ceremony) -> Iterator[str]:
    entries = ceremony.entries
    if [entry.number for entry in entries] != list(range(1, len(entries) + 1)):
        yield "the entries of the transcript are not numbered 1, 2, 3, ...: one is missing"
    for entry in entries:
        name = entry_file(entry.number)
        if canonical_json(entry.document) != entry.encoded or entry.document["number"] != entry.number:
            yield f"{name} was rewritten: it is not in canonical form, or has another number"
        if (entry.act == "hold") != (entry.number == 1):
            yield f"{name}: the ceremony is held once, first of all"
    for before, entry in pairwise(entries):
        if entry.document["previous"] != before.digests:
            yield f"{entry_file(before.number)} is not the entry that {entry_file(entry.number)} continues"
        if entry.document["begun"] < before.document["ended"]:
            yield f"{entry_file(entry.number)} begins before the one before it ended"


def _files(ceremony: Ceremony) -> Iterator[str]:
    named: set[str] = set()
    for entry in ceremony.entries:
        for name, digests in entry.document["files"].items():
            if name in named:
                yield f"{entry_file(entry.number)} names {name}, which an earlier entry named"
            if name not in ceremony.files:
                yield f"{name} is missing"
            elif digests_of(ceremony.files[name]) != digests:
                yield f"{name} is not the file that entry {entry.number} of the transcript names"
            named.add(name)
    for name in sorted(ceremony.files.keys() - named - _transcript(ceremony)):
        yield f"{name} is named in no entry of the transcript"


def _transcript(ceremony: Ceremony) -> set[str]:
    """Files of the entries themselves."""
    numbers = [entry.number for entry in ceremony.entries]
    signatures = {signature_file(number, root) for number in numbers for root in ROOTS}
    return signatures | {make(number) for number in numbers for make in (entry_file, paper_file)}


def _roots(ceremony: Ceremony) -> Iterator[str]:
    for root, kind in ROOTS.items():
        certificate = ceremony.roots[root]
        if described(certificate) != ceremony.founding["roots"][root]:
            yield f"{root_file(root)} is not the root that entry 1 describes"
        if not (certificate.is_authority and certificate.is_issued_by(certificate)) or kind.key_algorithm not in (
            certificate.spki
        ):
            yield f"{root_file(root)} is not a root with a key of kind {kind}"
        from_pem("ENCRYPTED PRIVATE KEY", ceremony.text(key_file(root)))


def _signatures(ceremony: Ceremony) -> Iterator[str]:
    for entry in ceremony.entries:
        for root, certificate in ceremony.roots.items():
            name = signature_file(entry.number, root)
            if name not in ceremony.files:
                yield f"{name} is missing"
            elif why := _not_signed(ceremony.files[name], entry, certificate):
                yield f"{name} is no signature of the {root} root over {entry_file(entry.number)}: {why}"


def _not_signed(signature: bytes, entry: Entry, root: Certificate) -> str:
    """Why it is not, or nothing."""
    try:
        _, signers = verify_cms(signature, entry.encoded)
    except CryptoFault as fault:
        return str(fault)
    return "" if [each.certificate.encoded for each in signers] == [root.encoded] else "it is somebody else's"


def _people(ceremony: Ceremony) -> Iterator[str]:
    for entry in ceremony.entries:
        by_role = {
            role: [person["name"] for person in entry.document["present"] if person["role"] == role]
            for role in ("custodian", "auditor")
        }
        strangers = set(by_role["custodian"]) - set(ceremony.custodians)
        if strangers or len(set(by_role["custodian"])) < ceremony.split.threshold:
            yield f"entry {entry.number}: too few custodians were there, or others than those of entry 1"
        if not by_role["auditor"] or set(by_role["auditor"]) & set(ceremony.custodians):
            yield f"entry {entry.number}: no auditor who keeps no share was there"


def _certificates(ceremony: Ceremony) -> Iterator[str]:
    for entry in ceremony.entries:
        if entry.act != "certify":
            continue
        name, root = entry.told["certificate"], ceremony.roots[entry.told["root"]]
        certificate = ceremony.certificate(name)
        if described(certificate).items() - entry.told.items():
            yield f"{name} is not the certificate that entry {entry.number} describes"
        if why := _no_path(certificate, root, moment_written(entry.document["ended"])):
            yield f"{name} is not good under the {entry.told['root']} root: {why}"


def _no_path(certificate: Certificate, root: Certificate, moment: datetime) -> str:
    try:
        validate_path(certificate, Evidence([root]), moment, revocation_required=False)
    except CryptoFault as fault:
        return str(fault)
    return "" if certificate.path_length == 0 else "further authorities could stand below it"


def _lists(ceremony: Ceremony) -> Iterator[str]:
    for entry in ceremony.entries:
        for root, name in entry.told.get("lists", {}).items():
            made = read_crl(ceremony.files[name])
            told = entries_of(root, list(ceremony.revoked(entry.number)))
            if not made.is_issued_by(ceremony.roots[root]):
                yield f"{name} is not signed by the {root} root"
            if made.number != entry.number or list(made.revoked.values()) != told:
                yield f"{name} does not say what the transcript tells up to entry {entry.number}"


def _papers(ceremony: Ceremony) -> Iterator[str]:
    for entry in ceremony.entries:
        if ceremony.files.get(paper_file(entry.number)) != paper(entry).encode():
            yield f"{paper_file(entry.number)} does not say what {entry_file(entry.number)} says, or is missing"


_CHECKS = (_files, _roots, _signatures, _people, _certificates, _lists, _papers)
