"""Files for a stranger, and the openssl commands that lead through them: what `bundling` makes a zip of.

ECDSA and RSA are judged by openssl as whole chains. It gives the signer's identifier of SM2 (`distid`) to the lowest
certificate only and to nothing else that is signed: so SM2 is judged link by link, over exactly the bytes that were signed.
Every command fails where something was altered; each section stands for itself, in the folder of the bundle.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from mingtang.lib.crypto.certificates import Certificate
from mingtang.lib.crypto.certificates.signed import Signed
from mingtang.lib.crypto.cms import SignedMessage
from mingtang.lib.crypto.faults import CryptoFault
from mingtang.lib.crypto.keys import KeyKind, kind_of, to_pem
from mingtang.lib.crypto.revocation import RevocationList, Revoked, SingleAnswer, believed_answer, read_answer
from mingtang.lib.crypto.validation import Evidence
from mingtang.lib.crypto.validation.search import ways_up

DISTID = "distid:1234567812345678"
_NAME_LENGTH = 12  # of a fingerprint: enough to tell the certificates of one bundle apart


@dataclass(frozen=True, slots=True)
class Section:
    """One question, in words, and the commands that answer it."""

    title: str
    says: str
    commands: tuple[str, ...]


@dataclass(slots=True)
class Walk:
    """`files` by path, `sections` in the order in which they are read. `evidence` is all there is to judge by."""

    evidence: Evidence
    files: dict[str, bytes] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)

    def keep(self, path: str, content: bytes) -> str:
        """Put a file into the bundle; its path."""
        self.files[path] = content
        return path

    def ask(self, title: str, says: str, commands: Iterable[str]) -> None:
        """Add a section."""
        self.sections.append(Section(title, says, tuple(commands)))

    def certificate(self, certificate: Certificate) -> str:
        """The path of a certificate in PEM; roots lie in a folder of their own."""
        is_root = any(certificate.encoded == root.encoded for root in self.evidence.roots)
        name = f"{'roots' if is_root else 'certificates'}/{certificate.fingerprint[:_NAME_LENGTH]}.pem"
        return self.keep(name, to_pem("CERTIFICATE", certificate.encoded).encode())

    def way_to(self, certificate: Certificate, shown: Sequence[Certificate] = ()) -> tuple[Certificate, ...]:
        """From a root down to `certificate`, by names; the certificate alone where there is none."""
        others = (*self.evidence.others, *shown)
        return next(ways_up(certificate, self.evidence.roots, others), (certificate,))

    def chain(self, way: Sequence[Certificate], moment: datetime, purpose: str = "any") -> list[str]:
        """Commands: whether each of `way` was issued by the one above, and valid at `moment`; the last for `purpose`."""
        names, at = [self.certificate(each) for each in way], f"-attime {int(moment.timestamp())}"
        if len(way) < 2:
            return ["echo '没有通向根证书的路径' && false"]
        if is_sm2(way[-1]):
            link = f"openssl verify -partial_chain -vfyopt {DISTID} {at} -trusted"
            *above, last = pairwise(names)
            return [f"{link} {' '.join(pair)}" for pair in above] + [f"{link} {last[0]} -purpose {purpose} {last[1]}"]
        between = "".join(f" -untrusted {name}" for name in names[1:-1])
        return [f"openssl verify -x509_strict -purpose {purpose} {at} -CAfile {names[0]}{between} {names[-1]}"]

    def signed(self, path: str, encoded: bytes, frame: Signed, signer: Certificate) -> list[str]:
        """Commands: whether `signer` signed the content of `frame`, which stands somewhere in the file `encoded` at `path`."""
        content, signature = f"{path}.signed", f"{path}.signature"
        places = ((content, frame.content.whole), (signature, frame.signature))
        cuts = [f"{_cut(path, encoded.rindex(part), len(part))} > {name}" for name, part in places]
        return [*cuts, *self.digest_signed(content, signature, signer)]

    def digest_signed(self, content: str, signature: str, signer: Certificate) -> list[str]:
        """Commands: whether `signature` is that of `signer` over the file `content`."""
        certificate = self.certificate(signer)
        key = certificate.removesuffix(".pem") + ".pub"
        options = f"-sm3 -sigopt {DISTID}" if is_sm2(signer) else "-sha256"
        return [
            f"openssl x509 -in {certificate} -noout -pubkey > {key}",
            f"openssl dgst {options} -verify {key} -signature {signature} {content}",
        ]

    def standing(self, way: Sequence[Certificate], moment: datetime) -> list[str]:
        """Commands: what lists and answers say of every certificate of `way` but the root."""
        found = (
            (*self._listed(below, issuer, moment), *self._answered(below, issuer, way[0], moment))
            for issuer, below in pairwise(way)
        )
        return list(dict.fromkeys(line for lines in found for line in lines))

    def _listed(self, certificate: Certificate, issuer: Certificate, moment: datetime) -> Iterator[str]:
        for each in self.evidence.lists:
            if each.base is None and _is_by(each, issuer):
                yield from self._list(each, issuer)
                yield from _entry(self._path_of(each), certificate, each.revoked.get(certificate.serial), moment)

    def _path_of(self, published: RevocationList) -> str:
        known = [*self.evidence.lists].index(published) + 1
        return self.keep(f"lists/{known}.crl", published.encoded)

    def _list(self, published: RevocationList, issuer: Certificate) -> list[str]:
        """Commands: whether a list is the issuer's. The exit code of `openssl crl` says nothing of that, its words do."""
        path = self._path_of(published)
        if is_sm2(issuer):
            return self.signed(path, published.encoded, published.frame, issuer)
        return [f"openssl crl -inform DER -in {path} -CAfile {self.certificate(issuer)} -noout 2>&1 | grep 'verify OK'"]

    def _answered(
        self, certificate: Certificate, issuer: Certificate, root: Certificate, moment: datetime
    ) -> Iterator[str]:
        for number, encoded in enumerate(self.evidence.answers, 1):
            with suppress(CryptoFault):
                said = believed_answer(encoded, certificate, issuer)
                path = self.keep(f"answers/{number}.ocsp", encoded)
                yield from self._answer(path, encoded, certificate, issuer, root, said)

    def _answer(
        self,
        path: str,
        encoded: bytes,
        certificate: Certificate,
        issuer: Certificate,
        root: Certificate,
        said: SingleAnswer,
    ) -> Iterator[str]:
        answer = read_answer(encoded)
        if is_sm2(issuer):
            responder = next((each for each in answer.certificates if answer.frame.is_by(each.spki)), issuer)
            if responder is not issuer:
                yield from self.chain((issuer, responder), answer.produced)
            yield from self.signed(path, encoded, answer.frame, responder)
            told = "Serial Number|Cert Status|Update"
            yield f"openssl ocsp -respin {path} -resp_text -noverify | grep -m 5 -E '{told}'"
            return
        about = f"-issuer {self.certificate(issuer)} -cert {self.certificate(certificate)} -no_nonce"
        at = f"-attime {int(said.this_update.timestamp())}"
        trusted = f"-CAfile {self.certificate(root)} -verify_other {self.certificate(issuer)} {at}"
        yield f"openssl ocsp -respin {path} {about} {trusted} 2>&1 | grep 'Response verify OK'"
        yield f"openssl ocsp -respin {path} {about} -noverify 2>&1 | grep '{self.certificate(certificate)}: '"

    def message(
        self, name: str, encoded: bytes, message: SignedMessage, signer: Certificate, content: str
    ) -> list[str]:
        """Commands: whether the message `encoded` (CMS) is signed by `signer` over the file `content`, attributes included."""
        self.keep(f"{name}.der", encoded)
        (info,) = message.signers
        signature = self.keep(f"{name}.signature", info.signature)
        if info.attributes is None:
            return self.digest_signed(content, signature, signer)
        attributes = self.keep(f"{name}.attributes", b"\x31" + info.attributes.whole[1:])
        return [contains(attributes, content, signer), *self.digest_signed(attributes, signature, signer)]


def contains(holder: str, content: str, signer: Certificate) -> str:
    """A command: whether the file `holder` contains the digest of `content`, by the digest that keys like the signer's use."""
    digest = f"openssl dgst -{'sm3' if is_sm2(signer) else 'sha256'} -r {content} | cut -c 1-64"
    find = "import sys; sys.exit(bytes.fromhex(sys.argv[2]) not in open(sys.argv[1], 'rb').read())"
    return f'python3 -c "{find}" {holder} "$({digest})"'


def _entry(path: str, certificate: Certificate, revoked: Revoked | None, moment: datetime) -> Iterator[str]:
    """Commands: that a list does not name a certificate, or that it does since a moment after the signature."""
    serial = f"{certificate.serial:X}"
    serial = serial.zfill(len(serial) + len(serial) % 2)
    entry = f"openssl crl -inform DER -in {path} -noout -text | grep -A 1 'Serial Number: {serial}'"
    if revoked is None:
        yield f'test -z "$({entry})"'
    elif revoked.moment > moment:
        yield f"{entry}  # 注销日期晚于签署时间，不影响此前的签名"
    else:
        yield f"{entry} && echo '签署时已被注销' && false"


def _is_by(published: RevocationList, issuer: Certificate) -> bool:
    try:
        return published.is_issued_by(issuer)
    except CryptoFault:
        return False


def _cut(path: str, at: int, length: int) -> str:
    """A command that prints `length` bytes of a file."""
    return f"head -c {at + length} {path} | tail -c {length}"


def is_sm2(certificate: Certificate) -> bool:
    """Whether its key is one of SM2, which openssl must be told the identifier for."""
    try:
        return kind_of(certificate.spki) is KeyKind.SM2
    except CryptoFault:
        return False
