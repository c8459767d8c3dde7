"""Who keeps authorities, certificates and escrowed keys in the demonstration city; the auditor reads and does no business."""

from mingtang.config.demo.granting import DemoRole, whole_node
from mingtang.kernel.trust.permissions import (
    ASK_RECOVERY,
    CONFIRM_RECOVERY,
    ISSUE_CERTIFICATES,
    MANAGE_AUTHORITIES,
    READ_CERTIFICATES,
    READ_ESCROW,
    REVOKE_CERTIFICATES,
)

ROLES = (
    DemoRole(
        code="authority_keeper",
        name="签发机构管理员",
        permissions=(READ_CERTIFICATES, MANAGE_AUTHORITIES),
        holders=("service-bureau/trust/authority",),
        reach=whole_node,
    ),
    DemoRole(
        code="certificate_officer",
        name="证书管理员",
        permissions=(READ_CERTIFICATES, ISSUE_CERTIFICATES, REVOKE_CERTIFICATES),
        holders=("service-bureau/trust/certificates",),
        reach=whole_node,
    ),
    DemoRole(
        code="key_officer",
        name="密钥管理员",
        permissions=(READ_ESCROW, ASK_RECOVERY),
        holders=("service-bureau/trust/keys",),
        reach=whole_node,
    ),
    DemoRole(
        code="key_reviewer",
        name="密钥管理复核员",
        permissions=(READ_ESCROW, CONFIRM_RECOVERY),
        holders=("service-bureau/trust/key-review",),
        reach=whole_node,
    ),
    DemoRole(
        code="trust_auditor",
        name="网络信任审计岗",
        permissions=(READ_CERTIFICATES, READ_ESCROW),
        holders=("service-bureau/platform/audit",),
        reach=whole_node,
    ),
    DemoRole(
        code="certificate_liaison",
        name="证书联络岗",
        permissions=(READ_CERTIFICATES,),
        holders=("housing-bureau/office/clerk", "housing-bureau/approval/head"),
    ),
)
