"""Stages of manuscripts, and who may not review what. Pure decisions (portal.md 3: 三审三校)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

CASE_TYPE = "manuscript"
SUBMITTED, ABANDONED = "送审", "作废"
PASSED, RETURNED = "通过", "退回修改"
RELEASED = "发布"


class Stage(StrEnum):
    DRAFT = "draft"
    REVIEW1 = "review1"
    REVIEW2 = "review2"
    REVIEW3 = "review3"
    PARALLEL = "parallel"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


STAGES = {
    Stage.DRAFT: "草稿",
    Stage.REVIEW1: "初审",
    Stage.REVIEW2: "复审",
    Stage.REVIEW3: "终审",
    Stage.PARALLEL: "并行审核",
    Stage.APPROVED: "待发",
    Stage.SCHEDULED: "已排期",
    Stage.PUBLISHED: "已发",
    Stage.WITHDRAWN: "已撤稿",
    Stage.ABANDONED: "已作废",
}
ENDED = frozenset({Stage.PUBLISHED, Stage.WITHDRAWN, Stage.ABANDONED})
"""Nobody works at these any more."""

REVIEWS = {1: "初审一校", 2: "复审二校", 3: "终审三校"}
RELEASE = 4
STEPS = {**REVIEWS, RELEASE: "发布"}
"""What needs somebody, by number: three reviews, and the release."""

HOLDERS = {1: "article_reviewer_1", 2: "article_reviewer_2", 3: "article_reviewer_3", RELEASE: "article_publisher"}
"""The roles that do these where a site says nothing else."""

REVIEW_OF = {"review1": 1, "review2": 2, "review3": 3, "fast1": 1, "fast2": 2, "fast3": 3}
"""The number of the review by the node of the process."""

WHAT_TO_LOOK_AT = {
    1: "核对事实、人名、职务、错别字和敏感表述。",
    2: "核对政策口径、内容完整、版权和个人信息。",
    3: "对全文负责，决定能否发布；涉及公开的信息先完成保密审查。",
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Who has laid a hand on a manuscript: an account, and the person behind it, if there is one."""

    account_id: int | None
    person_id: int | None = None

    def is_same_as(self, other: "Hand") -> bool:
        """Whether both are one human being, through whichever accounts."""
        if self.account_id is not None and self.account_id == other.account_id:
            return True
        return self.person_id is not None and self.person_id == other.person_id


def why_not_reviewer(number: int, reviewer: Hand, writers: Iterable[Hand], reviews: Iterable[tuple[int, Hand]]) -> str:
    """Why somebody must not do review `number`, "" when he may: not of what he wrote himself, and no two of the three."""
    if any(reviewer.is_same_as(each) for each in writers):
        return "撰写、修改过这份稿件的人不能审核"
    if any(reviewer.is_same_as(hand) for done, hand in reviews if done != number):
        return "同一份稿件的三次审核要由三个人分别完成，您已经做过其中一次"
    return ""


def stage_of(open_nodes: Collection[str], *, outcome: str, is_scheduled: bool) -> Stage:
    """The stage that follows from the open steps of the case; `outcome` is that of the last step."""
    if "release" in open_nodes:
        return Stage.SCHEDULED if is_scheduled else Stage.APPROVED
    if any(node.startswith("fast") for node in open_nodes):
        return Stage.PARALLEL
    if any(node.startswith("review") for node in open_nodes):
        return Stage(next(node for node in open_nodes if node.startswith("review")))
    if "write" in open_nodes:
        return Stage.DRAFT
    return Stage.PUBLISHED if outcome == RELEASED else Stage.ABANDONED


class Standing(StrEnum):
    """How an article stands with the public."""

    PUBLIC = "public"
    CORRECTED = "corrected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return STANDINGS[self]


STANDINGS = {
    Standing.PUBLIC: "公开",
    Standing.CORRECTED: "公开，更正过",
    Standing.EXPIRED: "已过有效期",
    Standing.WITHDRAWN: "已撤稿",
}


def standing_of(
    withdrawn_at: datetime | None, corrected_at: datetime | None, expire_at: datetime | None, now: datetime
) -> Standing:
    """How an article stands at `now`; what takes it away goes before what was changed."""
    if withdrawn_at is not None:
        return Standing.WITHDRAWN
    if expire_at is not None and expire_at <= now:
        return Standing.EXPIRED
    return Standing.CORRECTED if corrected_at is not None else Standing.PUBLIC


class Translation(StrEnum):
    """How a version in another language says what an article of the original says."""

    MISSING = "missing"
    OLDER = "older"
    UNDERWAY = "underway"
    DONE = "done"


TRANSLATIONS = {
    Translation.MISSING: "没有译文",
    Translation.OLDER: "译文较旧",
    Translation.UNDERWAY: "正在翻译",
    Translation.DONE: "已译",
}
