"""How letters reach people, and when a third party must have been told before a reply goes out.

Source: 政府信息公开条例, articles 32 and 40; 民事诉讼法 articles 87 to 95 for the ways of service (applied by analogy, unconfirmed).
"""

from enum import StrEnum


class Way(StrEnum):
    """How a letter was served."""

    IN_PERSON = "in_person"
    MAIL = "mail"
    EMAIL = "email"
    FAX = "fax"
    ONLINE = "online"
    OTHER = "other"


SERVICE_WAYS = {
    Way.IN_PERSON: "当面送达",
    Way.MAIL: "邮寄送达",
    Way.EMAIL: "电子邮件",
    Way.FAX: "传真",
    Way.ONLINE: "网站下载",
    Way.OTHER: "其他方式",
}
EVIDENCE = {
    Way.IN_PERSON: "签收人",
    Way.MAIL: "邮件号和签收情况",
    Way.EMAIL: "邮箱和发送、回执时间",
    Way.FAX: "传真号和确认时间",
    Way.ONLINE: "下载或者查看的时间",
    Way.OTHER: "送达情况",
}
"""What proves each way."""


def why_not_disclose(kind: str, *, untold: bool) -> str:
    """Why a reply that discloses cannot be signed; `untold`: a third party refused and was not told of the decision."""
    if kind in {"granted", "partial"} and untold:
        return "第三方不同意公开的，决定公开以前应当将公开的内容和理由书面告知第三方（第三十二条）。"
    return ""
