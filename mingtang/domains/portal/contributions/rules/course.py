"""States of submissions and bulletins in words."""

from enum import StrEnum


class SubmissionState(StrEnum):
    """What became of a submission."""

    SUBMITTED = "submitted"
    ADOPTED = "adopted"
    MERGED = "merged"
    FORWARDED = "forwarded"
    DECLINED = "declined"


SUBMISSION_STATES = {
    SubmissionState.SUBMITTED: "待处理",
    SubmissionState.ADOPTED: "采用",
    SubmissionState.MERGED: "综合采用",
    SubmissionState.FORWARDED: "向上报送",
    SubmissionState.DECLINED: "未采用",
}
TAKEN = frozenset({SubmissionState.ADOPTED, SubmissionState.MERGED, SubmissionState.FORWARDED})


class BulletinState(StrEnum):
    """Where a bulletin stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    CLOSED = "closed"


BULLETIN_STATES = {
    BulletinState.DRAFT: "待签发",
    BulletinState.APPROVED: "待印发",
    BulletinState.PUBLISHED: "已印发",
    BulletinState.CLOSED: "已办结",
}
