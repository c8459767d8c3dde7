"""Who draws up, reviews and publishes service items in the demonstration city: three people for each item."""

from mingtang.config.demo.granting import DemoRole, own_region
from mingtang.domains.services.catalogue.api import (
    AUDIT_ITEMS,
    EDIT_ITEMS,
    MANAGE_CATALOG,
    READ_ITEMS,
    REVIEW_ITEMS,
)
from mingtang.kernel.forms.permissions import DESIGN_FORMS, PUBLISH_FORMS, READ_FORMS
from mingtang.kernel.letters.permissions import DESIGN_LETTERS, READ_LETTERS
from mingtang.kernel.processes.permissions import DESIGN_PROCESSES, PUBLISH_PROCESSES, READ_PROCESSES

ROLES = (
    DemoRole(
        code="item_editor",
        name="事项编制岗",
        permissions=(READ_ITEMS, EDIT_ITEMS),
        holders=(
            "housing-bureau/approval/handler",
            "market-bureau/approval/handler",
            "county-market-bureau/approval/handler",
            "health-commission/medical/handler",
        ),
    ),
    DemoRole(
        code="item_reviewer",
        name="事项审核岗",
        permissions=(READ_ITEMS, REVIEW_ITEMS),
        holders=(
            "housing-bureau/approval/head",
            "market-bureau/director",
            "county-market-bureau/director",
            "health-commission/director",
        ),
    ),
    DemoRole(
        code="item_designer",
        name="事项设计岗",
        permissions=(READ_FORMS, DESIGN_FORMS, READ_PROCESSES, DESIGN_PROCESSES, READ_LETTERS, DESIGN_LETTERS),
        holders=("health-commission/medical/handler", "market-bureau/approval/handler"),
    ),
    DemoRole(
        code="item_auditor",
        name="事项审定岗",
        permissions=(
            READ_ITEMS, AUDIT_ITEMS, MANAGE_CATALOG, READ_FORMS, PUBLISH_FORMS, READ_PROCESSES, PUBLISH_PROCESSES,
        ),
        holders=("service-bureau/hall/head",),
        reach=own_region,
    ),
)  # fmt: skip
