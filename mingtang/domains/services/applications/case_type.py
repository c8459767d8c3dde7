"""The cases that applications bring. Their process is that of the item, so each case names its own."""

from mingtang.domains.services.applications.case_page import application_page, cases_of_reader, step_words
from mingtang.domains.services.applications.door import by_the_door
from mingtang.domains.services.applications.moving import follow
from mingtang.kernel.cases.api import CaseType

APPLICATION = CaseType(
    "application",
    "政务服务办件",
    "service-promised",
    follow=follow,
    guard=by_the_door,
    steps=step_words(),
    page=application_page,
    readers=cases_of_reader,
    retention="D30",
    icon="clipboard-text",
)
