"""Who drafts, reviews and signs what organs publish in the demonstration city."""

from mingtang.config.demo.granting import DemoRole, own_region
from mingtang.domains.disclosure.catalogue.permissions import (
    DRAFT_ITEMS,
    KEEP_CATALOGUE,
    READ_ITEMS,
    REVIEW_SECRECY,
    SIGN_ITEMS,
)
from mingtang.domains.disclosure.reports.permissions import COMPILE_REPORTS, READ_REPORTS, SIGN_REPORTS

BUREAU, OFFICE = "housing-bureau", "city-government-office"

ROLES = (
    DemoRole(
        code="publication_drafter",
        name="主动公开信息员",
        permissions=(READ_ITEMS, DRAFT_ITEMS),
        holders=(f"{BUREAU}/approval/handler", f"{OFFICE}/disclosure/clerk"),
    ),
    DemoRole(
        code="publication_head",
        name="主动公开初审岗",
        permissions=(READ_ITEMS, KEEP_CATALOGUE),
        holders=(f"{BUREAU}/approval/head", f"{OFFICE}/disclosure/head"),
    ),
    DemoRole(
        code="secrecy_reviewer",
        name="保密审查岗",
        permissions=(READ_ITEMS, REVIEW_SECRECY),
        holders=(f"{BUREAU}/law/head", f"{OFFICE}/secretariat-one/head"),
    ),
    DemoRole(
        code="publication_lawyer",
        name="合法性审查岗",
        permissions=(READ_ITEMS,),
        holders=(f"{BUREAU}/law/head", f"{OFFICE}/secretariat-two/head"),
    ),
    DemoRole(
        code="publication_signer",
        name="主动公开签发岗",
        permissions=(READ_ITEMS, SIGN_ITEMS),
        holders=(f"{BUREAU}/deputy", f"{OFFICE}/deputy"),
    ),
    DemoRole(
        code="report_compiler",
        name="公开年报编制岗",
        permissions=(READ_REPORTS, COMPILE_REPORTS),
        holders=(f"{BUREAU}/approval/head",),
    ),
    DemoRole(
        code="report_signer",
        name="公开年报签发岗",
        permissions=(READ_REPORTS, SIGN_REPORTS),
        holders=(f"{BUREAU}/deputy",),
    ),
    DemoRole(
        code="report_overseer",
        name="政府信息公开主管岗",
        permissions=(READ_REPORTS, COMPILE_REPORTS),
        holders=(f"{OFFICE}/disclosure/head",),
        reach=own_region,
    ),
    DemoRole(
        code="report_chief",
        name="政府信息公开主管负责人",
        permissions=(READ_REPORTS, SIGN_REPORTS),
        holders=(f"{OFFICE}/deputy",),
        reach=own_region,
    ),
)
