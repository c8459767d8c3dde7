"""Who handles, reviews and signs requests for disclosure in the demonstration city."""

from mingtang.config.demo.granting import DemoRole
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS

BUREAU = "housing-bureau"

ROLES = (
    DemoRole(
        code="disclosure_clerk",
        name="公开申请办理岗",
        permissions=(READ_REQUESTS, REGISTER_REQUESTS),
        holders=(f"{BUREAU}/approval/handler",),
    ),
    DemoRole(
        code="disclosure_reviewer",
        name="公开申请审查岗",
        permissions=(READ_REQUESTS,),
        holders=(f"{BUREAU}/law/head",),
    ),
    DemoRole(
        code="disclosure_head",
        name="公开工作机构负责人",
        permissions=(READ_REQUESTS, GRANT_EXTENSIONS),
        holders=(f"{BUREAU}/deputy",),
    ),
)
