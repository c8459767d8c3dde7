"""What the inspection of government sites expects of columns and marks. Pure decisions."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

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
    "guides": Duty("办事指南", None),
    "community": Duty("社区生活", 183),
    "techniques": Duty("实用技术", 183),
    "prices": Duty("市场行情", 14),
    "training": Duty("培训动态", 183),
    "answers": Duty("专家答疑", 183),
    "videos": Duty("视频点播", 365),
    "other": Duty("其他", 365),
}
"""Types of columns. Cycles of two weeks and six months: 政府网站与政务新媒体检查指标, 国办秘函〔2019〕19号 (单项否决：栏目不更新).

The year of 人事, 规划 and others, and the cycles of the channels of communities and of agriculture, are the practice of
the domain file; a column may set its own cycle.
"""
ABOUT_THE_SITE = "site"
"""The column with the statements of the site itself (关于我们, 法律声明): it stands at the foot of pages, not in their navigation."""

FED_BY_DIRECTORY = {"leaders", "functions"}
"""Types of columns that show what the directory knows: they need no article to be full."""

COLUMN_TYPES = [(code, duty.label) for code, duty in DUTIES.items()]

INTERPRETATION_FORMS = [
    ("text", "文字"), ("graphic", "图解"), ("video", "视频"), ("expert", "专家"), ("media", "媒体"),
]  # fmt: skip
"""How a document is explained to the public: 政府网站发展指引 (国办发〔2017〕47号) 解读回应."""

LANGUAGES = [
    ("zh-hans", "简体中文"), ("en", "English"), ("ug", "ئۇيغۇرچە"), ("bo", "བོད་ཡིག"), ("kk-arab", "قازاقشا"),
]  # fmt: skip
"""Languages of sites, each in its own words; traditional characters are made from every page."""

RIGHT_TO_LEFT = {"ug", "kk-arab"}
LANGUAGE_TAGS = {"zh-hans": "zh-Hans", "en": "en", "ug": "ug", "bo": "bo", "kk-arab": "kk-Arab"}
"""Language tags of BCP 47."""


def is_site_code(text: str) -> bool:
    """Whether `text` has the form of a 标识码 of a local government site."""
    return bool(SITE_CODE.fullmatch(text))


def cycle_of(column_type: str) -> int | None:
    """The usual days after which a column of this type is stale. Raises KeyError for an unknown type."""
    return DUTIES[column_type].cycle_days


def stale_before(now: datetime, cycle_days: int) -> datetime:
    """A column with this cycle whose newest article is older than the answer is stale (栏目不更新)."""
    return now - timedelta(days=cycle_days)


class Validity(Enum):
    """Whether a document holds today."""

    COMING = "尚未施行"
    IN_FORCE = "有效"
    OVER = "失效"


def validity_of(effective_on: date | None, valid_until: date | None, today: date) -> Validity:
    """The last day of validity still counts; without dates a document holds from its publication on."""
    if effective_on and effective_on > today:
        return Validity.COMING
    return Validity.OVER if valid_until and valid_until < today else Validity.IN_FORCE
