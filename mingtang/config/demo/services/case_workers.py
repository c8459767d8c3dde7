"""Who receives, handles, checks, decides and hands out applications in the demonstration city."""

from mingtang.config.demo.granting import DemoRole, own_region
from mingtang.domains.services.applications import permissions as course
from mingtang.domains.services.applications.api import FILE_AT_WINDOW, READ_APPLICATIONS
from mingtang.domains.services.payments.api import CHARGE_FEES, READ_PAYMENTS

WINDOWS = ("district-service-bureau/hall/window", "service-bureau/hall/window")
HANDLERS = (
    "district-market-bureau/food/handler", "market-bureau/approval/handler", "housing-bureau/approval/handler",
    "health-commission/medical/handler",
)  # fmt: skip
CHECKERS = ("district-market-bureau/food/head", "market-bureau/approval/head", "housing-bureau/approval/head")
DECIDERS = (
    "district-market-bureau/director", "market-bureau/director", "housing-bureau/director",
    "health-commission/director",
)  # fmt: skip
BRANCH_HANDLERS = (
    "drawing-review-centre/review/handler", "civil-defence-office/works/handler", "fire-brigade/prevention/handler",
    "construction-safety-station/registration/handler", "police-bureau/residence/handler",
    "tax-bureau/registration/handler", "labour-bureau/social-insurance/handler",
    "medical-insurance-bureau/enrolment/handler", "housing-fund-centre/deposits/handler",
    "finance-service-centre/banking/handler", "natural-resources-bureau/land-use/handler",
)  # fmt: skip
BRANCH_DIRECTORS = (
    "drawing-review-centre/director", "civil-defence-office/director", "fire-brigade/director", "police-bureau/director",
    "construction-safety-station/director", "tax-bureau/director", "labour-bureau/director", "housing-fund-centre/director",
    "medical-insurance-bureau/director", "finance-service-centre/director", "natural-resources-bureau/director",
)  # fmt: skip
"""Branches of joint matters lie with small organs: whoever heads them checks and decides; a second person handles."""
GOVERNMENT_HEADS = (
    "city-government/mayor", "city-government/deputy", "district-government/head-of-government",
    "district-government/deputy", "county-government/head-of-government",
)  # fmt: skip
"""Whoever heads the government of the same level grants more time to joint matters (行政许可法第四十二条第二款)."""

ROLES = (
    DemoRole(
        code="front_clerk",
        name="窗口受理员",
        permissions=(READ_APPLICATIONS, FILE_AT_WINDOW),
        holders=WINDOWS,
    ),
    DemoRole(
        code="delivery_clerk",
        name="出件员",
        permissions=(READ_APPLICATIONS,),
        holders=WINDOWS,
    ),
    DemoRole(
        code="handler",
        name="承办人",
        permissions=(READ_APPLICATIONS, course.ASK_MEASURES, CHARGE_FEES, READ_PAYMENTS),
        holders=HANDLERS + BRANCH_HANDLERS,
    ),
    DemoRole(
        code="inspector",
        name="踏勘人员",
        permissions=(READ_APPLICATIONS,),
        holders=(*HANDLERS, "district-market-bureau/food/head"),
    ),
    DemoRole(
        code="checker",
        name="审核人",
        permissions=(READ_APPLICATIONS, course.APPROVE_SPECIAL),
        holders=CHECKERS + BRANCH_DIRECTORS,
    ),
    DemoRole(
        code="decider",
        name="决定人",
        permissions=(READ_APPLICATIONS, course.APPROVE_EXTENSION, course.TERMINATE, course.REPAIR_CREDIT),
        holders=DECIDERS + BRANCH_DIRECTORS,
    ),
    DemoRole(
        code="government_head",
        name="政府负责人",
        permissions=(READ_APPLICATIONS, course.APPROVE_JOINT_EXTENSION),
        holders=GOVERNMENT_HEADS,
        reach=own_region,
    ),
)
