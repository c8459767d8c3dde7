"""Pure rules of disclosure on request: who asks, by which way, how a request stands, what a reply must rest on.

Source: 政府信息公开条例 (State Council Decree 711), articles 27 to 42; domain notes disclosure.md, section 3.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

CASE_TYPE = "disclosure-request"


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


class State(StrEnum):
    """How a request stands (disclosure.md 3.3). That it was extended is a date of its own beside them."""

    SUBMITTED = "submitted"
    REGISTERED = "registered"
    IN_PROCESS = "in_process"
    CORRECTING = "correcting"
    THIRD_PARTY = "third_party"
    CONSULTING = "consulting_organ"
    FEE_NOTICE = "fee_notice"
    REVIEWING = "drafting_reply"
    SIGNED = "signed"
    REPLIED = "replied"
    TOLD = "wrong_channel"
    LAPSED = "lapsed"
    LAPSED_FEE = "lapsed_fee"
    WITHDRAWN = "withdrawn"


STATES = {
    State.SUBMITTED: "待登记",
    State.REGISTERED: "已登记",
    State.IN_PROCESS: "办理中",
    State.CORRECTING: "补正中",
    State.THIRD_PARTY: "征求第三方意见",
    State.CONSULTING: "征求其他机关意见",
    State.FEE_NOTICE: "待缴费",
    State.REVIEWING: "答复审签",
    State.SIGNED: "待送达",
    State.REPLIED: "已答复",
    State.TOLD: "已告知其他渠道",
    State.LAPSED: "逾期不补正",
    State.LAPSED_FEE: "逾期未缴费",
    State.WITHDRAWN: "已撤回",
}


class Node(StrEnum):
    """Steps of the process that people do."""

    CONFIRM = "confirm"
    HANDLE = "handle"
    CORRECT = "correct"
    CONSULT = "consult"
    PAY = "pay"
    REVIEW = "review"
    SIGN = "sign"
    DELIVER = "deliver"


REGISTERED, WRONG_CHANNEL = "登记", "告知其他渠道"
ASK_CORRECTION, ASK_OPINION, ASK_FEE, DRAFTED = "要求补正", "征求意见", "通知收费", "报送审查"
CORRECTED, NOT_CORRECTED = "收到补正", "逾期不补正"
CONSULTED = "意见收齐"
PAID, NOT_PAID = "已缴费", "逾期未缴费"
AGREED, SIGNED, BACK = "同意", "签发", "退回修改"
DELIVERED = "已送达"

OUTCOMES: dict[Node, tuple[str, ...]] = {
    Node.CONFIRM: (REGISTERED, WRONG_CHANNEL),
    Node.HANDLE: (DRAFTED, ASK_CORRECTION, ASK_OPINION, ASK_FEE),
    Node.CORRECT: (CORRECTED, NOT_CORRECTED),
    Node.CONSULT: (CONSULTED,),
    Node.PAY: (PAID, NOT_PAID),
    Node.REVIEW: (AGREED, BACK),
    Node.SIGN: (SIGNED, BACK),
    Node.DELIVER: (DELIVERED,),
}
_AT = {
    Node.CONFIRM: State.SUBMITTED, Node.CORRECT: State.CORRECTING, Node.PAY: State.FEE_NOTICE,
    Node.REVIEW: State.REVIEWING, Node.SIGN: State.REVIEWING, Node.DELIVER: State.SIGNED,
}  # fmt: skip
_ENDS = {
    DELIVERED: State.REPLIED,
    NOT_CORRECTED: State.LAPSED,
    NOT_PAID: State.LAPSED_FEE,
    WRONG_CHANNEL: State.TOLD,
}


def state_at(nodes: Collection[str], outcome: str, *, asks_third_party: bool) -> State:
    """How a running request stands whose open steps are `nodes`, after a step ended with `outcome`."""
    node = Node(next(iter(nodes)))
    if node is Node.CONSULT:
        return State.THIRD_PARTY if asks_third_party else State.CONSULTING
    if node is Node.HANDLE:
        return State.REGISTERED if outcome == REGISTERED else State.IN_PROCESS
    return _AT[node]


def state_at_end(outcome: str) -> State:
    """How a request stands whose case has ended; one that ended otherwise than by its last step was withdrawn."""
    return _ENDS.get(outcome, State.WITHDRAWN)


OVER = frozenset({State.REPLIED, State.TOLD, State.LAPSED, State.LAPSED_FEE, State.WITHDRAWN})


class Asked(StrEnum):
    """Whose opinion is asked (articles 32 and 34)."""

    THIRD_PARTY = "third_party"
    CO_MAKER = "co_maker"
    ORGAN = "organ"


ASKED = {
    Asked.THIRD_PARTY: "第三方（商业秘密、个人隐私）",
    Asked.CO_MAKER: "共同制作机关",
    Asked.ORGAN: "其他有关机关",
}
PAUSES = {Asked.THIRD_PARTY: "third_party", Asked.CO_MAKER: "consulting_organ", Asked.ORGAN: "consulting_organ"}
"""The kind of pause of the reply's limit (第三十三条第三款)."""
ANSWERS = {
    Asked.THIRD_PARTY: "disclosure.third_party_answer",
    Asked.CO_MAKER: "disclosure.co_maker_answer",
    Asked.ORGAN: "disclosure.co_maker_answer",
}
"""The limit in which each answers. That of organs which did not make the information with us is practice, not law."""


class Opinion(StrEnum):
    """What was answered."""

    AGREES = "agrees"
    REFUSES = "refuses"
    SILENT = "silent"


OPINIONS = {Opinion.AGREES: "同意公开", Opinion.REFUSES: "不同意公开", Opinion.SILENT: "逾期未答复"}


def meaning_of(asked: Asked, opinion: Opinion) -> str:
    """What an answer, or silence, means in law. The silence of a third party is neither consent nor refusal."""
    if opinion is Opinion.AGREES:
        return "同意公开，可以公开。"
    if asked is Asked.THIRD_PARTY:
        if opinion is Opinion.SILENT:
            return "逾期未提出意见，由本机关依照条例决定是否公开（第三十二条）。"
        return "不同意且有合理理由的，不予公开；不公开可能对公共利益造成重大影响的，可以公开并书面告知第三方（第三十二条）。"
    if opinion is Opinion.SILENT and asked is Asked.CO_MAKER:
        return "逾期未提出意见，视为同意公开（第三十四条）。"
    if opinion is Opinion.SILENT:
        return "没有答复，由本机关决定。"
    return "不同意公开，由本机关依照条例决定。"


@dataclass(frozen=True)
class Facts:
    """What a reply must rest on: whether the request was corrected, a third party was heard, an earlier reply is named."""

    corrected: bool = False
    third_party_heard: bool = False
    earlier_number: str = ""


def why_not_reply(code: str, facts: Facts) -> str:
    """Why a reply of this kind cannot be given yet; empty when it can."""
    if code == "unable.unclear" and not facts.corrected:
        return "申请内容不明确的，应先告知补正；补正后仍不明确的才能这样答复（第三十条、第三十六条）。"
    if code == "denied.third_party" and not facts.third_party_heard:
        return "以第三方合法权益为由不予公开的，应先书面征求第三方意见（第三十二条）。"
    if code == "not_handled.repeat" and not facts.earlier_number:
        return "请填写此前答复的文号。"
    if code in {"other.no_correction", "other.no_fee"}:
        return "逾期不补正、逾期未缴费的，请在相应步骤登记。"
    return ""


MANY_A_MONTH = 10
"""Requests of one applicant to an organ in a month beyond which clerks are told to look: the pieces that are free of
charge (国办函〔2020〕109号). The law names no number; whether it is excessive is for people to judge (第三十五条)."""


def likeness(one: str, other: str) -> float:
    """How alike two texts are: the share of pairs of neighbouring characters they have in common, 0 to 1 (Jaccard)."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _pairs(text: str) -> set[str]:
    plain = "".join(character for character in text if character.isalnum())
    return {plain[place : place + 2] for place in range(len(plain) - 1)}
