"""Who issues, uses and defines licences in the demonstration city."""

from mingtang.config.demo.granting import DemoRole, whole_node
from mingtang.domains.services.licences.api import (
    END_LICENCES,
    ISSUE_LICENCES,
    MANAGE_LICENCE_TYPES,
    READ_LICENCES,
    USE_LICENCES,
)

_ISSUING = ("market-bureau/approval/handler", "health-commission/medical/handler", "housing-bureau/approval/handler")

ROLES = (
    DemoRole(
        code="licence_issuer",
        name="证照制发岗",
        permissions=(READ_LICENCES, ISSUE_LICENCES, USE_LICENCES),
        holders=_ISSUING,
    ),
    DemoRole(
        code="licence_keeper",
        name="证照管理岗",
        permissions=(READ_LICENCES, END_LICENCES),
        holders=(*_ISSUING, "market-bureau/director", "health-commission/director"),
    ),
    DemoRole(
        code="licence_user",
        name="证照调用岗",
        permissions=(USE_LICENCES,),
        holders=("service-bureau/hall/window", "service-bureau/hall/head"),
    ),
    DemoRole(
        code="licence_directory",
        name="证照目录管理岗",
        permissions=(READ_LICENCES, MANAGE_LICENCE_TYPES),
        holders=("service-bureau/director",),
        reach=whole_node,
    ),
)
