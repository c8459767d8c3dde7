"""What a reply must rest on.

Source: 政府信息公开条例 (State Council Decree 711), articles 30 to 36.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What a reply must rest on: whether the request was corrected, a third party was heard, an earlier reply is
    named, the applicant was asked for his reasons and has given them or let the time pass.
    """

    corrected: bool = False
    third_party_heard: bool = False
    earlier_number: str = ""
    reasons_heard: bool = False


def why_not_reply(code: str, facts: Facts) -> str:
    """Why a reply of this kind cannot be given yet; empty when it can."""
    if code == "unable.unclear" and not facts.corrected:
        return "申请内容不明确的，应先告知补正；补正后仍不明确的才能这样答复（第三十条、第三十六条）。"
    if code == "denied.third_party" and not facts.third_party_heard:
        return "以第三方合法权益为由不予公开的，应先书面征求第三方意见（第三十二条）。"
    if code == "not_handled.repeat" and not facts.earlier_number:
        return "请填写此前答复的文号。"
    if code == "not_handled.mass" and not facts.reasons_heard:
        return "应先要求申请人说明理由；理由不合理，或者逾期不说明的，才能不予处理（第三十五条）。"
    if code in {"other.no_correction", "other.no_fee"}:
        return "逾期不补正、逾期未缴费的，请在相应步骤登记。"
    return ""
