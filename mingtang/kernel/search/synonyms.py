"""Words that people say, and the words that texts use for the same thing, as apps register them.

One way only: who asks for 餐馆 also finds 餐饮服务, who asks for 餐饮服务 is not led to every restaurant.
"""

import re
from collections.abc import Iterable, Mapping

from mingtang.kernel.search.segmentation import folded

MOST_READINGS = 6
"""Other readings of one typed word; the cost of a question stays bounded."""

_ASKING = re.compile(
    "^(?:请问|我想|我要|想要|想|要|怎么|怎样|如何|哪里|在哪|去哪|能不能|可以)+|(?:怎么|如何|哪里)?(?:办理|办)?[吗呢?？]*$"
)
_formal: dict[str, tuple[str, ...]] = {}


def register_synonyms(synonyms: Mapping[str, Iterable[str]]) -> None:
    """Let who types a key also find texts that hold one of its values."""
    for said, meant in synonyms.items():
        _formal[folded(said)] = tuple(folded(word) for word in meant)


def meant_by(word: str) -> tuple[str, ...]:
    """The words that texts use for folded `word`; empty when nobody registered any."""
    return _formal.get(word, ())


def has_synonyms(text: str) -> bool:
    """Whether a known word is inside folded `text`."""
    return any(said in text for said in _formal)


def other_readings(text: str) -> list[str]:
    """Folded `text` as texts would say it: the longest known word inside replaced, words of asking left out."""
    known = max((said for said in _formal if said in text), key=len, default="")
    rest = _ASKING.sub("", text)
    said_otherwise = [rest.replace(known, word) for word in _formal.get(known, ()) if known in rest]
    readings = dict.fromkeys([rest, *said_otherwise])
    return [reading for reading in readings if reading not in {"", text}][:MOST_READINGS]
