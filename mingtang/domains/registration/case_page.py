"""What registration shows on the page of a case: what is asked, against what the directory says, checks, certificates."""

from django.urls import reverse

from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.queries import certificates_at, namesakes
from mingtang.domains.registration.rules import Stage
from mingtang.domains.registration.subjects import LABELS, differences
from mingtang.kernel.cases.api import Case, CasePage, Link, Rows, Section
from mingtang.kernel.evidence.api import Actor

_HERE = "registration/case/"


def application_page(actor: Actor, case: Case, rows: Rows) -> CasePage:
    """The part of an application; about ten statements."""
    application = application_of(case)
    sections = [Section("asked", "申请内容", f"{_HERE}asked.html", {"application": application})]
    if application.needs_request and not application.certificate_id:
        sections.append(comparison_of(application))
    checks = list(application.checks.select_related("officer__person"))
    if checks:
        sections.append(Section("checks", "身份核验", f"{_HERE}checks.html", {"checks": checks}, len(checks)))
    certificates = certificates_at(application)
    facts = {"certificates": certificates, "application": application}
    sections.append(
        Section("certificates", "持有人的证书", f"{_HERE}certificates.html", facts, len(certificates), is_flush=True)
    )
    return CasePage(
        sections=sections,
        links=_links(actor, application),
        up=Link("证书申请", reverse("certificate_applications")),
        tags=[application.get_kind_display(), application.get_holder_kind_display()],
    )


def application_of(case: Case) -> CertificateApplication:
    """The application of a case with everybody it names; one statement."""
    rows = CertificateApplication.objects.select_related(
        "authority", "holder__person", "holder__legal_person", "holder__organ", "applicant__person",
        "applicant__legal_person", "entered_by__person", "entered_by__legal_person", "reviewed_by__person",
        "post__unit", "post__organ", "of_organ", "concerning", "certificate",
    )  # fmt: skip
    return rows.get(case=case)


def comparison_of(application: CertificateApplication) -> Section:
    """What was asked beside what the directory says today, and what a reviewer should look at twice."""
    said = [
        (label, application.subject[keyword]) for keyword, label in LABELS.items() if keyword in application.subject
    ]
    facts = {
        "said": said,
        "differences": differences(application),
        "namesakes": namesakes(application),
        "application": application,
        "identity": _identity_of(application),
    }
    return Section("comparison", "与目录比对", f"{_HERE}comparison.html", facts)


def _identity_of(application: CertificateApplication) -> str:
    """The number of identity, masked: who compares needs to see the ends of it, not all of it."""
    holder = application.holder
    if holder is None:
        return ""
    return holder.person.masked_identity if holder.person else holder.legal_person.credit_code


def _links(actor: Actor, application: CertificateApplication) -> list[Link]:
    links = []
    if application.applicant_id == actor.account_id:
        links.append(Link("我的申请", reverse("own_certificate_application", args=[application.pk]), "user"))
    if application.stage == Stage.COLLECT and actor.may("registration.enter", application):
        links.append(Link("重发下载码", reverse("send_codes", args=[application.pk]), "send"))
    return links
