"""Pure rules of calls for opinions: kinds of drafts, ages, treatments (portal.md 5)."""

KINDS = {"decision": "重大行政决策", "normative": "行政规范性文件", "ordinary": "其他事项"}
"""What is decided on; each kind has its own least time in the statutes."""
AGES = {"under18": "18 岁以下", "18to35": "18 至 35 岁", "36to59": "36 至 59 岁", "over60": "60 岁以上"}
ADOPTED, PARTLY, DECLINED = "adopted", "partly", "declined"
TREATMENTS = {ADOPTED: "采纳", PARTLY: "部分采纳", DECLINED: "未采纳"}


def needs_reason(treatment: str) -> bool:
    """Whether people are owed the reason: always, unless all of it was taken up."""
    return treatment != ADOPTED
