"""What is certified for whom: profiles as data.

Sources: GM/T 0015-2012 (form of certificates), RFC 5280, RFC 6960 4.2.2.2.1 (OCSP), RFC 3161 2.3 (timestamps), GB/T
38540-2020 (seals), GB/T 38636-2020 (pairs of servers), RFC 8813 and RFC 3279 2.3.1 (uses of international keys).
No published standard fixes how long certificates live: `longest_years` are the upper ends of what authorities
practise, unconfirmed, and an operator changes them with `dataclasses.replace`.
"""

from dataclasses import dataclass

from mingtang.lib.crypto import oids
from mingtang.lib.crypto.certificates.extensions import KeyUse
from mingtang.lib.crypto.keys import KeyKind

_SIGNING = frozenset({KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION})
_ENCRYPTION = frozenset({KeyUse.KEY_ENCIPHERMENT, KeyUse.DATA_ENCIPHERMENT, KeyUse.KEY_AGREEMENT})
_ONLY_SIGNATURES = frozenset({KeyUse.DIGITAL_SIGNATURE})
_AUTHORITY = frozenset({KeyUse.CERTIFICATE_SIGNING, KeyUse.LIST_SIGNING})
_OF_ORGAN = frozenset({"country", "organization", "common_name"})
_OF_THING = frozenset({"country", "common_name"})
_IMPOSSIBLE = {
    KeyKind.SM2: frozenset[KeyUse](),
    KeyKind.ECDSA_P256: frozenset({KeyUse.KEY_ENCIPHERMENT, KeyUse.DATA_ENCIPHERMENT}),
    KeyKind.RSA: frozenset({KeyUse.KEY_AGREEMENT}),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of certificate. `purposes` are extended key usages; `subject` the keywords a name must have."""

    title: str
    uses: frozenset[KeyUse]
    longest_years: int
    subject: frozenset[str]
    purposes: tuple[str, ...] = ()
    purposes_critical: bool = False
    is_authority: bool = False
    path_length: int | None = None
    needs_alternative_name: bool = False
    unasked: bool = False  # nobody asks whether it is revoked: it lives short instead

    def uses_of(self, kind: KeyKind) -> frozenset[KeyUse]:
        """The uses that a key of `kind` is capable of; none are left if it does not fit at all."""
        return self.uses - _IMPOSSIBLE[kind]


ROOT = Profile("根证书", _AUTHORITY, 30, _OF_THING, is_authority=True)
AUTHORITY = Profile("签发机构", _AUTHORITY, 20, _OF_THING, is_authority=True, path_length=0)
ORGAN_SIGNING = Profile("机构签名", _SIGNING, 5, _OF_ORGAN, (oids.CLIENT_AUTH,))
ORGAN_ENCRYPTION = Profile("机构加密", _ENCRYPTION, 5, _OF_ORGAN)
OFFICER_SIGNING = Profile("工作人员签名", _SIGNING, 5, _OF_ORGAN, (oids.CLIENT_AUTH, oids.EMAIL_PROTECTION))
OFFICER_ENCRYPTION = Profile("工作人员加密", _ENCRYPTION, 5, _OF_ORGAN, (oids.EMAIL_PROTECTION,))
PERSON_SIGNING = Profile("个人签名", _SIGNING, 5, _OF_THING, (oids.CLIENT_AUTH,))
PERSON_ENCRYPTION = Profile("个人加密", _ENCRYPTION, 5, _OF_THING)
SEAL_SIGNER = Profile("电子印章签章者", _SIGNING, 5, _OF_ORGAN)
SEAL_MAKER = Profile("电子印章制章者", _SIGNING, 5, _OF_ORGAN)
SERVER_SIGNING = Profile("服务器签名", _ONLY_SIGNATURES, 3, _OF_THING, (oids.SERVER_AUTH,), needs_alternative_name=True)
SERVER_ENCRYPTION = Profile("服务器加密", _ENCRYPTION, 3, _OF_THING, (oids.SERVER_AUTH,), needs_alternative_name=True)
DEVICE = Profile("设备", _ONLY_SIGNATURES, 5, _OF_THING, (oids.CLIENT_AUTH, oids.SERVER_AUTH))
OCSP_SIGNER = Profile("状态查询应答者", _ONLY_SIGNATURES, 5, _OF_THING, (oids.OCSP_SIGNING,), unasked=True)
TIMESTAMPER = Profile("时间戳", _ONLY_SIGNATURES, 5, _OF_THING, (oids.TIME_STAMPING,), purposes_critical=True)

PROFILES = {
    "root": ROOT,
    "authority": AUTHORITY,
    "organ-signing": ORGAN_SIGNING,
    "organ-encryption": ORGAN_ENCRYPTION,
    "officer-signing": OFFICER_SIGNING,
    "officer-encryption": OFFICER_ENCRYPTION,
    "person-signing": PERSON_SIGNING,
    "person-encryption": PERSON_ENCRYPTION,
    "seal-signer": SEAL_SIGNER,
    "seal-maker": SEAL_MAKER,
    "server-signing": SERVER_SIGNING,
    "server-encryption": SERVER_ENCRYPTION,
    "device": DEVICE,
    "ocsp-signer": OCSP_SIGNER,
    "timestamper": TIMESTAMPER,
}
