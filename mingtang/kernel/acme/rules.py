"""What ACME knows without any data: problems, names that can be asked for, and whether a request fits its order."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address, ip_network
from typing import Any, NamedTuple

from mingtang.lib.crypto.certificates import AlternativeName, CertificateRequest

MOST_NAMES = 50
MOST_CONTACTS = 5
LONGEST_COMMON_NAME = 64  # RFC 5280 appendix A.1
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"({_LABEL}\.)*{_LABEL}")
_LONGEST_NAME = 253
_MOST_TEXT = 32 * 1024  # characters
_MAIL = re.compile(r"mailto:[!-+\--~]+@[A-Za-z0-9.-]{1,253}")


class Fault(StrEnum):
    """Kinds of problems, RFC 8555 6.7: the end of their URN."""

    ACCOUNT_UNKNOWN = "accountDoesNotExist"
    ALREADY_REPLACED = "alreadyReplaced"  # RFC 9773 7.4
    ALREADY_REVOKED = "alreadyRevoked"
    BAD_CSR = "badCSR"
    BAD_NONCE = "badNonce"
    BAD_KEY = "badPublicKey"
    BAD_REASON = "badRevocationReason"
    BAD_ALGORITHM = "badSignatureAlgorithm"
    CONNECTION = "connection"
    BINDING_REQUIRED = "externalAccountRequired"
    INCORRECT = "incorrectResponse"
    INVALID_CONTACT = "invalidContact"
    MALFORMED = "malformed"
    NOT_READY = "orderNotReady"
    RATE_LIMITED = "rateLimited"
    REJECTED_NAME = "rejectedIdentifier"
    INTERNAL = "serverInternal"
    UNAUTHORIZED = "unauthorized"
    UNSUPPORTED_CONTACT = "unsupportedContact"
    UNSUPPORTED_NAME = "unsupportedIdentifier"


_STATUSES = {
    Fault.ACCOUNT_UNKNOWN: 400,
    Fault.ALREADY_REPLACED: 409,
    Fault.BINDING_REQUIRED: 403,
    Fault.NOT_READY: 403,
    Fault.RATE_LIMITED: 429,
    Fault.INTERNAL: 500,
    Fault.UNAUTHORIZED: 403,
}


class Problem(Exception):
    """A request that is refused, as it is told to the program (RFC 9457). `retry_after` in seconds."""

    def __init__(
        self, fault: Fault, detail: str, *, status: int = 0, location: str = "", retry_after: int = 0,
        algorithms: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.fault, self.detail, self.location, self.retry_after = fault, detail, location, retry_after
        self.status = status or _STATUSES.get(fault, 400)
        self.algorithms = algorithms

    @property
    def document(self) -> dict[str, Any]:
        """As JSON is made of it."""
        told: dict[str, Any] = {
            "type": f"urn:ietf:params:acme:error:{self.fault}",
            "detail": self.detail,
            "status": self.status,
        }
        return told | ({"algorithms": list(self.algorithms)} if self.algorithms else {})


class Identifier(NamedTuple):
    """A name that a certificate is asked for: `kind` dns or ip (RFC 8738)."""

    kind: str
    value: str

    @property
    def told(self) -> dict[str, str]:
        return {"type": self.kind, "value": self.value}

    @property
    def alternative_name(self) -> AlternativeName:
        return AlternativeName("ip" if self.kind == "ip" else "dns", self.value)

    @property
    def host(self) -> str:
        """As it stands in an address."""
        return f"[{self.value}]" if ":" in self.value else self.value


def read_identifiers(told: object) -> tuple[Identifier, ...]:
    """Those of an order, in their order, each once. Raises Problem."""
    if not isinstance(told, list) or not 0 < len(told) <= MOST_NAMES:
        raise Problem(Fault.MALFORMED, f"identifiers 应为 1 至 {MOST_NAMES} 个。")
    names = tuple(dict.fromkeys(map(_identifier, told)))
    if min(len(name.value) for name in names) > LONGEST_COMMON_NAME:
        raise Problem(Fault.REJECTED_NAME, f"至少要有一个名称不超过 {LONGEST_COMMON_NAME} 个字符。")
    return names


def _identifier(told: object) -> Identifier:
    if not isinstance(told, dict) or not isinstance(value := told.get("value"), str):
        raise Problem(Fault.MALFORMED, "identifier 应有 type 和 value。")
    match told.get("type"):
        case "dns":
            return Identifier("dns", _dns(value))
        case "ip":
            return Identifier("ip", _ip(value))
    raise Problem(Fault.UNSUPPORTED_NAME, "只签发 dns 和 ip 两类名称。")


def _dns(value: str) -> str:
    name = value.lower()
    if name.startswith("*."):
        raise Problem(Fault.REJECTED_NAME, "http-01 不能验证泛域名，请逐个列出域名。")
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name) or name.rpartition(".")[2].isdigit():
        raise Problem(Fault.MALFORMED, "域名格式不对；国际化域名请用 ASCII 形式（xn--）。")
    return name


def _ip(value: str) -> str:
    try:
        address = ip_address(value)
    except ValueError:
        raise Problem(Fault.MALFORMED, "IP 地址格式不对。") from None
    if str(address) != value:
        raise Problem(Fault.MALFORMED, "IP 地址请用规范形式。")
    return value


def covers(allowed: str, host: str) -> bool:
    """Whether `allowed` (a domain with all below it, an address or a network) covers the name or address `host`."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == allowed or host.endswith(f".{allowed}")
    try:
        return address in ip_network(allowed, strict=False)
    except ValueError:
        return False


def is_covered(names: Iterable[str], host: str) -> bool:
    """Whether one of `names` covers `host`; none at all means any."""
    wanted = list(names)
    return not wanted or any(covers(each, host) for each in wanted)


def require_fitting(request: CertificateRequest, names: Iterable[Identifier], account_spki: bytes) -> None:
    """Raises Problem unless the request names exactly what was ordered, for a key that is not the account's."""
    wanted = {name.alternative_name for name in names}
    asked = {AlternativeName(name.kind, name.value.lower()) for name in request.alternative_names}
    common = request.subject.texts.get("common_name", "").lower()
    if common:
        asked.add(next((name for name in wanted if name.value == common), AlternativeName("dns", common)))
    if asked != wanted:
        raise Problem(Fault.BAD_CSR, "CSR 中的名称与订单不一致，不能多也不能少。")
    if request.spki == account_spki:
        raise Problem(Fault.BAD_CSR, "证书密钥不能与账户密钥相同。")


class CertificateId(NamedTuple):
    """How programs name a certificate: key identifier of its authority, and its serial number (RFC 9773 4.1)."""

    authority: bytes
    serial: int

    @property
    def written(self) -> str:
        length = self.serial.bit_length() // 8 + 1
        return f"{base64url(self.authority)}.{base64url(self.serial.to_bytes(length, 'big'))}"


def read_certificate_id(text: str) -> CertificateId:
    """Raises Problem."""
    authority, dot, serial = text.partition(".")
    if not dot:
        raise Problem(Fault.MALFORMED, "证书标识应为两段 base64url，以点分隔。")
    return CertificateId(from_base64url(authority), int.from_bytes(from_base64url(serial), "big"))


def base64url(encoded: bytes) -> str:
    """Without padding, as everywhere in ACME."""
    return urlsafe_b64encode(encoded).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """Raises Problem for anything else, also for padding and more than 32 KiB."""
    try:
        if len(text) > _MOST_TEXT or "=" in text:
            raise ValueError(text)
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raise Problem(Fault.MALFORMED, "应为不带填充的 base64url。") from None


def renewal_window(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """When a certificate of this term is best renewed: after two thirds of it, within a thirtieth (RFC 9773 4.2)."""
    start = end - (end - begin) / 3
    return start, start + (end - begin) / 30


def read_contacts(told: object) -> list[str]:
    """Addresses of mail. Raises Problem."""
    if not isinstance(told, list) or len(told) > MOST_CONTACTS or not all(isinstance(each, str) for each in told):
        raise Problem(Fault.MALFORMED, f"contact 应为最多 {MOST_CONTACTS} 个地址的列表。")
    for each in told:
        if not each.startswith("mailto:"):
            raise Problem(Fault.UNSUPPORTED_CONTACT, "联系方式只支持 mailto: 邮件地址。")
        if not _MAIL.fullmatch(each):
            raise Problem(Fault.INVALID_CONTACT, "邮件地址格式不对，一个 mailto: 只写一个地址。")
    return told


@dataclass(frozen=True)
class Wishes:
    """What a program sent, read field by field; what is missing is None."""

    told: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Raises Problem if it is missing or no text."""
        value = self.told.get(name)
        if not isinstance(value, str):
            raise Problem(Fault.MALFORMED, f"缺少 {name}。")
        return value

    def flag(self, name: str) -> bool:
        """False if it is missing. Raises Problem for what is neither true nor false."""
        value = self.told.get(name, False)
        if not isinstance(value, bool):
            raise Problem(Fault.MALFORMED, f"{name} 应为 true 或 false。")
        return value

    def __contains__(self, name: str) -> bool:
        return name in self.told
