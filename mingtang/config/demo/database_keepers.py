"""Who keeps the special databases in the demonstration city."""

from mingtang.config.demo.granting import DemoRole
from mingtang.domains.portal.databases.api import KEEP_RECORDS, READ_RECORDS

ROLES = (
    DemoRole(
        code="record_keeper",
        name="专题数据维护岗",
        permissions=(READ_RECORDS, KEEP_RECORDS),
        holders=("service-bureau/hall/head",),
    ),
)
