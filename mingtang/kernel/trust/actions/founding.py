"""How authorities come to be: prepared here, certified off line by the root, put into service, given their offices."""

from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act, several_acts
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.registering import register
from mingtang.kernel.trust.hierarchy import signer_of
from mingtang.kernel.trust.keys import new_key, signing_key
from mingtang.kernel.trust.models import Authority, Office, RevocationList
from mingtang.lib.crypto import certificates as x509
from mingtang.lib.crypto.certificates import PROFILES, Name, Term, make_csr, read_certificate
from mingtang.lib.crypto.faults import CryptoFault, NotTrusted
from mingtang.lib.crypto.keys import KeyKind, kind_of
from mingtang.lib.crypto.revocation import read_crl
from mingtang.lib.crypto.validation import Evidence, validate_path

OFFICE_YEARS = 5  # the longest that the profiles of offices allow
_YEAR = timedelta(days=365)
_LEEWAY = timedelta(minutes=5)  # of clocks that read a certificate just issued


def trust_root(actor: Actor, encoded: bytes) -> Authority:
    """Trust a root whose certificate (DER) was brought from its ceremony. Raises Refused if it is no root."""
    certificate = _read(encoded)
    if not certificate.is_authority or not certificate.is_issued_by(certificate):
        raise Refused("这不是自签名的根证书。", "certificate")
    known = Authority.objects.filter(fingerprint=certificate.fingerprint).first()
    if known:
        return known  # type: ignore[no-any-return]
    root = Authority(level=Authority.Level.ROOT, kind=kind_of(certificate.spki), state=Authority.State.IN_SERVICE)
    _take(root, certificate)
    with act(acts.TRUST_ROOT, actor) as deed:
        deed.create(root)
    return root


def take_list(actor: Actor, root: Authority, encoded: bytes) -> RevocationList:
    """Keep the list of revoked authorities (DER) that a root has signed off line. Raises Refused for others and older ones."""
    try:
        read = read_crl(encoded)
    except CryptoFault as fault:
        raise Refused("这不是证书撤销列表，或者文件不完整。", "list") from fault
    if not read.is_issued_by(root.certificate):
        raise Refused("列表不是这个根签发的。", "list")
    if read.number is None or read.number <= root.list_number:
        raise Refused(f"已有第 {root.list_number} 号列表，这一份不更新。", "list")
    with act(acts.TAKE_LIST, actor, root) as deed:
        deed.change(root, list_number=read.number)
        taken = RevocationList(
            authority=root, number=read.number, this_update=read.this_update, next_update=read.next_update,
            entries=len(read.revoked), encoded=encoded,
        )  # fmt: skip
        deed.create(taken)
    return taken


def prepare_authority(actor: Actor, *, name: str, organization: str, kind: KeyKind, is_test: bool = True) -> Authority:
    """Make the key of a second-level authority and its request, which is to be taken to the root. Raises Refused."""
    with act(acts.PREPARE_AUTHORITY, actor) as deed:
        label, key = new_key("authority", kind)
        subject = Name.of(country="CN", organization=organization, unit=_test_mark(is_test), common_name=name)
        request = make_csr(key, subject)
        authority = Authority(
            name=name, level=Authority.Level.ISSUING, kind=kind, state=Authority.State.PREPARED,
            is_test=is_test, key_label=label, request=request,
        )  # fmt: skip
        deed.create(authority)
    return authority


def open_authority(actor: Actor, authority: Authority, encoded: bytes) -> None:
    """Put `authority` into service with the certificate (DER) that a trusted root has issued for it.

    The authority of the same kind that served until now stops issuing, and goes on answering for what it issued. The
    offices of the new one are appointed at once. Raises Refused, saying what is wrong with the certificate.
    """
    certificate = _read(encoded)
    root = _require_ours(authority, certificate)
    with several_acts():
        for former in Authority.objects.filter(
            level=Authority.Level.ISSUING, kind=authority.kind, state=Authority.State.IN_SERVICE
        ):
            retire_authority(actor, former)
        with act(acts.OPEN_AUTHORITY, actor, authority) as deed:
            deed.change(authority, superior_id=root.pk, state=Authority.State.IN_SERVICE, **_told(certificate))
            authority.__dict__.pop("certificate", None)
        for role in Office.Role:
            appoint_office(actor, authority, role)


def retire_authority(actor: Actor, authority: Authority) -> None:
    """Have `authority` issue no more certificates; its lists and answers go on until the last of them has expired."""
    with act(acts.RETIRE_AUTHORITY, actor, authority) as deed:
        if authority.state != Authority.State.IN_SERVICE or authority.level == Authority.Level.ROOT:
            raise Refused(f"{authority} 未在签发。")
        deed.change(authority, state=Authority.State.RETIRED)


def appoint_office(actor: Actor, authority: Authority, role: Office.Role, *, now: datetime | None = None) -> Office:
    """Give `role` a new key and certificate; the former one serves no more, and still proves what it signed."""
    now = now or timezone.now()
    with act(acts.APPOINT_OFFICE, actor, authority) as deed:
        label, key = new_key(role.value, KeyKind(authority.kind))
        issued = _certify_office(authority, role, key.spki, now)
        office = Office(
            authority=authority,
            role=role,
            certificate=register(deed, authority, role.value, issued),
            key_label=label,
            since=now,
        )
        deed.create(office)
    return office


def _certify_office(authority: Authority, role: Office.Role, spki: bytes, now: datetime) -> bytes:
    signer = signer_of(authority)
    texts = signer.certificate.subject.texts
    subject = Name.of(
        country="CN",
        organization=texts.get("organization", ""),
        unit=texts.get("unit", ""),
        common_name=f"{authority.name}{role.label}"[:64],
    )
    begin, end = signer.certificate.not_before, signer.certificate.not_after
    term = Term(max(now - _LEEWAY, begin), min(now + OFFICE_YEARS * _YEAR, end))
    try:
        return x509.issue_certificate(signer, spki, subject, PROFILES[role.value], term)
    except CryptoFault as fault:
        raise Refused(f"{authority} 不能签发服务证书，请核对它的有效期和名称。") from fault


def _require_ours(authority: Authority, certificate: x509.Certificate) -> Authority:
    """The root above it, once it is sure that the certificate is for the key of `authority` and leads to that root."""
    if authority.state != Authority.State.PREPARED:
        raise Refused(f"{authority} 已有证书。")
    if certificate.spki != signing_key(authority.key_label, KeyKind(authority.kind)).spki:
        raise Refused("证书中的公钥不是本签发机构的，请核对是否拿错了文件。", "certificate")
    roots = {each.fingerprint: each for each in Authority.objects.filter(level=Authority.Level.ROOT)}
    try:
        path = validate_path(
            certificate, Evidence([root.certificate for root in roots.values()]), timezone.now(),
            uses=(x509.KeyUse.CERTIFICATE_SIGNING,), revocation_required=False,
        )  # fmt: skip
    except NotTrusted as fault:
        raise Refused(
            "证书不是本平台信任的根签发的，或者不在有效期内。请核对文件；根还没有登记的，请先登记根证书。",
            "certificate",
        ) from fault
    if path[-1] is not certificate or not certificate.is_authority:
        raise Refused("这不是签发机构的证书。", "certificate")
    return roots[path[0].fingerprint]


def _read(encoded: bytes) -> x509.Certificate:
    try:
        return read_certificate(encoded)
    except CryptoFault as fault:
        raise Refused("这不是 X.509 证书，或者文件不完整。", "certificate") from fault


def _take(authority: Authority, certificate: x509.Certificate) -> None:
    for column, value in _told(certificate).items():
        setattr(authority, column, value)
    authority.name = certificate.subject.texts.get("common_name", str(certificate.subject))[:64]


def _told(certificate: x509.Certificate) -> dict[str, object]:
    """What the register keeps of an authority's certificate."""
    return {
        "encoded": certificate.encoded,
        "fingerprint": certificate.fingerprint,
        "not_after": certificate.not_after,
        "is_test": "测试" in certificate.subject.texts.get("unit", ""),
    }


def _test_mark(is_test: bool) -> str:
    return "测试 TEST" if is_test else ""
