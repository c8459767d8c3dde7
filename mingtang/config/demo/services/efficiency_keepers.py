"""Who supervises time limits in the demonstration city, and who answers for organs."""

from mingtang.config.demo.granting import LEADERS, DemoRole, own_region
from mingtang.domains.services.applications.api import READ_APPLICATIONS
from mingtang.domains.services.efficiency.api import ANSWER_LIGHTS, READ_EFFICIENCY, SUPERVISE_EFFICIENCY
from mingtang.domains.services.reporting.api import READ_REPORTED
from mingtang.kernel.cases.api import READ_CASES

SUPERVISORS = ("service-bureau/efficiency/head",)

ROLES = (
    DemoRole(
        code="efficiency_supervisor",
        name="效能监察岗",
        permissions=(READ_EFFICIENCY, SUPERVISE_EFFICIENCY, READ_APPLICATIONS, READ_CASES, READ_REPORTED),
        holders=SUPERVISORS,
        reach=own_region,
    ),
    DemoRole(
        code="efficiency_answerer",
        name="效能答复岗",
        permissions=(ANSWER_LIGHTS,),
        holders=LEADERS,
    ),
)
