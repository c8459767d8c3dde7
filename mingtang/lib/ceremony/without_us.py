"""The same verification with the program openssl alone, as lines for a shell inside the folder.

For the ECDSA root openssl judges whole objects. For SM2 it takes the identifier of the signer (`distid`) for single
certificates only, so lists and messages are judged by what was signed and its signature, cut out by place and length.
"""

from collections.abc import Iterator

from mingtang.lib.ceremony.record import Ceremony, Entry, entry_file, root_file, signature_file
from mingtang.lib.crypto.certificates.signed import Signed
from mingtang.lib.crypto.cms import read_cms
from mingtang.lib.crypto.engine import DEFAULT_ID
from mingtang.lib.crypto.revocation import read_crl

_DISTID = f"distid:{DEFAULT_ID.decode()}"


def openssl_commands(ceremony: Ceremony) -> list[str]:
    """Lines of a shell; each fails where something was altered. They leave `signed`, `signature` and `root-sm2.*` behind."""
    return [*_roots(ceremony), *(line for entry in ceremony.entries for line in _about(ceremony, entry))]


def _roots(ceremony: Ceremony) -> Iterator[str]:
    """Whether each root signed itself; its fingerprint is compared with paper by eye."""
    ecdsa, sm2 = root_file("ecdsa"), root_file("sm2")
    for name in (ecdsa, sm2):
        yield f"openssl x509 -in {name} -noout -fingerprint -sha256"
    yield f"openssl verify -x509_strict -check_ss_sig -CAfile {ecdsa} {ecdsa}"
    yield f"openssl x509 -in {sm2} -noout -pubkey > root-sm2.pub"
    yield f"openssl x509 -in {sm2} -outform DER -out root-sm2.der"
    root = ceremony.roots["sm2"]
    yield from _sm2_signed("root-sm2.der", root.encoded, root.frame)


def _about(ceremony: Ceremony, entry: Entry) -> Iterator[str]:
    yield from _ecdsa_signature(entry)
    yield from _sm2_signature(ceremony, entry)
    if entry.act == "certify":
        yield _certificate(str(entry.told["root"]), str(entry.told["certificate"]))
    for root, name in entry.told.get("lists", {}).items():
        encoded = ceremony.files[name]
        yield from _sm2_signed(name, encoded, read_crl(encoded).frame) if root == "sm2" else _ecdsa_list(name)


def _ecdsa_signature(entry: Entry) -> Iterator[str]:
    signature, content = signature_file(entry.number, "ecdsa"), entry_file(entry.number)
    given = f"-inform DER -in {signature} -content {content} -CAfile {root_file('ecdsa')}"
    yield f"openssl cms -verify -binary -purpose any {given} -out /dev/null"


def _sm2_signature(ceremony: Ceremony, entry: Entry) -> Iterator[str]:
    """The attributes are signed under the tag of a SET (31), which they do not carry; one of them is the digest."""
    name, content = signature_file(entry.number, "sm2"), entry_file(entry.number)
    encoded = ceremony.files[name]
    (signer,) = read_cms(encoded).signers
    attributes = signer.attributes.whole if signer.attributes else b""
    at = encoded.rindex(attributes)
    yield f"(printf '\\061'; {_cut(name, at + 1, len(attributes) - 1)}) > signed"
    yield f"{_cut(name, encoded.rindex(signer.signature), len(signer.signature))} > signature"
    yield _dgst()
    yield f"openssl asn1parse -inform DER -in signed | grep -i $(openssl dgst -sm3 -r {content} | cut -c 1-64)"


def _certificate(root: str, name: str) -> str:
    given = f"-partial_chain -trusted {root_file(root)} {name}"
    return f"openssl verify {f'-vfyopt {_DISTID}' if root == 'sm2' else '-x509_strict'} {given}"


def _ecdsa_list(name: str) -> Iterator[str]:
    """Its exit code says nothing of the signature, its words do."""
    yield f"openssl crl -inform DER -in {name} -CAfile {root_file('ecdsa')} -noout 2>&1 | grep 'verify OK'"


def _sm2_signed(name: str, encoded: bytes, frame: Signed) -> Iterator[str]:
    signed = frame.content.whole
    yield f"{_cut(name, encoded.index(signed), len(signed))} > signed"
    yield f"{_cut(name, encoded.rindex(frame.signature), len(frame.signature))} > signature"
    yield _dgst()


def _cut(name: str, at: int, length: int) -> str:
    return f"head -c {at + length} {name} | tail -c {length}"


def _dgst() -> str:
    return f"openssl dgst -sm3 -verify root-sm2.pub -sigopt {_DISTID} -signature signature signed"
