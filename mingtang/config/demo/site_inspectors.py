"""Who watches over the sites of the demonstration city, judges them, and issues the bulletin."""

from mingtang.config.demo.granting import DemoRole, whole_node
from mingtang.domains.inspection.permissions import (
    ANNOUNCE_ROUNDS,
    EXEMPT_FINDINGS,
    MONITOR_SITES,
    READ_SITES,
    REVIEW_SITES,
)

OFFICE = "city-government-office"

ROLES = (
    DemoRole(
        code="site_monitor",
        name="网站监测岗",
        permissions=(READ_SITES, MONITOR_SITES),
        holders=(f"{OFFICE}/supervision/head",),
        reach=whole_node,
    ),
    DemoRole(
        code="site_reviewer",
        name="网站评审岗",
        permissions=(READ_SITES, REVIEW_SITES),
        holders=("service-bureau/efficiency/head", "service-bureau/deputy", f"{OFFICE}/disclosure/head"),
        reach=whole_node,
    ),
    DemoRole(
        code="site_announcer",
        name="网站通报签发岗",
        permissions=(READ_SITES, EXEMPT_FINDINGS, ANNOUNCE_ROUNDS),
        holders=(f"{OFFICE}/director",),
        reach=whole_node,
    ),
)
