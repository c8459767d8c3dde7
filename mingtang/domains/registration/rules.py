"""Pure rules of registration (trust.md 2, 3, 6, 15)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mingtang.lib.crypto.revocation import Reason


class Kind(StrEnum):
    """What an application asks for."""

    NEW = "new"
    RENEW = "renew"
    REPLACE = "replace"
    MODIFY = "modify"
    REVOKE = "revoke"
    THAW = "thaw"


KINDS: dict[str, str] = {
    Kind.NEW: "新申",
    Kind.RENEW: "更新",
    Kind.REPLACE: "补办",
    Kind.MODIFY: "变更",
    Kind.REVOKE: "注销",
    Kind.THAW: "解冻",
}
ISSUING = frozenset({Kind.NEW, Kind.RENEW, Kind.REPLACE, Kind.MODIFY})
"""Those that end with a new certificate, so that a request (PKCS#10) is needed."""

REVOCATIONS: dict[int, str] = {
    Reason.KEY_COMPROMISE: "密钥泄露或介质丢失",
    Reason.AFFILIATION_CHANGED: "调离或隶属变更",
    Reason.CESSATION_OF_OPERATION: "停止使用",
    Reason.PRIVILEGE_WITHDRAWN: "资格被取消",
}
"""Why somebody may ask to have a certificate revoked (RFC 5280 5.3.1)."""
CASE_TYPE = "certificate-application"


class HolderKind(StrEnum):
    """Whom a certificate is for."""

    OFFICER = "officer"
    ORGAN = "organ"
    PERSON = "person"
    LEGAL = "legal"
    SERVER = "server"
    DEVICE = "device"


HOLDER_KINDS: dict[str, str] = {
    HolderKind.OFFICER: "工作人员",
    HolderKind.ORGAN: "机构",
    HolderKind.PERSON: "个人",
    HolderKind.LEGAL: "法人",
    HolderKind.SERVER: "服务器",
    HolderKind.DEVICE: "设备",
}
OF_ACCOUNTS = frozenset({HolderKind.OFFICER, HolderKind.PERSON, HolderKind.LEGAL})
"""Those that belong to somebody who signs in; the others belong to an organ."""
OF_THINGS = frozenset({HolderKind.SERVER, HolderKind.DEVICE})

PROFILES: dict[HolderKind, tuple[str, str]] = {
    HolderKind.OFFICER: ("officer-signing", "officer-encryption"),
    HolderKind.ORGAN: ("organ-signing", "organ-encryption"),
    HolderKind.PERSON: ("person-signing", "person-encryption"),
    HolderKind.LEGAL: ("organ-signing", "organ-encryption"),
    HolderKind.SERVER: ("server-signing", ""),
    HolderKind.DEVICE: ("device", ""),
}
"""Profiles by holder: to sign with, and to encrypt for, empty where there is one certificate only."""


def holder_kind_of(profile: str, *, has_account: bool) -> HolderKind | None:
    """Whom a certificate of this profile is for; None where nobody applies for such (roots, offices)."""
    fitting = [kind for kind, (signing, _) in PROFILES.items() if signing == profile]
    return next((kind for kind in fitting if (kind in OF_ACCOUNTS) == has_account), None)


class Stage(StrEnum):
    """Where an application stands; follows its case."""

    SUPPLY = "supply"
    CHECK = "check"
    REVIEW = "review"
    ISSUE = "issue"
    RECOVER = "recover"
    COLLECT = "collect"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STAGES: dict[str, str] = {
    Stage.SUPPLY: "待交申请文件",
    Stage.CHECK: "身份核验",
    Stage.REVIEW: "审核",
    Stage.ISSUE: "待签发",
    Stage.RECOVER: "密钥恢复",
    Stage.COLLECT: "待下载",
    Stage.DONE: "已完成",
    Stage.REFUSED: "不予办理",
    Stage.WITHDRAWN: "已撤回",
}
OVER = frozenset({Stage.DONE, Stage.REFUSED, Stage.WITHDRAWN})
BEFORE_ISSUE = frozenset({Stage.SUPPLY, Stage.CHECK, Stage.REVIEW, Stage.ISSUE})
"""While an application is here, who has applied may withdraw it."""

AGREE, CORRECT, REFUSE = "同意", "退回补正", "不予办理"
PASS, SUPPLIED, CARRIED_OUT, RECOVERED, IMPORTED = "通过", "已提交", "已签发", "已恢复", "已导入"
"""Outcomes of steps."""


def stage_of(open_nodes: tuple[str, ...], *, status: str, last_outcome: str) -> Stage:
    """The stage that the open steps of a case mean, or, where none is open, how it ended."""
    if status == "completed":
        return Stage.REFUSED if last_outcome == REFUSE else Stage.DONE
    if status in {"terminated", "voided", "failed"}:
        return Stage.WITHDRAWN
    return Stage(open_nodes[0]) if open_nodes else Stage.CHECK


RENEWABLE_FROM = timedelta(days=90)
REMIND_AT = (60, 30, 7)
"""Days before the end of a certificate: renewal from, reminders at (trust.md 6, design)."""


def why_not_renewable(not_after: datetime, now: datetime) -> str:
    """Why a certificate that ends at `not_after` is not renewed now, "" when it may be."""
    if now > not_after:
        return "证书已过期，请申请新证书。"
    if now < not_after - RENEWABLE_FROM:
        return f"有效期届满前 {RENEWABLE_FROM.days} 天内才可以更新。"
    return ""


def reminder_due(not_after: datetime, now: datetime) -> int | None:
    """The reminder that belongs to this moment: the least of `REMIND_AT` that is not below the days left; None before all."""
    left = (not_after - now).days
    return min((days for days in REMIND_AT if left < days), default=None) if now <= not_after else None


CODE_TRIES = 5
"""After so many wrong tries reference number and authorisation code hold no more."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who has laid a hand on an application: an account, and the person behind it, if there is one."""

    account_id: int | None
    person_id: int | None

    def is_same_as(self, other: "Hand") -> bool:
        """Whether both are one human being, through whichever accounts."""
        if self.account_id is not None and self.account_id == other.account_id:
            return True
        return self.person_id is not None and self.person_id == other.person_id


@dataclass(frozen=True, slots=True)
class Hands:
    """Everybody who stands behind an application so far: who asks and whom it is for; who entered it; who checked it."""

    applicants: tuple[Hand, ...]
    entered_by: Hand
    checked_by: tuple[Hand, ...] = ()
    reviewed_by: Hand | None = None


OFFICERS_STEPS = frozenset({"check", "review", "issue", "recover"})


def why_not_officer(node: str, officer: Hand, hands: Hands) -> str:
    """Why `officer` must not do a step of an application, "" when he may (trust.md 2: 录入 and 审核 differ).

    Nobody has a hand in his own certificate. Who entered an application, or checked the identity, neither reviews nor
    issues: so one officer alone never brings a certificate about.
    """
    if node not in OFFICERS_STEPS:
        return ""
    if any(officer.is_same_as(each) for each in hands.applicants):
        return "申请人、持有人不能办理自己的证书申请。"
    if node in {"review", "issue", "recover"}:
        if officer.is_same_as(hands.entered_by):
            return "录入人不能审核、签发自己录入的申请，请由另一名工作人员办理。"
        if any(officer.is_same_as(each) for each in hands.checked_by):
            return "身份核验人不能审核、签发同一申请，请由另一名工作人员办理。"
    return ""


def why_not_two_officers(hands: Hands) -> str:
    """Why a certificate must not come about yet: the check and the review of two different officers are wanted."""
    if not hands.checked_by:
        return "申请还没有经过身份核验。"
    if hands.reviewed_by is None:
        return "申请还没有审核通过。"
    return why_not_officer("review", hands.reviewed_by, hands)
