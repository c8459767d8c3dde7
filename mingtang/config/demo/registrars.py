"""Who enters, reviews and issues applications for certificates in the demonstration city, and the counter they work at."""

from mingtang.config.demo.granting import DemoRole, whole_node
from mingtang.domains.registration.api import RegistrationAuthority, open_registration
from mingtang.domains.registration.permissions import APPLY_FOR_ORGAN, ENTER_APPLICATIONS, READ_APPLICATIONS
from mingtang.kernel.directory.models import Organ
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.trust.permissions import (
    ASK_RECOVERY,
    CONFIRM_RECOVERY,
    ISSUE_CERTIFICATES,
    READ_CERTIFICATES,
    REVOKE_CERTIFICATES,
)

BUREAU = "service-bureau"

ROLES = (
    DemoRole(
        code="ra_clerk",
        name="证书录入岗",
        permissions=(READ_APPLICATIONS, ENTER_APPLICATIONS),
        holders=(f"{BUREAU}/hall/window",),
    ),
    DemoRole(
        code="ra_reviewer",
        name="证书审核岗",
        permissions=(READ_APPLICATIONS, CONFIRM_RECOVERY),
        holders=(f"{BUREAU}/hall/head",),
        reach=whole_node,
    ),
    DemoRole(
        code="ra_issuer",
        name="制证岗",
        permissions=(READ_APPLICATIONS, READ_CERTIFICATES, ISSUE_CERTIFICATES, REVOKE_CERTIFICATES, ASK_RECOVERY),
        holders=(f"{BUREAU}/trust/certificates",),
        reach=whole_node,
    ),
    DemoRole(
        code="organ_certificate_contact",
        name="单位证书经办岗",
        permissions=(APPLY_FOR_ORGAN,),
        holders=("housing-bureau/approval/head",),
    ),
)


def open_counter(bureau: Organ) -> None:
    """Let the bureau take applications of the whole city, unless it does so already."""
    if not RegistrationAuthority.objects.filter(organ=bureau).exists():
        open_registration(SYSTEM, bureau, code="HY01", name="和源市证书注册机构", region=bureau.region)
