"""What is asked of applications for certificates."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, Count, F, Q, QuerySet

from mingtang.domains.registration.models import CertificateApplication, RegistrationAuthority
from mingtang.domains.registration.rules import CORRECT, PROFILES, REFUSE, HolderKind
from mingtang.kernel.cases.api import Clock, Step
from mingtang.kernel.directory.api import Account, Organ, Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.kernel.trust.api import Certificate

LIMIT = "registration.issue"
"""The code of the limit from application to download."""


def applications_for(actor: Actor) -> QuerySet[CertificateApplication]:
    """Applications the actor may see, with what their list shows; no statement yet."""
    rows: QuerySet[CertificateApplication] = CertificateApplication.objects.visible_to(actor)
    return rows.select_related("case", "of_organ", "certificate")


def own_applications(actor: Actor) -> QuerySet[CertificateApplication]:
    """Applications that the actor has made, or that were made for him to complete."""
    rows = CertificateApplication.objects.filter(applicant=actor.account_id)
    return rows.select_related("authority", "case", "of_organ", "certificate", "concerning")


def authority_serving(organ: Organ | None) -> RegistrationAuthority:
    """Who takes applications of an organ: the nearest by region; of citizens, the highest. Raises Refused."""
    serving = list(RegistrationAuthority.objects.filter(is_open=True).select_related("organ"))
    if organ is not None:
        serving = [each for each in serving if organ.region_id.startswith(each.region_id)]
    serving.sort(key=lambda each: len(each.region_id), reverse=organ is not None)
    if not serving:
        raise Refused("还没有为您服务的注册机构，请联系系统管理员。")
    return serving[0]


def authority_of(actor: Actor) -> RegistrationAuthority:
    """The registration authority at whose counter the actor works. Raises Refused."""
    found = RegistrationAuthority.objects.filter(organ=actor.organ_id, is_open=True).select_related("organ").first()
    if found is None:
        raise Refused("您所在的机构不是注册机构。")
    return found


def standing_certificates(
    kind: HolderKind, holder: Account | None, organ: Organ | None, name: str = ""
) -> QuerySet[Certificate]:
    """Signing certificates of this kind that a holder has, revoked ones left out."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(profile=PROFILES[kind][0], pair=None)
    rows = rows.exclude(state=Certificate.State.REVOKED)
    if holder is not None:
        return rows.filter(account=holder)
    rows = rows.filter(account=None, organ=organ)
    return rows.filter(common_name=name) if name else rows


def certificates_at(application: CertificateApplication) -> list[Certificate]:
    """All certificates of the holder of an application that were ever of its kind, the newest first; one statement."""
    rows: QuerySet[Certificate] = Certificate.objects.filter(
        profile__in=filter(None, PROFILES[application.holder_type])
    )
    if application.holder_id is not None:
        return list(rows.filter(account=application.holder_id).select_related("post__unit"))
    name = application.subject.get("common_name", application.name)
    return list(rows.filter(account=None, organ=application.of_organ_id, common_name=name).select_related("post__unit"))


def namesakes(application: CertificateApplication) -> int:
    """How many other accounts have certificates of the same name, so that a reviewer looks twice; one statement."""
    rows = Certificate.objects.filter(common_name=application.subject.get("common_name", ""), pair=None)
    if application.holder_id is None:
        return rows.exclude(organ=application.of_organ_id).count()
    return rows.exclude(account=application.holder_id).count()


def reason_of(application: CertificateApplication) -> str:
    """What the officer wrote who sent an application back or refused it last; one statement."""
    said = Step.objects.filter(case=application.case_id, command="Complete", outcome__in=[CORRECT, REFUSE])
    return said.order_by("-id").values_list("opinion", flat=True).first() or ""


@dataclass(frozen=True)
class Statistics:
    """How applications go. `average` is from application to download; shares are of those whose limit has ended."""

    total: int
    waiting: int
    collected: int
    average: timedelta | None
    in_time: int
    counted: int

    @property
    def share(self) -> str:
        return f"{round(100 * self.in_time / self.counted)}%" if self.counted else "—"

    @property
    def average_days(self) -> str:
        return f"{self.average.total_seconds() / 86400:.1f}" if self.average is not None else "—"


def statistics_of(rows: QuerySet[CertificateApplication]) -> Statistics:
    """Figures of these applications; two statements."""
    asked = rows.order_by().aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(ended_at=None)),
        collected=Count("pk", filter=Q(collected_at__isnull=False)),
        average=Avg(F("collected_at") - F("submitted_at"), filter=Q(collected_at__isnull=False)),
    )
    stopped = Clock.objects.filter(case__in=rows.order_by().values("case_id"), code=LIMIT, stopped_at__isnull=False)
    kept = stopped.aggregate(counted=Count("pk"), in_time=Count("pk", filter=Q(stopped_at__lte=F("due_at"))))
    return Statistics(**asked, **kept)
