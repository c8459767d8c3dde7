"""Applications for certificates of the demonstration city: told by the real actions over the last hours, left at every stage.

Their keys are made and thrown away: nobody signs with them. Who wants a certificate of his own makes a key in the browser.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from mingtang.config.demo.city import City
from mingtang.config.demo.registrars import BUREAU
from mingtang.config.demo.virtual_time import at
from mingtang.domains.registration.api import (
    CertificateApplication,
    HolderKind,
    Kind,
    Stage,
    Wish,
    apply,
    carry_out,
    check_identity,
    collect,
    confirm_import,
    install,
    review,
)
from mingtang.domains.registration.rules import AGREE, PASS, REFUSE
from mingtang.kernel.cases.errands import run_due_errands
from mingtang.kernel.directory.actor import AccountActor
from mingtang.kernel.directory.api import PhoneCodeIssued
from mingtang.kernel.directory.models import Account
from mingtang.kernel.directory.queries import appointments_of
from mingtang.kernel.evidence.models import Fact
from mingtang.lib.crypto.certificates import Name, make_csr
from mingtang.lib.crypto.keys import KeyKind, generate_key, to_pem

CLERK, REVIEWER, ISSUER, CONTACT = "window-clerk", "hall-head", "certificate-officer", "permit-reviewer"


@transaction.atomic
def load_registration(city: City) -> None:
    """Install registration and tell its stories, unless that was done before; one transaction, all of it or nothing."""
    install()
    if not CertificateApplication.objects.filter(organ=city.organs[BUREAU]).exists():
        now = timezone.now()
        for hours, (until, tell) in enumerate(_stories(Counter(city)), start=1):
            with at(now - timedelta(hours=20 - hours)):
                bring(Counter(city), tell(), until)
                while run_due_errands():
                    pass


class Counter:
    """The people of the city at the counter."""

    def __init__(self, city: City) -> None:
        self.city = city

    def account(self, key: str) -> Account:
        return self.city.citizens.get(key) or self.city.officials[key]

    def actor(self, key: str) -> AccountActor:
        account = self.account(key)
        held = appointments_of(account.person, timezone.localdate()).first() if key in self.city.officials else None
        return AccountActor(account, appointment=held)

    def officer(self, key: str, *, request: bool = True, by: str = "", purpose: str = "") -> CertificateApplication:
        """Somebody of the staff for himself, or entered `by` a clerk."""
        account, post = self.account(key), self.actor(key).appointment.post  # type: ignore[union-attr]
        wish = Wish(
            kind=Kind.NEW, holder_kind=HolderKind.OFFICER, applicant=account, holder=account, post=post,
            organ=post.organ, years=2, purpose=purpose, request=_request() if request else "",
        )  # fmt: skip
        return apply(self.actor(by or key), wish)

    def organ(self, holder_kind: HolderKind, name: str = "", kind: KeyKind = KeyKind.SM2) -> CertificateApplication:
        """The housing bureau through its contact."""
        wish = Wish(
            kind=Kind.NEW, holder_kind=holder_kind, applicant=self.account(CONTACT),
            organ=self.city.organs["housing-bureau"], name=name, names=(name,) if name else (), request=_request(kind),
        )  # fmt: skip
        return apply(self.actor(CONTACT), wish)

    def citizen(self, key: str) -> CertificateApplication:
        account = self.account(key)
        wish = Wish(kind=Kind.NEW, holder_kind=HolderKind.PERSON, applicant=account, holder=account, request=_request())
        return apply(self.actor(key), wish)


def _stories(counter: Counter) -> list[tuple[Stage, Callable[[], CertificateApplication]]]:
    """Where each application is left, and how it began."""
    return [
        (Stage.DONE, lambda: counter.officer("housing-director", purpose="公文签章")),
        (Stage.DONE, lambda: counter.organ(HolderKind.SERVER, "permits.heyuan.example", KeyKind.ECDSA_P256)),
        (Stage.DONE, lambda: counter.citizen("shop-owner")),
        (Stage.REFUSED, lambda: counter.officer("hotline-dispatcher", purpose="派单系统登录")),
        (Stage.COLLECT, lambda: counter.officer("housing-deputy-director", purpose="审批签名")),
        (Stage.ISSUE, lambda: counter.organ(HolderKind.ORGAN)),
        (Stage.REVIEW, lambda: counter.officer("efficiency-head", purpose="督办单签名")),
        (Stage.CHECK, lambda: counter.officer("service-deputy-director", purpose="审批签名")),
        (Stage.SUPPLY, lambda: counter.officer("housing-lawyer", request=False, by=CLERK)),
    ]


def bring(counter: Counter, application: CertificateApplication, until: Stage) -> None:
    """Do the steps of an application as whoever does them, until it is where it is to be left."""
    while (known := CertificateApplication.objects.get(pk=application.pk)).stage != until:
        _STEPS[Stage(known.stage)](counter, known, until)


def _check(counter: Counter, known: CertificateApplication, _until: Stage) -> None:
    check_identity(counter.actor(CLERK), known, method="face", document="居民身份证、工作证", outcome=PASS)


def _review(counter: Counter, known: CertificateApplication, until: Stage) -> None:
    refused = until is Stage.REFUSED
    opinion = "派单系统用动态口令登录，这个岗位不需要证书。" if refused else "与目录一致。"
    review(counter.actor(REVIEWER), known, outcome=REFUSE if refused else AGREE, opinion=opinion)


def _issue(counter: Counter, known: CertificateApplication, _until: Stage) -> None:
    carry_out(counter.actor(ISSUER), known)


def _collect(counter: Counter, known: CertificateApplication, _until: Stage) -> None:
    """With the code that was sent to the telephone."""
    sent = Fact.objects.filter(name="directory.PhoneCodeIssued", subject=f"application:{known.pk}").latest("pk")
    code = PhoneCodeIssued.read(sent.subject, sent.data).code
    applicant = next(key for key in _people(counter) if counter.account(key).pk == known.applicant_id)
    collect(counter.actor(applicant), known, reference=known.reference, code=code)
    confirm_import(counter.actor(applicant), CertificateApplication.objects.get(pk=known.pk))


def _people(counter: Counter) -> list[str]:
    return [*counter.city.officials, *counter.city.citizens]


_STEPS = {Stage.CHECK: _check, Stage.REVIEW: _review, Stage.ISSUE: _issue, Stage.COLLECT: _collect}


def _request(kind: KeyKind = KeyKind.SM2) -> str:
    name = Name.of(country="CN", common_name="演示")
    return to_pem("CERTIFICATE REQUEST", make_csr(generate_key(kind), name))
