"""Quick ways to bring applications along in tests: apply, and do the open steps as whoever may."""

from typing import Any

from mingtang.domains.registration.api import (
    CertificateApplication,
    HolderKind,
    Kind,
    Wish,
    apply,
    carry_out,
    check_identity,
    collect,
    review,
)
from mingtang.domains.registration.rules import AGREE, PASS
from mingtang.kernel.cases.api import Token
from mingtang.kernel.directory.api import index_of
from mingtang.kernel.trust.api import Certificate
from mingtang.lib.crypto.certificates import Name, make_csr
from mingtang.lib.crypto.keys import KeyKind, PrivateKey, generate_key, to_pem
from tests.world import World

CLERK, REVIEWER, ISSUER = "window-clerk", "hall-head", "certificate-officer"
HOLDER, CONTACT = "official", "permit-reviewer"


def request_of(key: PrivateKey, name: str = "随便") -> str:
    """A request in PEM, under a name that nobody examines."""
    return to_pem("CERTIFICATE REQUEST", make_csr(key, Name.of(country="CN", common_name=name)))


class Counter:
    """The registration authority of the world; `key` is the holder's own."""

    def __init__(self, world: World) -> None:
        self.world, self.key = world, generate_key(KeyKind.SM2)

    def wish(self, who: str = HOLDER, kind: Kind = Kind.NEW, **more: Any) -> Wish:
        """What an official wishes for himself."""
        account, actor = self.world.account(who), self.world.actor(who)
        given = {"request": request_of(self.key)} | more
        return Wish(
            kind=kind, holder_kind=HolderKind.OFFICER, applicant=account, holder=account,
            post=self.world.actor(who).appointment.post, organ=actor.appointment.organ, **given,
        )  # fmt: skip

    def apply(self, who: str = HOLDER, kind: Kind = Kind.NEW, **more: Any) -> CertificateApplication:
        return apply(self.world.actor(who), self.wish(who, kind, **more))

    def check(self, application: CertificateApplication, who: str = CLERK, outcome: str = PASS, note: str = "") -> None:
        check_identity(
            self.world.actor(who), self.fresh(application), method="face", document="工作证", outcome=outcome, note=note
        )

    def review(
        self, application: CertificateApplication, who: str = REVIEWER, outcome: str = AGREE, opinion: str = ""
    ) -> None:
        review(self.world.actor(who), self.fresh(application), outcome=outcome, opinion=opinion)

    def issue(self, application: CertificateApplication, who: str = ISSUER) -> CertificateApplication:
        carry_out(self.world.actor(who), self.fresh(application))
        return self.fresh(application)

    def approved(self, **more: Any) -> CertificateApplication:
        """An application that waits for its certificate."""
        application = self.apply(**more)
        self.check(application)
        self.review(application)
        return self.fresh(application)

    def issued(self, **more: Any) -> CertificateApplication:
        """One whose certificate waits to be collected."""
        return self.issue(self.approved(**more))

    def collected(self, application: CertificateApplication) -> bytes:
        """What its applicant downloads."""
        return collect(
            self.world.actor(HOLDER), application, reference=application.reference, code=self.code(application)
        )

    def code(self, application: CertificateApplication) -> str:
        """A code that holds, put in the place of the one that only the telephone knows."""
        code = "12345678"
        application.code_digest = index_of(f"{application.number}:{code}", "registration.code")
        application.save()
        return code

    def certificate(self, **more: Any) -> Certificate:
        application = self.issued(**more)
        assert application.certificate is not None
        return application.certificate

    def step(self, application: CertificateApplication) -> Token:
        return Token.objects.get(case=application.case_id, life="A", kind="T")

    def fresh(self, application: CertificateApplication) -> CertificateApplication:
        return CertificateApplication.objects.get(pk=application.pk)
