"""The cases that applications bring. Their process is that of the item, so each case names its own."""

from mingtang.domains.services.applications.moving import follow
from mingtang.kernel.cases.api import CaseType

APPLICATION = CaseType(
    "application",
    "政务服务办件",
    "service-promised",
    follow=follow,
    retention="D30",
    icon="clipboard-text",
)
