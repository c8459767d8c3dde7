"""Names of subjects, from the directory and never from the request (trust.md 5): what will stand in the certificate.

People of one name differ by `serialNumber`, a keyed digest of the staff login, which tells nobody the login itself. Numbers
of identity go into certificates as keyed digests only, for a certificate is public.
"""

from collections.abc import Sequence

from django.utils import timezone

from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.rules import HolderKind
from mingtang.kernel.directory.api import Account, Organ, Post, Refused, index_of
from mingtang.lib.crypto.certificates import AlternativeName, Identity, IdentityKind, Name
from mingtang.lib.crypto.faults import CryptoFault

_SHORT = 16  # hexadecimal digits: enough to tell people of one name apart
_LONGEST = 64  # characters of O, OU and CN, RFC 5280 appendix A.1
_WORDS = {
    "country": "国家",
    "organization": "单位",
    "unit": "部门",
    "common_name": "名称",
    "serial_number": "人员标识",
}
LABELS = _WORDS
"""Parts of a name in words, by keyword."""
SHORT = {"country": "C", "organization": "O", "unit": "OU", "common_name": "CN", "serial_number": "serialNumber"}
"""Parts of a name as certificates write them, by keyword."""


def subject_of(application: CertificateApplication) -> dict[str, str]:
    """The name that the directory gives today. Raises Refused when the holder has left, or a name does not fit."""
    texts = _COMPOSED[application.holder_type](application)
    told = {keyword: text for keyword, text in {"country": "CN", **texts}.items() if text}
    for keyword in ("organization", "unit", "common_name"):
        if len(told.get(keyword, "")) > _LONGEST:
            raise Refused(f"{_WORDS[keyword]}“{told[keyword]}”超过 {_LONGEST} 个字，证书里写不下，请先在目录中规范。")
    return told


def _officer(application: CertificateApplication) -> dict[str, str]:
    account, post = application.holder, application.post
    if account is None or post is None or not holds(account, post):
        raise Refused("持有人已不在申请时的岗位，请按现在的岗位重新申请。")
    return {
        "organization": post.organ.name,
        "unit": str(post.unit or ""),
        "common_name": account.holder_name,
        "serial_number": digest_of(account.login, "certificate.login"),
    }


def holds(account: Account, post: Post) -> bool:
    """Whether the person behind an account holds a post today; one statement."""
    held = account.person.appointments if account.person else None
    return held is not None and held.current(timezone.localdate()).filter(post=post).exists()


def _organ(application: CertificateApplication) -> dict[str, str]:
    organ = _organ_of(application)
    return {"organization": organ.name, "common_name": organ.name}


def _person(application: CertificateApplication) -> dict[str, str]:
    account = _holder_of(application)
    return {"common_name": account.holder_name, "serial_number": digest_of(account.login, "certificate.login")}


def _legal(application: CertificateApplication) -> dict[str, str]:
    account = _holder_of(application)
    return {"organization": account.holder_name, "common_name": account.holder_name}


def _thing(application: CertificateApplication) -> dict[str, str]:
    return {"organization": _organ_of(application).name, "common_name": application.name}


def _organ_of(application: CertificateApplication) -> Organ:
    if application.of_organ is None or not application.of_organ.is_active:
        raise Refused("单位已撤销或合并，不能再申请证书。")
    return application.of_organ


def _holder_of(application: CertificateApplication) -> Account:
    if application.holder is None or not application.holder.is_active:
        raise Refused("持有人的账号已停用，不能签发证书。")
    return application.holder


_COMPOSED = {
    HolderKind.OFFICER: _officer,
    HolderKind.ORGAN: _organ,
    HolderKind.PERSON: _person,
    HolderKind.LEGAL: _legal,
    HolderKind.SERVER: _thing,
    HolderKind.DEVICE: _thing,
}


def digest_of(text: str, column: str) -> str:
    """A short keyed digest of a login or number: the same on this node, meaningless elsewhere."""
    return index_of(text, column)[:_SHORT]


def name_of(texts: dict[str, str]) -> Name:
    """The name as certificates write it. Raises Refused for characters that they cannot hold."""
    try:
        return Name.of(**{keyword: texts[keyword] for keyword in _WORDS if keyword in texts})
    except CryptoFault as fault:
        raise Refused("名称里有证书不能包含的字符，请先在目录中规范。") from fault


def identities_of(application: CertificateApplication) -> Sequence[Identity]:
    """Who the holder is in the domestic extensions: credit codes as they are, for they are public; people by digest."""
    account, organ = application.holder, application.of_organ
    if application.holder_type is HolderKind.ORGAN and organ and organ.credit_code:
        return (Identity(IdentityKind.ORGANIZATION_CODE, organ.credit_code),)
    if application.holder_type is HolderKind.LEGAL and account and account.legal_person:
        return (Identity(IdentityKind.ORGANIZATION_CODE, account.legal_person.credit_code),)
    if application.holder_type in {HolderKind.OFFICER, HolderKind.PERSON} and account and account.person:
        number = account.person.identity_number
        return (Identity(IdentityKind.PERSON, index_of(number, "certificate.identity")),) if number else ()
    return ()


def names_of(application: CertificateApplication) -> Sequence[AlternativeName]:
    """Host names and addresses of a server or device."""
    return tuple(_alternative(text) for text in application.names)


def _alternative(text: str) -> AlternativeName:
    kind = "ip" if text.replace(".", "").isdigit() or ":" in text else "dns"
    name = AlternativeName(kind, text)  # type: ignore[arg-type]
    try:
        name.encoded()
    except CryptoFault as fault:
        raise Refused(f"“{text}”不是域名或 IP 地址。", "names") from fault
    return name


def differences(application: CertificateApplication) -> list[str]:
    """What the directory says otherwise today than it said when the application was made, in words; [] for nothing."""
    try:
        today = subject_of(application)
    except Refused as fault:
        return [str(fault)]
    changed = [keyword for keyword in _WORDS if today.get(keyword) != application.subject.get(keyword)]
    return [
        f"{_WORDS[keyword]}：申请时为“{application.subject.get(keyword, '')}”，现在为“{today.get(keyword, '')}”"
        for keyword in changed
    ]
