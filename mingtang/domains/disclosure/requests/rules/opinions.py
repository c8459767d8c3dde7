"""Whose opinion is asked, and what an answer, or silence, means.

Source: 政府信息公开条例 (State Council Decree 711), articles 32 to 34.
"""

from enum import StrEnum


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
