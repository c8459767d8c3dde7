"""Reminding people that their certificates end: 60, 30 and 7 days before, each once."""

from datetime import datetime, timedelta

from django.utils import timezone

from mingtang.domains.registration.actions.handing_over import TOPIC
from mingtang.domains.registration.permissions import APPLY_FOR_ORGAN
from mingtang.domains.registration.rules import PROFILES, REMIND_AT, reminder_due
from mingtang.kernel.messaging.api import Content, notify_permission_holders, notify_person
from mingtang.kernel.trust.api import Certificate

_PAGE = "/account/certificates/applications/"


def remind_of_expiry(now: datetime | None = None) -> int:
    """Tell the holders of certificates that end soon and are not renewed; answers how many were spoken of."""
    moment = now or timezone.now()
    profiles = {signing for signing, _ in PROFILES.values()}
    ending = Certificate.objects.valid_at(moment).filter(
        profile__in=profiles, pair=None, not_after__lte=moment + timedelta(days=max(REMIND_AT)), renewed_by=None
    )
    rows = list(ending.select_related("account__person", "account__legal_person"))
    for certificate in rows:
        _remind(certificate, moment)
    return len(rows)


def _remind(certificate: Certificate, moment: datetime) -> None:
    days = reminder_due(certificate.not_after, moment)
    if days is None:
        return
    ends = timezone.localtime(certificate.not_after)
    body = f"“{certificate}”的有效期到 {ends:%Y-%m-%d} 为止，请及时办理更新；过期后只能重新申请。"
    content = Content(subject=f"证书将在 {days} 天内到期", body=body, topic=TOPIC, link=_PAGE)
    key = f"certificate-expiry:{certificate.pk}:{days}"
    if certificate.account is not None:
        notify_person(certificate.account, content, key=key, about=certificate)
    else:
        notify_permission_holders(APPLY_FOR_ORGAN, content, organ=certificate.organ_id, key=key, about=certificate)
