"""Who keeps the register of sites in the demonstration city, and who arranges the columns and pages of each."""

from mingtang.config.demo.granting import DemoRole, own_region
from mingtang.config.demo.site_sharers import superior_organ
from mingtang.domains.portal.sites.permissions import ARRANGE_SITES, MANAGE_SITES, READ_SITES

ROLES = (
    DemoRole(
        code="cluster_keeper",
        name="网站群管理岗",
        permissions=(READ_SITES, MANAGE_SITES),
        holders=("service-bureau/director",),
        reach=own_region,
    ),
    DemoRole(
        code="site_keeper",
        name="网站管理岗",
        permissions=(READ_SITES, ARRANGE_SITES),
        holders=("housing-bureau/approval/handler", "market-bureau/approval/handler"),
    ),
    DemoRole(
        code="government_site_keeper",
        name="政府门户网站管理岗",
        permissions=(READ_SITES, ARRANGE_SITES),
        holders=("city-government-office/disclosure/head", "county-service-bureau/director"),
        reach=superior_organ,
    ),
)
