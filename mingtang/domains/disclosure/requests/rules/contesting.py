"""Reconsideration and litigation over requests: the courses and results of table 4 of the annual report.

Source: 政府信息公开工作年度报告格式 (国办公开办函〔2021〕30号), table 4; 行政复议法 article 23; domain notes disclosure.md, section 4.
"""

from datetime import date
from enum import StrEnum


class Course(StrEnum):
    """By which way a request is contested."""

    REVIEW = "review"
    SUIT = "suit"
    SUIT_AFTER_REVIEW = "suit_after_review"


COURSES = {
    Course.REVIEW: "行政复议",
    Course.SUIT: "行政诉讼（未经复议直接起诉）",
    Course.SUIT_AFTER_REVIEW: "行政诉讼（复议后起诉）",
}


class Result(StrEnum):
    """How it ended, or that it has not."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"
    PENDING = "pending"


RESULTS = {
    Result.UPHELD: "结果维持",
    Result.CORRECTED: "结果纠正",
    Result.OTHER: "其他结果",
    Result.PENDING: "尚未审结",
}


def result_on(day: date, ended_on: date | None, result: str) -> Result:
    """How it stood at the end of `day`: what ended later was still pending."""
    return Result(result) if ended_on and ended_on <= day else Result.PENDING


def why_not_contest(course: Course, *, reviewed: bool) -> str:
    """Why such a course cannot be recorded; empty when it can."""
    if course is Course.SUIT_AFTER_REVIEW and not reviewed:
        return "复议后起诉的，请先登记行政复议和结果。"
    return ""
