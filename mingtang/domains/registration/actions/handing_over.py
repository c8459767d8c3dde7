"""Handing certificates over: two codes by two ways, one download, and the applicant's word that all has arrived."""

import secrets
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from mingtang.domains.registration import acts
from mingtang.domains.registration.actions.judging import open_step
from mingtang.domains.registration.events import CertificateCollected
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.packaging import package_of
from mingtang.domains.registration.rules import CODE_TRIES, IMPORTED, Stage
from mingtang.kernel.cases.api import handle
from mingtang.kernel.clocks.api import statute
from mingtang.kernel.directory.api import Account, PhoneCodeIssued, Refused, index_of
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.messaging.api import Content, notify_person
from mingtang.lib.flow.commands import Complete

TOPIC = "registration"
PAGE = "/account/certificates/applications/{}/"
"""The applicant's page of an application, written out so that workers need not know every address of the site."""
LIFE_OF_CODES = "registration.codes"
"""The code of the limit, in natural days, for which codes hold."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look like another


def new_codes(deed: Deed, application: CertificateApplication) -> str:
    """Give an application new codes: the reference number into the inbox, the authorisation code to the telephone.

    Answers the authorisation code where the applicant has no telephone, to be handed over in person; else "".
    """
    reference = "".join(secrets.choice(_LETTERS) for _ in range(8))
    code = f"{secrets.randbelow(10**8):08}"
    until = timezone.now() + timedelta(days=statute(LIFE_OF_CODES, timezone.localdate()).amount)
    deed.change(
        application, reference=reference, code_digest=_digest(application, code), codes_until=until, code_tries=0
    )
    _tell_reference(application, until)
    return _send_code(deed, application, code)


def _tell_reference(application: CertificateApplication, until: datetime) -> None:
    body = (
        f"申请 {application.number} 的证书已签发。参考号：{application.reference}。授权码另行发送到您登记的手机。"
        f"请在 {timezone.localtime(until):%Y-%m-%d %H:%M} 前凭两个码下载。"
    )
    content = Content(subject="证书可以下载了", body=body, topic=TOPIC, link=PAGE.format(application.pk))
    notify_person(
        application.applicant, content, key=f"codes:{application.pk}:{application.reference}", about=application
    )


def _send_code(deed: Deed, application: CertificateApplication, code: str) -> str:
    phone = _phone_of(application.applicant)
    if not phone:
        return code
    deed.announce(PhoneCodeIssued(subject=f"application:{application.pk}", phone=phone, code=code, purpose="下载证书"))
    return ""


def _phone_of(account: Account) -> str:
    person = account.person or (account.legal_person.representative if account.legal_person else None)
    return str(person.phone) if person else ""


def _digest(application: CertificateApplication, code: str) -> str:
    return index_of(f"{application.number}:{code}", "registration.code")


def send_codes(actor: Actor, application: CertificateApplication) -> str:
    """Send new codes for those that were lost, mistyped or let expire; the old ones hold no more. As `new_codes`."""
    with act(acts.SEND_CODES, actor, application) as deed:
        if application.stage != Stage.COLLECT:
            raise Refused("申请没有待下载的证书。")
        return new_codes(deed, application)


def collect(actor: Actor, application: CertificateApplication, *, reference: str, code: str) -> bytes:
    """The archive (ZIP) with certificates, chain and envelopes, once for each pair of codes. Raises Refused.

    Wrong codes are counted; after some of them the codes hold no more.
    """
    _require_codes(actor, application, reference.strip().upper(), code.strip())
    with act(acts.COLLECT, actor, application) as deed:
        deed.change(application, collected_at=timezone.now(), reference="", code_digest="", codes_until=None)
        return package_of(application)


def _require_codes(actor: Actor, application: CertificateApplication, reference: str, code: str) -> None:
    if application.applicant_id != actor.account_id or application.stage != Stage.COLLECT:
        raise Refused("申请没有可以下载的证书。")
    if not application.codes_are_good_at(timezone.now()):
        raise Refused("参考号和授权码已失效，请联系注册机构重新发送。", "code")
    fits = secrets.compare_digest(reference.encode(), application.reference.encode())
    fits &= secrets.compare_digest(application.code_digest, _digest(application, code))
    live = CertificateApplication.objects.filter(pk=application.pk, code_tries__lt=CODE_TRIES)
    if not live.exclude(reference="").update(code_tries=F("code_tries") + 1) or not fits:
        raise Refused("参考号或授权码不对，请核对站内消息和短信。", "code")


def confirm_import(actor: Actor, application: CertificateApplication, *, key: str = "") -> None:
    """Say that what was downloaded has been imported: the envelope is kept no longer, the case ends. Raises Refused."""
    with act(acts.CONFIRM_IMPORT, actor, application) as deed:
        if application.applicant_id != actor.account_id or application.collected_at is None:
            raise Refused("请先下载证书。")
        deed.change(application, envelope=b"")
        deed.announce(CertificateCollected(subject=f"application:{application.pk}", application_id=application.pk))
        handle(actor, application.case_id, Complete(open_step(application), IMPORTED), key=key)
