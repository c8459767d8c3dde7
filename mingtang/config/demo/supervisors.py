"""The roles that the processes of supervision name and those around them, and who has them in the demonstration city."""

from mingtang.config.demo.granting import LEADERS, DemoRole
from mingtang.domains.supervision.permissions import PROPOSE_ITEMS, READ_ITEMS
from mingtang.kernel.cases.api import ARCHIVE_CASES, READ_CASES, SUPERVISE_CASES
from mingtang.kernel.content.api import CHECK_MATERIALS, READ_FILES

OFFICE = "city-government-office"

ROLES = (
    DemoRole(
        code="supervisor",
        name="督查岗",
        permissions=(READ_ITEMS, PROPOSE_ITEMS, SUPERVISE_CASES, CHECK_MATERIALS, READ_FILES),
        holders=(f"{OFFICE}/supervision/head",),
    ),
    DemoRole(
        code="supervision_head",
        name="督查审批岗",
        permissions=(READ_ITEMS,),
        holders=(f"{OFFICE}/director", f"{OFFICE}/deputy"),
    ),
    DemoRole(
        code="unit_leader",
        name="单位负责人",
        permissions=(READ_ITEMS,),
        holders=LEADERS,
    ),
    DemoRole(
        code="archivist",
        name="案卷管理岗",
        permissions=(READ_CASES, ARCHIVE_CASES, READ_FILES),
        holders=(f"{OFFICE}/secretariat-two/head",),
    ),
)
