"""Who asks, by which way, and how the information is wanted.

Source: 政府信息公开条例 (State Council Decree 711), articles 27 to 31.
"""

from enum import StrEnum


class Channel(StrEnum):
    """How a request comes in; the names are those of the statutes, which count from another day for each (article 31)."""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    LETTER = "letter"
    ONLINE = "online"


CHANNELS = {
    Channel.IN_PERSON: "当面提交",
    Channel.REGISTERED_MAIL: "挂号或特快专递",
    Channel.LETTER: "平常信函",
    Channel.ONLINE: "互联网或传真",
}
ORIGINS = {
    Channel.IN_PERSON: "提交之日",
    Channel.REGISTERED_MAIL: "签收之日",
    Channel.LETTER: "与申请人确认之日",
    Channel.ONLINE: "双方确认之日",
}
"""Which day is the day of receipt (第三十一条)."""


class Applicant(StrEnum):
    """Who asks: the columns of table 3 of the annual report."""

    PERSON = "person"
    COMPANY = "company"
    RESEARCH = "research"
    CHARITY = "charity"
    LEGAL_SERVICE = "legal_service"
    OTHER = "other"


APPLICANTS = {
    Applicant.PERSON: "公民",
    Applicant.COMPANY: "商业企业",
    Applicant.RESEARCH: "科研机构",
    Applicant.CHARITY: "社会公益组织",
    Applicant.LEGAL_SERVICE: "法律服务机构",
    Applicant.OTHER: "其他组织",
}
WAYS = {"mail": "邮寄", "email": "电子邮件", "pickup": "当面领取", "fax": "传真", "online": "网站"}
"""How the information is wanted (获取方式)."""
CARRIERS = {"paper": "纸质", "electronic": "电子", "disc": "光盘", "copy": "抄录"}
"""On what it is wanted (形式)."""


def clause_of(channel: Channel) -> str:
    """The clause that says which day is the day of receipt."""
    return _CLAUSES[channel]


_CLAUSES = {
    Channel.IN_PERSON: "第三十一条第（一）项",
    Channel.REGISTERED_MAIL: "第三十一条第（二）项",
    Channel.LETTER: "第三十一条第（二）项",
    Channel.ONLINE: "第三十一条第（三）项",
}
