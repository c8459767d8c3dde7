"""What the inspection of government sites expects of columns and marks. Pure decisions."""

import re
from dataclasses import dataclass

SITE_CODE = re.compile(r"\d{10}")
"""政府网站标识码: six digits of the region and four of the site (国办发〔2017〕47号)."""


@dataclass(frozen=True)
class Duty:
    """How a type of column is called, and after how many days without an article it counts as stale; None: never by age."""

    label: str
    cycle_days: int | None


DUTIES = {
    "profile": Duty("概况信息", None),
    "functions": Duty("机构职能", None),
    "leaders": Duty("领导信息", None),
    "news": Duty("政务动态", 14),
    "department_news": Duty("部门（县区）动态", 14),
    "notices": Duty("通知公告", 183),
    "policies": Duty("政策文件", 183),
    "interpretation": Duty("政策解读", 183),
    "responses": Duty("回应关切", 183),
    "data": Duty("数据发布", 183),
    "personnel": Duty("人事信息", 365),
    "plans": Duty("规划计划", 365),
    "topic": Duty("专题专栏", None),
    "other": Duty("其他", 365),
}
"""Types of columns. Cycles of two weeks and six months: 政府网站与政务新媒体检查指标, 国办秘函〔2019〕19号 (单项否决：栏目不更新).

The year of 人事, 规划 and others is the practice of the domain file; a column may set its own cycle.
"""
COLUMN_TYPES = [(code, duty.label) for code, duty in DUTIES.items()]


def is_site_code(text: str) -> bool:
    """Whether `text` has the form of a 标识码 of a local government site."""
    return bool(SITE_CODE.fullmatch(text))


def cycle_of(column_type: str) -> int | None:
    """The usual days after which a column of this type is stale. Raises KeyError for an unknown type."""
    return DUTIES[column_type].cycle_days
