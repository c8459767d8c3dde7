"""Who applies for seals, approves them, keeps them, asks for their use and approves it in the demonstration city."""

from mingtang.config.demo.granting import LEADERS, DemoRole, whole_node
from mingtang.kernel.trust.permissions import (
    APPLY_FOR_SEALS,
    APPROVE_SEAL_USE,
    APPROVE_SEALS,
    ASK_SEAL_USE,
    READ_SEALS,
)

ROLES = (
    DemoRole(
        code="seal_administrator",
        name="印章管理员",
        permissions=(READ_SEALS, APPLY_FOR_SEALS),
        holders=("service-bureau/trust/certificates",),
        reach=whole_node,
    ),
    DemoRole(
        code="seal_approver",
        name="印章审批人",
        permissions=(READ_SEALS, APPROVE_SEALS),
        holders=("service-bureau/deputy",),
        reach=whole_node,
    ),
    DemoRole(
        code="seal_auditor",
        name="印章审计岗",
        permissions=(READ_SEALS,),
        holders=("service-bureau/platform/audit",),
        reach=whole_node,
    ),
    DemoRole(code="seal_use_approver", name="用印审批人", permissions=(READ_SEALS, APPROVE_SEAL_USE), holders=LEADERS),
    DemoRole(
        code="seal_user",
        name="用印经办人",
        permissions=(READ_SEALS, ASK_SEAL_USE),
        holders=("housing-bureau/approval/handler", "housing-bureau/law/head", "market-bureau/approval/handler"),
    ),
)
