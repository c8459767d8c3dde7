"""Pure rules of interaction: stages, personal data in texts, words that are looked for (portal.md 5 and 6)."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class Stage(StrEnum):
    """Where a message stands."""

    SCREENING = "screening"
    CONFIRMING = "confirming"
    SIGNING = "signing"
    REPLYING = "replying"
    REVIEWING = "reviewing"
    PUBLISHING = "publishing"
    ANSWERED = "answered"
    INVALID = "invalid"
    REFERRED = "referred"
    ENDED = "ended"


STAGES: dict[str, str] = {
    Stage.SCREENING: "待受理",
    Stage.CONFIRMING: "待复核",
    Stage.SIGNING: "待签收",
    Stage.REPLYING: "办理中",
    Stage.REVIEWING: "答复审核",
    Stage.PUBLISHING: "待定公开",
    Stage.ANSWERED: "已答复",
    Stage.INVALID: "不予受理",
    Stage.REFERRED: "已指引",
    Stage.ENDED: "已终止",
}
NODES: dict[str, Stage] = {
    "screen": Stage.SCREENING,
    "confirm": Stage.CONFIRMING,
    "sign": Stage.SIGNING,
    "reply": Stage.REPLYING,
    "review": Stage.REVIEWING,
    "answer": Stage.ANSWERED,
    "publish": Stage.PUBLISHING,
}
"""Which stage an open step of the process means."""

VALID, INVALID, REFERRED = "valid", "invalid", "referred"
DISPATCH, REJECT, REFER = "转办", "无效", "转专门渠道"
VALIDITIES = {DISPATCH: VALID, REJECT: INVALID, REFER: REFERRED}
RETURN, AGREE, DISAGREE, REVISE, OPEN, CLOSED = "退回", "同意", "不同意", "退回修改", "公开", "不公开"


def stage_of(open_nodes: Sequence[str], *, status: str, validity: str) -> Stage:
    """The stage of a message: of the open step of its case, or of how it ended."""
    for node in open_nodes:
        if node in NODES and not (node == "answer" and validity != VALID):
            return NODES[node]
    if validity == INVALID:
        return Stage.INVALID
    if validity == REFERRED:
        return Stage.REFERRED
    return Stage.ENDED if status == "terminated" else Stage.ANSWERED


MASK = "（已隐去）"
_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
"""Full-width characters by one character each, so that what is found lies in the same place of the original."""
_GAP = r"[ \-\u00a0\u3000]?"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"


def _run(first: str, least: int, most: int) -> str:
    """Digits in a row, or grouped by single blanks and strokes."""
    return rf"(?<![0-9A-Za-z]){first}(?:{_GAP}\d){{{least},{most}}}"


PERSONAL: dict[str, re.Pattern[str]] = {
    "身份证号": re.compile(_run(r"[1-9]", 16, 16) + rf"{_GAP}[0-9Xx](?![0-9A-Za-z])"),
    "银行卡号": re.compile(_run(r"[1-9]", 14, 18) + r"(?!\d)"),
    "手机号": re.compile(rf"(?<!\d)(?:(?:\+|00)?86{_GAP})?1[3-9](?:{_GAP}\d){{9}}(?!\d)"),
    "座机号": re.compile(r"(?<!\d)0\d{2,3}[\- ]?[2-9]\d{6,7}(?!\d)"),
    "车牌号": re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][·• ]?[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"),
    "电子邮箱": re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"),
}
"""What tells who somebody is (个人信息保护法第四条), by its shape. Names are known from the message itself."""

OF_OFFICES = frozenset({"座机号", "电子邮箱"})
"""What organs give of themselves in answers on purpose."""


def personal_data(text: str, *, allowed: Collection[str] = ()) -> list[str]:
    """Kinds of personal data that a text holds, by shape."""
    read = text.translate(_DIGITS)
    return [kind for kind, pattern in PERSONAL.items() if kind not in allowed and pattern.search(read)]


def masked(text: str, *, names: Iterable[str] = (), allowed: Collection[str] = ()) -> str:
    """`text` with personal data struck out, and `names` but for their first character; a proposal for whoever publishes.

    Masking what is masked changes nothing.
    """
    read = text.translate(_DIGITS)
    for kind, pattern in PERSONAL.items():
        while kind not in allowed and (found := pattern.search(read)):
            text = text[: found.start()] + MASK + text[found.end() :]
            read = text.translate(_DIGITS)
    for name in names:
        if len(name.strip()) > 1:
            text = text.replace(name.strip(), masked_name(name))
    return text


def masked_name(name: str) -> str:
    """A name as everybody may read it: its first character; nothing of nobody."""
    name = name.strip()
    return f"{name[0]}{'*' * max(1, min(len(name) - 1, 2))}" if name else "匿名"


@dataclass(frozen=True)
class WordList:
    """Words of one kind. `level` is block or warn."""

    label: str
    level: str
    words: tuple[str, ...]


BLOCK, WARN = "block", "warn"


def folded(text: str) -> str:
    """A text without what hides words: marks and blanks between characters, wide and capital letters."""
    return "".join(letter for letter in normalize("NFKC", text).lower() if letter.isalnum())


def found_words(text: str, lists: Iterable[WordList]) -> dict[str, list[str]]:
    """Labels of the lists that a text meets, by level. `text` is in simplified characters."""
    read = folded(text)
    met: dict[str, list[str]] = {BLOCK: [], WARN: []}
    for each in lists:
        if any(folded(word) in read for word in each.words):
            met[each.level].append(each.label)
    return met


_PUT_OFF = re.compile(r"收悉|请(您)?(咨询|联系|拨打|向)|已转")
_CONTACT = re.compile(r"\d{5,}")
SHORT = 60


def is_evasive(reply: str) -> bool:
    """Whether an answer only says that it came in, or that others should be asked, without saying whom (推诿)."""
    return len(reply.strip()) < SHORT and bool(_PUT_OFF.search(reply)) and not _CONTACT.search(reply)


def share(part: int, whole: int) -> str:
    """A share in per cent with one digit; a dash of nothing."""
    return f"{100 * part / whole:.1f}" if whole else "—"
