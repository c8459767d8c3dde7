"""Requests for certificates as they come in (PKCS#10, RFC 2986): read, proved, and refused in words that people understand."""

from dataclasses import dataclass

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.trust.api import NoAuthority, authority_in_service
from mingtang.lib.crypto.certificates import CertificateRequest, check_csr
from mingtang.lib.crypto.faults import CryptoFault, KeyRefused, NotTrusted
from mingtang.lib.crypto.keys import KeyKind, from_pem, verify
from mingtang.lib.digests import sm3_hex

_LABELS = ("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
_KINDS = (KeyKind.SM2, KeyKind.ECDSA_P256)
LARGEST = 32 * 1024
"""Bytes of PEM; `check_csr` bounds the DER inside."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """A request that was read and has proved the possession of its key. `encoded` is DER."""

    encoded: bytes
    read: CertificateRequest

    @property
    def key_digest(self) -> str:
        return sm3_hex(self.read.spki)


def read_request(text: str) -> Supplied:
    """The request in PEM. Raises Refused (field `request`), saying what is wrong with it."""
    encoded = _bytes_of(text)
    try:
        supplied = Supplied(encoded, check_csr(encoded))
    except NotTrusted as fault:
        raise _refused("证书申请文件的签名不对，不能证明您持有对应的私钥。请重新生成证书申请文件。") from fault
    except KeyRefused as fault:
        raise _refused("证书申请文件里的公钥不能使用。请用 SM2 或 ECDSA P-256 密钥重新生成。") from fault
    except CryptoFault as fault:
        raise _refused("这不是完整的证书申请文件（PKCS#10）。请粘贴 request.pem 的全部内容。") from fault
    _require_kind(supplied.read.kind)
    return supplied


def _bytes_of(text: str) -> bytes:
    if "PRIVATE KEY-----" in text:
        raise _refused("这是私钥文件，请立即妥善保管，不要提交给任何人。这里需要的是证书申请文件（request.pem）。")
    if "BEGIN CERTIFICATE-----" in text:
        raise _refused("这是证书，不是证书申请文件。请粘贴以 BEGIN CERTIFICATE REQUEST 开头的内容。")
    if len(text) > LARGEST:
        raise _refused("内容太长，不是证书申请文件。")
    for label in _LABELS:
        if f"BEGIN {label}-----" in text:
            try:
                return from_pem(label, text)
            except CryptoFault as fault:
                raise _refused("证书申请文件不完整，请重新粘贴 request.pem 的全部内容。") from fault
    raise _refused("这不是证书申请文件（PKCS#10）。请粘贴以 BEGIN CERTIFICATE REQUEST 开头的内容。")


def _require_kind(kind: KeyKind) -> None:
    if kind not in _KINDS:
        raise _refused(f"{kind.label} 密钥不在签发范围内。请用 SM2 或 ECDSA P-256 密钥重新生成。")
    try:
        authority_in_service(kind)
    except NoAuthority as fault:
        raise _refused(str(fault)) from fault


def is_signed_with(spki: bytes, request: bytes, signature: bytes) -> bool:
    """Whether the holder of the key `spki` has signed the request (DER)."""
    return verify(spki, signature, request)


def _refused(why: str) -> Refused:
    return Refused(why, "request")
