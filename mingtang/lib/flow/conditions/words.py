"""Text of a condition cut into words. Only plain characters are words: look-alikes are refused, not normalised."""

import re
from typing import NamedTuple

from mingtang.lib.flow.conditions.faults import ConditionError, TooLarge

LONGEST_TEXT = 1000
LONGEST_NUMBER = 15
_WORD = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)(?![A-Za-z_])
      | (?P<text>"[^"\\\r\n]*"|'[^'\\\r\n]*')
      | (?P<name>[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*)
      | (?P<sign><=|>=|==|!=|[-+*/%<>=()\[\],.])""",
    re.VERBOSE,
)
_OPERATORS = frozenset({"and", "or", "not", "in"})


class Word(NamedTuple):
    """`kind` is number, text, name, operator, sign or end."""

    kind: str
    text: str
    place: int


def words_of(text: str) -> list[Word]:
    """The words of `text`, closed by an empty word. Raises ConditionError at the first character that fits nowhere."""
    if len(text) > LONGEST_TEXT:
        raise TooLarge(f"条件最多 {LONGEST_TEXT} 个字符", text, LONGEST_TEXT)
    words, place = [], 0
    while place < len(text):
        match = _WORD.match(text, place)
        if match is None:
            raise ConditionError(f"不认识的字符“{text[place]}”，请用半角符号", text, place)
        if match.lastgroup != "space":
            words.append(_word(match, text))
        place = match.end()
    return [*words, Word("end", "", len(text))]


def _word(match: re.Match[str], text: str) -> Word:
    kind, content, place = str(match.lastgroup), match.group(), match.start()
    if kind == "number" and len(content) > LONGEST_NUMBER:
        raise TooLarge("数太长", text, place)
    if content in _OPERATORS:
        kind = "operator"
    return Word(kind, content, place)
