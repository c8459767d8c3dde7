"""What somebody may apply for: from his account, his post, his organ and the certificates that are there."""

from dataclasses import dataclass

from django.utils import timezone

from mingtang.domains.registration.actions.applying import Wish
from mingtang.domains.registration.permissions import APPLY_FOR_ORGAN
from mingtang.domains.registration.queries import standing_certificates
from mingtang.domains.registration.rules import (
    HOLDER_KINDS,
    OF_ACCOUNTS,
    OF_THINGS,
    HolderKind,
    Kind,
    why_not_renewable,
)
from mingtang.kernel.directory.api import Account, Organ, Post, Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.trust.api import Certificate


@dataclass(frozen=True)
class Choice:
    """Something that may be applied for: a new certificate, or something for one that is there."""

    holder_kind: HolderKind
    kinds: tuple[Kind, ...]
    certificate: Certificate | None = None

    @property
    def label(self) -> str:
        return HOLDER_KINDS[self.holder_kind]


def holder_kinds_of(actor: Actor) -> list[HolderKind]:
    """For whom the actor may apply."""
    if actor.kind == "official":
        own = [HolderKind.OFFICER] if actor.post_id else []
        may = actor.may(APPLY_FOR_ORGAN)
        return [*own, HolderKind.ORGAN, *sorted(OF_THINGS, reverse=True)] if may else own
    return [HolderKind.LEGAL if actor.kind == "legal" else HolderKind.PERSON]


def choices_for(actor: Actor) -> list[Choice]:
    """All that the actor may apply for; a statement for each kind of holder."""
    found: list[Choice] = []
    for holder_kind in holder_kinds_of(actor):
        standing = _standing(actor, holder_kind)
        found += [Choice(holder_kind, _kinds_for(each), each) for each in standing]
        if not standing or holder_kind in OF_THINGS:
            found.append(Choice(holder_kind, (Kind.NEW,)))
    return found


def _standing(actor: Actor, holder_kind: HolderKind) -> list[Certificate]:
    account = Account(pk=actor.account_id) if holder_kind in OF_ACCOUNTS else None
    organ = Organ(pk=actor.organ_id) if account is None else None
    rows = standing_certificates(holder_kind, account, organ).filter(not_after__gte=timezone.now())
    return list(rows.order_by("common_name", "-not_after"))


def _kinds_for(certificate: Certificate) -> tuple[Kind, ...]:
    """What makes sense for a certificate as it stands."""
    if certificate.state == Certificate.State.SUSPENDED:
        return (Kind.THAW, Kind.REPLACE, Kind.REVOKE)
    renewable = () if why_not_renewable(certificate.not_after, timezone.now()) else (Kind.RENEW,)
    return (*renewable, Kind.REPLACE, Kind.MODIFY, Kind.REVOKE)


def wish_for(actor: Actor, holder_kind: HolderKind, kind: Kind, certificate: str = "") -> Wish:
    """The beginning of a wish of the actor. Raises Refused where he may not apply for such, or the certificate is not his."""
    if holder_kind not in holder_kinds_of(actor):
        raise Refused(f"您不能申请{HOLDER_KINDS[holder_kind]}证书。", "holder_kind")
    account = Account.objects.select_related("person", "legal_person").get(pk=actor.account_id)
    is_legal = holder_kind is HolderKind.LEGAL
    if is_legal and account.kind != Account.Kind.LEGAL:
        raise Refused("法人证书请用法人账号申请，经办人不能代为申请。")
    organ = Organ.objects.filter(pk=actor.organ_id).first() if actor.organ_id else None
    concerning = _concerned(actor, holder_kind, certificate) if kind != Kind.NEW else None
    of_account = holder_kind in OF_ACCOUNTS
    return Wish(
        kind=kind, holder_kind=holder_kind, applicant=account, holder=account if of_account else None,
        post=_post_of(actor) if holder_kind is HolderKind.OFFICER else None, organ=organ, concerning=concerning,
        name=concerning.common_name if concerning and holder_kind in OF_THINGS else "",
        names=_names_in(concerning) if concerning and holder_kind in OF_THINGS else (),
    )  # fmt: skip


def _post_of(actor: Actor) -> Post | None:
    return Post.objects.select_related("organ", "unit").filter(pk=actor.post_id).first()


def _names_in(certificate: Certificate) -> tuple[str, ...]:
    return tuple(name.value for name in certificate.certificate.alternative_names)


def _concerned(actor: Actor, holder_kind: HolderKind, pk: str) -> Certificate:
    """The certificate that is meant; of several, the one named. Raises Refused."""
    standing = _standing(actor, holder_kind)
    named = [each for each in standing if str(each.pk) == pk] if pk else standing[:1]
    if not named:
        raise Refused("没有可以办理的证书，请先申请新证书。")
    return named[0]


def wish_at_counter(account: Account, post: Post | None, kind: Kind) -> Wish:
    """The beginning of a wish that a clerk writes down for somebody. Raises Refused."""
    holder_kind = {
        Account.Kind.OFFICIAL: HolderKind.OFFICER,
        Account.Kind.CITIZEN: HolderKind.PERSON,
        Account.Kind.LEGAL: HolderKind.LEGAL,
    }[Account.Kind(account.kind)]
    if holder_kind is HolderKind.OFFICER and post is None:
        raise Refused("这名工作人员现在没有任职岗位。", "login")
    standing = standing_certificates(holder_kind, account, None) if kind != Kind.NEW else None
    concerning = standing.order_by("-not_after").first() if standing is not None else None
    if kind != Kind.NEW and concerning is None:
        raise Refused("这位申请人没有可以办理的证书。", "kind")
    return Wish(
        kind=kind, holder_kind=holder_kind, applicant=account, holder=account, post=post,
        organ=post.organ if post else None, concerning=concerning,
    )  # fmt: skip
