"""What is looked at before anything is done: whether an application makes sense, whether its key is fit, who lays hands on it."""

from django.utils import timezone

from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.queries import standing_certificates
from mingtang.domains.registration.rules import (
    ISSUING,
    OVER,
    Hand,
    HolderKind,
    Kind,
    holder_kind_of,
    why_not_officer,
    why_not_renewable,
)
from mingtang.kernel.cases.api import Token
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.trust.api import Certificate

_FROM = {
    Kind.RENEW: (Certificate.State.ACTIVE,),
    Kind.REPLACE: (Certificate.State.ACTIVE, Certificate.State.SUSPENDED),
    Kind.MODIFY: (Certificate.State.ACTIVE,),
    Kind.REVOKE: (Certificate.State.ACTIVE, Certificate.State.SUSPENDED),
    Kind.THAW: (Certificate.State.SUSPENDED,),
}
"""States of a certificate from which each kind of application makes sense."""


def require_sense(application: CertificateApplication) -> None:
    """Raise Refused for an application that fits neither what the holder has nor what is under way."""
    _require_none_open(application)
    if application.kind == Kind.NEW:
        _require_none_standing(application)
    else:
        _require_fitting_certificate(application)
    if application.kind == Kind.REVOKE and application.reason is None:
        raise Refused("请选择注销原因。", "reason")
    if application.holder_type is HolderKind.SERVER and Kind(application.kind) in ISSUING and not application.names:
        raise Refused("请填写服务器的域名或 IP 地址。", "names")


def _require_none_open(application: CertificateApplication) -> None:
    same = CertificateApplication.objects.exclude(stage__in=OVER).filter(holder_kind=application.holder_kind)
    if application.holder_id is not None:
        same = same.filter(holder=application.holder_id)
    else:
        same = same.filter(holder=None, of_organ=application.of_organ_id, name=application.name)
    if known := same.first():
        raise Refused(f"已有正在办理的申请 {known.number}（{known.get_stage_display()}），请等它办完，或者先撤回。")


def _require_none_standing(application: CertificateApplication) -> None:
    name = application.subject.get("common_name", "") if application.holder_id is None else ""
    standing = standing_certificates(application.holder_type, application.holder, application.of_organ, name)
    if standing.filter(not_after__gte=timezone.now()).exists():
        raise Refused("已有在用的证书，请办理更新、补办或变更。", "kind")


def _require_fitting_certificate(application: CertificateApplication) -> None:
    old = application.concerning
    if old is None or old.pair_id is not None:
        raise Refused("请选择要办理的证书。", "concerning")
    is_own = (old.account_id, old.organ_id if old.account_id is None else None) == (
        application.holder_id,
        application.of_organ_id if application.holder_id is None else None,
    )
    if not is_own or holder_kind_of(old.profile, has_account=old.account_id is not None) != application.holder_type:
        raise Refused("这不是该持有人的证书。", "concerning")
    if old.state not in _FROM[Kind(application.kind)]:
        raise Refused(f"证书{old.standing}，不能{application.get_kind_display()}。", "kind")
    if application.kind == Kind.RENEW and (reason := why_not_renewable(old.not_after, timezone.now())):
        raise Refused(reason, "kind")


def require_fresh_key(application: CertificateApplication, key_digest: str) -> None:
    """Raise Refused for a key that is somebody else's, that was revoked, or that was lost with its carrier."""
    known = Certificate.objects.filter(key_digest=key_digest)
    if known.exclude(account=application.holder_id, organ=application.of_organ_id).exists():
        raise Refused("这个公钥已为他人签发过证书，请重新生成密钥。", "request")
    if known.filter(state=Certificate.State.REVOKED).exists():
        raise Refused("这个密钥的证书已注销，请重新生成密钥。", "request")
    if application.kind == Kind.REPLACE and known.exists():
        raise Refused("补办须用新的密钥，原来的密钥已随介质丢失。", "request")
    others = CertificateApplication.objects.exclude(stage__in=OVER).filter(key_digest=key_digest)
    if others.exclude(pk=application.pk).exists():
        raise Refused("这个公钥已用在另一份申请里，请重新生成密钥。", "request")


def hand_of(actor: Actor) -> Hand:
    """The actor as one who lays a hand on an application."""
    return Hand(actor.account_id, getattr(actor, "person_id", None))


def require_officer(actor: Actor, application: CertificateApplication, node: str) -> None:
    """Raise Refused when the actor must not do a step, whatever his roles are."""
    if reason := why_not_officer(node, hand_of(actor), application.hands()):
        raise Refused(reason)


def open_step(application: CertificateApplication) -> int:
    """The number of the step that an application waits for. Raises Refused when none is open."""
    row = Token.objects.filter(case=application.case_id, node=application.stage, life="A", kind="T").first()
    if row is None:
        raise Refused(f"申请{application.get_stage_display()}，现在不能这样做。")
    return row.no
