"""Pure rules of proactive disclosure: how an item stands, what it must say, how its text is read, whether it is in force.

Source: 政府信息公开条例 (State Council Decree 711), articles 19 to 26; domain notes disclosure.md, section 2.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mingtang.lib.digests import canonical_json, sm3_hex

CASE_TYPE = "disclosure-publication"
INDEX = "disclosure-index"
"""The kind of number that index numbers are issued as (索引号)."""
ATTACHED_TO = "disclosure_catalogue.informationitem"
"""The label under which files are attached to items."""
SUMMARY_MOST, KEYWORDS_LEAST, KEYWORDS_MOST = 1500, 3, 8


class State(StrEnum):
    """How an item stands between its draft and the public."""

    DRAFTING = "drafting"
    UNIT_REVIEW = "unit_review"
    SECRECY_REVIEW = "secrecy_review"
    REFERRED = "referred"
    THIRD_PARTY = "third_party"
    LEGAL_REVIEW = "legal_review"
    SIGN = "sign"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published"
    WITHDRAWN = "withdrawn"


STATES = {
    State.DRAFTING: "拟稿",
    State.UNIT_REVIEW: "科室初审",
    State.SECRECY_REVIEW: "保密审查",
    State.REFERRED: "报请确定",
    State.THIRD_PARTY: "征求意见",
    State.LEGAL_REVIEW: "合法性审查",
    State.SIGN: "签发",
    State.SCHEDULED: "待发布",
    State.PUBLISHED: "已公开",
    State.NOT_PUBLISHED: "不予公开",
    State.WITHDRAWN: "已撤下",
}
NUMBERED = frozenset({State.PUBLISHED, State.WITHDRAWN})
"""States in which an item has its index number, for ever."""
REVIEWED = frozenset({State.SCHEDULED, State.PUBLISHED})
"""States that need a review of exactly what the item says."""


class Step(StrEnum):
    """Steps of the process that people do."""

    DRAFT = "draft"
    UNIT = "unit"
    SECRECY = "secrecy"
    REFER = "refer"
    OPINION = "opinion"
    LEGAL = "legal"
    SIGN = "sign"


SUBMITTED, AGREED, BACK, ANSWERED, SIGNED = "送审", "同意", "退回修改", "已确定", "签发"
MAY_OPEN, DELETE_FIRST, NOT_OPEN, UNCERTAIN = "可以公开", "删减后公开", "不予公开", "不能确定，报请确定"
OUTCOMES: dict[Step, tuple[str, ...]] = {
    Step.DRAFT: (SUBMITTED,),
    Step.UNIT: (AGREED, BACK),
    Step.SECRECY: (MAY_OPEN, DELETE_FIRST, NOT_OPEN, UNCERTAIN),
    Step.REFER: (ANSWERED,),
    Step.OPINION: (MAY_OPEN, NOT_OPEN),
    Step.LEGAL: (AGREED, BACK),
    Step.SIGN: (SIGNED, BACK),
}
AT = {
    Step.DRAFT: State.DRAFTING, Step.UNIT: State.UNIT_REVIEW, Step.SECRECY: State.SECRECY_REVIEW,
    Step.REFER: State.REFERRED, Step.OPINION: State.THIRD_PARTY, Step.LEGAL: State.LEGAL_REVIEW, Step.SIGN: State.SIGN,
}  # fmt: skip
"""How an item stands at each step."""
BY_OTHERS = frozenset({Step.UNIT, Step.SECRECY, Step.LEGAL, Step.SIGN})
"""Steps that whoever drafted may not do."""


class Validity(StrEnum):
    """Whether a document is in force (有效性)."""

    VALID = "valid"
    AMENDED = "amended"
    PARTLY = "partly"
    LAPSED = "lapsed"
    REPEALED = "repealed"


VALIDITIES = {
    Validity.VALID: "有效",
    Validity.AMENDED: "已修改",
    Validity.PARTLY: "部分失效",
    Validity.LAPSED: "失效",
    Validity.REPEALED: "废止",
}
TONES = {
    Validity.VALID: "good", Validity.AMENDED: "warn", Validity.PARTLY: "warn", Validity.LAPSED: "off",
    Validity.REPEALED: "off",
}  # fmt: skip
OUT_OF_FORCE = frozenset({Validity.LAPSED, Validity.REPEALED})
OPEN, ON_REQUEST, CLOSED = "open", "on_request", "closed"
OPENNESS = {OPEN: "主动公开", ON_REQUEST: "依申请公开", CLOSED: "不予公开"}
KINDS = {"": "一般信息", "rule": "规章", "normative": "行政规范性文件", "policy": "其他政策文件"}
"""What a document is for the policy library and for table 2 of the annual report."""
POLICIES = ("rule", "normative", "policy")
GENRES = {
    "order": "命令（令）", "decision": "决定", "resolution": "决议", "announcement": "公告", "notice_public": "通告",
    "bulletin": "公报", "opinion": "意见", "notice": "通知", "circular": "通报", "report": "报告", "request": "请示",
    "approval": "批复", "bill": "议案", "letter": "函", "minutes": "纪要", "other": "其他",
}  # fmt: skip
"""Genres (体裁): 党政机关公文处理工作条例第八条, with 其他."""
AUDIENCES = {"citizens": "公民", "enterprises": "企业", "organs": "机关"}
SCOPES = {"society": "社会", "group": "特定群体"}
CARRIERS = {
    "site": "网站", "gazette": "公报", "press": "新闻发布会", "board": "公告栏", "screen": "电子屏", "reading": "查阅点",
}  # fmt: skip
LANGUAGES = {"zh-hans": "简体中文", "en": "English", "ug": "ئۇيغۇرچە"}
NOT_SECRET = "none"  # noqa: S105 - a grade, no password
SECRECY = {NOT_SECRET: "非密", "secret": "秘密", "confidential": "机密", "top": "绝密"}


def why_not_a_draft(said: Mapping[str, Any]) -> tuple[str, str] | None:
    """What stands against metadata, as sentence and field; None when they are in order (2.3)."""
    faults = (
        (said["secrecy"] != NOT_SECRET, "国家秘密不得在本系统拟稿和公开，请按保密规定办理。", "secrecy"),
        ("\n" in said["title"], "标题不能换行，副标题请另外填写。", "title"),
        (said["openness"] != OPEN and not said["exempt_reason"].strip(), "不主动公开的，请写明理由。", "exempt_reason"),
        (not KEYWORDS_LEAST <= len(said["keywords"]) <= KEYWORDS_MOST, "关键词填写 3 至 8 个。", "keywords"),
        (len(said["summary"]) > SUMMARY_MOST, "内容概述不超过 1500 字。", "summary"),
        (bool(said["doc_no"]) and not is_document_number(said["doc_no"]), _DOC_NO_FAULT, "doc_no"),
        (_before(said["valid_to"], said["effective_on"]), "有效期不能早于施行日期。", "valid_to"),
    )
    return next(((sentence, field) for wrong, sentence, field in faults if wrong), None)


_DOC_NO_FAULT = "文号写作 机关代字〔年份〕序号号，年份用六角括号，序号不编虚位。"
_DOC_NO = re.compile(r"[^\s〔〕\[\]（）()]+〔[12]\d{3}〕[1-9]\d*号")


def is_document_number(text: str) -> bool:
    """Whether a document number, or each of several behind one another with 、, is written as GB/T 9704-2012 7.2.5 says."""
    return all(_DOC_NO.fullmatch(each) for each in text.split("、"))


def _before(one: date | None, other: date | None) -> bool:
    return bool(one and other and one < other)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text. `kind` is salutation, level-1, level-2, text, signature or annotation; a level-2 paragraph begins
    with its `lead`, the sentence that is its heading.
    """

    kind: str
    text: str
    lead: str = ""


_LEVEL_1 = re.compile(r"[一二三四五六七八九十]+、\S")
_LEVEL_2 = re.compile(r"（[一二三四五六七八九十]+）[^。；]{1,40}。")
_DATED = re.compile(r"[12]\d{3}年\d{1,2}月\d{1,2}日")


def paragraphs(body: str) -> list[Paragraph]:
    """A text as official documents are read (GB/T 9704-2012 7.3): headings by their numbers, the signature by its place."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    last = next((n for n in range(len(lines) - 1, -1, -1) if not _is_annotation(lines[n])), -1)
    ends = {last - 1, last} if last >= 0 and _DATED.fullmatch(lines[last]) else set()
    return [_paragraph(line, first=n == 0, signs=n in ends) for n, line in enumerate(lines)]


def _is_annotation(line: str) -> bool:
    return line.startswith("（此件") and line.endswith("）")


def _paragraph(line: str, *, first: bool, signs: bool) -> Paragraph:
    if signs:
        return Paragraph("signature", line)
    if first and line.endswith("："):
        return Paragraph("salutation", line)
    if _is_annotation(line):
        return Paragraph("annotation", line)
    if _LEVEL_1.match(line) and len(line) <= 40:
        return Paragraph("level-1", line)
    found = _LEVEL_2.match(line)
    return Paragraph("level-2", line[found.end() :], found.group()) if found else Paragraph("text", line)


def content_digest(said: Mapping[str, str], attachments: Iterable[Sequence[str]]) -> str:
    """SM3 of what the public would read: title, text and summary, and each attachment by name and digest, in order."""
    return sm3_hex(canonical_json({"said": dict(said), "attachments": [list(each) for each in attachments]}))


class Conclusion(StrEnum):
    """What a secrecy review comes to (保密审查结论)."""

    OPEN = "open"
    DELETE = "delete"
    CLOSED = "closed"
    UNCERTAIN = "uncertain"


CONCLUSIONS = {
    Conclusion.OPEN: MAY_OPEN,
    Conclusion.DELETE: DELETE_FIRST,
    Conclusion.CLOSED: NOT_OPEN,
    Conclusion.UNCERTAIN: UNCERTAIN,
}
CHECKS = {
    "secret": "国家秘密", "commercial": "商业秘密", "privacy": "个人隐私", "safety": "三安全一稳定",
    "internal": "内部事务、过程性信息", "other_organ": "需征求他机关意见", "superior": "需上级批准",
    "personal": "敏感个人信息未去标识化",
}  # fmt: skip
"""What the review form asks (政府信息公开保密审查表); checked means that the item contains it."""


def why_not_concluded(
    conclusion: str, found: Sequence[str], opinion: str, deletions: str, personal: Sequence[str] = ()
) -> tuple[str, str] | None:
    """What stands against a conclusion, as sentence and field; None when it rests on the form.

    `personal` are kinds of personal data that the program has met: whoever lets them pass says why.
    """
    if conclusion == Conclusion.OPEN and personal and not opinion.strip():
        return f"发现{'、'.join(personal)}。须公开的，请写明理由；不须公开的，请选择“删减后公开”。", "opinion"
    if conclusion == Conclusion.OPEN and found:
        names = "、".join(CHECKS[each] for each in found)
        return f"勾选了{names}，不能得出“可以公开”的结论。", "conclusion"
    if conclusion == Conclusion.DELETE and not deletions.strip():
        return "请写明需要删减的内容。", "deletions"
    if conclusion in {Conclusion.CLOSED, Conclusion.UNCERTAIN} and not opinion.strip():
        return "请写明理由。", "opinion"
    return None


def share(part: int, whole: int) -> str:
    """A share in per cent with one digit; a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "—"
