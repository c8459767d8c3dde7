"""The cases that applications bring. Their process is that of the item, so each case names its own."""

from mingtang.kernel.cases.api import CaseType

APPLICATION = CaseType(
    "application",
    "政务服务办件",
    "service-promised",
    retention="Y30",
    icon="clipboard-text",
)
