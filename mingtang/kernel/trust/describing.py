"""What certificates say, in words that people read; and certificates as files."""

from dataclasses import dataclass

from mingtang.kernel.trust.hierarchy import path_to_root
from mingtang.kernel.trust.models import Authority, Certificate
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates import KeyUse
from mingtang.lib.crypto.keys import kind_of, to_pem

_PARTS = {
    "common_name": "名称",
    "organization": "机构",
    "unit": "部门",
    "serial_number": "编号",
    "city": "市",
    "province": "省",
    "country": "国家",
}
_USES = {
    KeyUse.DIGITAL_SIGNATURE: "数字签名",
    KeyUse.NON_REPUDIATION: "抗抵赖",
    KeyUse.KEY_ENCIPHERMENT: "加密密钥",
    KeyUse.DATA_ENCIPHERMENT: "加密数据",
    KeyUse.KEY_AGREEMENT: "协商密钥",
    KeyUse.CERTIFICATE_SIGNING: "签发证书",
    KeyUse.LIST_SIGNING: "签发撤销列表",
    KeyUse.ENCIPHER_ONLY: "只加密",
    KeyUse.DECIPHER_ONLY: "只解密",
}
_PURPOSES = {
    oids.CLIENT_AUTH: "登录与客户端认证",
    oids.SERVER_AUTH: "服务器认证",
    oids.EMAIL_PROTECTION: "邮件保护",
    oids.OCSP_SIGNING: "应答证书状态",
    oids.TIME_STAMPING: "签发时间戳",
}
FORMS = {
    "cer": "application/pkix-cert",  # RFC 2585
    "pem": "application/x-pem-file",
    "chain": "application/pem-certificate-chain",  # RFC 8555 9.1
}


@dataclass(frozen=True)
class Described:
    """A certificate in words: pairs of label and value for the name, and for what only specialists ask."""

    certificate: x509.Certificate
    subject: list[tuple[str, str]]
    issuer: str
    uses: str
    technical: list[tuple[str, str]]


def described(certificate: x509.Certificate) -> Described:
    """`certificate` in words."""
    return Described(
        certificate, _words(certificate.subject), str(certificate.issuer), _uses(certificate), _technical(certificate)
    )


def _words(name: x509.Name) -> list[tuple[str, str]]:
    return [(label, name.texts[keyword]) for keyword, label in _PARTS.items() if keyword in name.texts]


def _uses(certificate: x509.Certificate) -> str:
    uses = [_USES[use] for use in sorted(certificate.uses or ())]
    purposes = [_PURPOSES.get(oid, oid) for oid in certificate.purposes or ()]
    return "、".join(uses + purposes)


def _technical(certificate: x509.Certificate) -> list[tuple[str, str]]:
    length = certificate.path_length
    return [
        ("主体标识", str(certificate.subject)),
        ("签发者标识", str(certificate.issuer)),
        ("公钥算法", kind_of(certificate.spki).label),
        ("主体密钥标识", (certificate.key_identifier or b"").hex()),
        ("签发者密钥标识", (certificate.authority_key_identifier or b"").hex()),
        ("其他名称", "、".join(name.value for name in certificate.alternative_names)),
        (
            "路径长度",
            "不限" if certificate.is_authority and length is None else str(length) if length is not None else "",
        ),
        ("撤销列表地址", "、".join(certificate.list_addresses)),
        ("状态查询地址", "、".join(certificate.responder_addresses)),
    ]


def as_file(certificate: Certificate, form: str) -> bytes:
    """The certificate in one of `FORMS`: DER, PEM, or PEM of itself and everything above it up to the root."""
    encoded = bytes(certificate.encoded)
    if form == "cer":
        return encoded
    above = chain_of(certificate.authority) if form == "chain" else b""
    return to_pem("CERTIFICATE", encoded).encode("ascii") + above


def chain_of(authority: Authority) -> bytes:
    """PEM of the authority and everything above it; a statement a level."""
    return "".join(to_pem("CERTIFICATE", each.encoded) for each in path_to_root(authority)).encode("ascii")
