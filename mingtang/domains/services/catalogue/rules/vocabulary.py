"""Code lists of GB/T 39046-2020 annex A that columns and validators need; the full ones stand in item.yaml."""

from collections.abc import Mapping

TASK_TYPES: Mapping[str, str] = {
    "00": "行政权力事项",
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
PERMIT = "01"

USE_LEVELS: Mapping[str, str] = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "乡镇（街道）级",
    "6": "村（社区）级",
    "7": "分级管理",
}
PROJECT_TYPES: Mapping[str, str] = {"1": "即办件", "2": "承诺件", "9": "其他"}
IMMEDIATE, PROMISED = "1", "2"

UNITS: Mapping[str, str] = {"working_days": "个工作日", "natural_days": "日", "months": "个月"}

PERSON_SERVED = "1"
ENTERPRISES_SERVED = frozenset("2346")


def limit_words(amount: int | None, unit: str, *, immediate: bool = False) -> str:
    """A limit in words, `5个工作日`; `当场办结` for immediate items; empty when there is none."""
    if immediate and not amount:
        return "当场办结"
    return "" if amount is None else f"{amount}{UNITS.get(unit, '个工作日')}"
