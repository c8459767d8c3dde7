"""Who runs the halls of the demonstration city, calls raters back and puts right what they complain of."""

from mingtang.config.demo.granting import DemoRole
from mingtang.config.demo.services.case_workers import CHECKERS, HANDLERS, WINDOWS
from mingtang.config.demo.services.efficiency_keepers import SUPERVISORS
from mingtang.domains.services.hall.api import HAND_OUT, MANAGE_HALL, SERVE_AT_WINDOW
from mingtang.domains.services.ratings.api import AUDIT_RATINGS, CALL_RATERS, READ_RATINGS

_MANAGERS = ("service-bureau/hall/head", "district-service-bureau/hall/head")

ROLES = (
    DemoRole(
        code="hall_clerk",
        name="窗口叫号岗",
        permissions=(SERVE_AT_WINDOW,),
        holders=WINDOWS,
    ),
    DemoRole(
        code="hall_delivery",
        name="窗口出件岗",
        permissions=(HAND_OUT,),
        holders=WINDOWS,
    ),
    DemoRole(
        code="hall_manager",
        name="大厅管理岗",
        permissions=(MANAGE_HALL, SERVE_AT_WINDOW, READ_RATINGS),
        holders=_MANAGERS,
    ),
    DemoRole(
        code="rating_officer",
        name="好差评管理岗",
        permissions=(READ_RATINGS, CALL_RATERS, AUDIT_RATINGS),
        holders=_MANAGERS + SUPERVISORS,
    ),
    DemoRole(
        code="rating_handler",
        name="差评整改岗",
        permissions=(READ_RATINGS,),
        holders=(*CHECKERS, *HANDLERS, "service-bureau/director"),
    ),
)
