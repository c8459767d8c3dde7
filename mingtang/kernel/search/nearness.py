"""What may have been meant by a word that stands nowhere: pieces of titles that differ from it by one slip.

A slip is one wrong, missing or superfluous character, or two neighbours that changed places. No table of sounds or shapes is
needed: what stands in titles says what people may mean. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from mingtang.kernel.search.question import Either, Every, Expression, Phrase
from mingtang.kernel.search.segmentation import HAN, folded

SHORTEST, LONGEST = 3, 12
"""Characters of a word with a slip; one of two characters is too near to everything."""
MOST_WORDS = 3

_WORD = re.compile(f"[{HAN}]{{{SHORTEST},{LONGEST}}}")


def may_have_a_slip(word: str) -> bool:
    """Whether `word` can be held against titles: some Han characters and nothing else."""
    return bool(_WORD.fullmatch(word))


def near(word: str) -> Expression:
    """The question whose answers have `word` with at most one slip, and some more; `word` is folded."""
    parts: list[Expression] = [Phrase(tuple(word))]
    for sides in dict.fromkeys(_around_slips(word)):
        telling = [side for side in sides if len(side) > 1] or list(filter(None, sides))
        phrases = tuple(
            Phrase(tuple(side)) for side in telling
        )  # a single character beside a phrase costs more than it tells
        parts.append(phrases[0] if len(phrases) == 1 else Every(phrases))
    return Either(tuple(dict.fromkeys(parts)))


def nearest(word: str, titles: Iterable[str]) -> list[str]:
    """What titles have instead of `word`, the most frequent first; only `word` itself if some have it as it stands."""
    pattern = re.compile(_pattern(word))
    found = Counter(match for title in titles for match in pattern.findall(folded(title)))
    if word in found:
        return [word]
    return [match for match, _ in found.most_common(MOST_WORDS)]


def _around_slips(word: str) -> Iterator[tuple[str, str]]:
    """What is left of `word` before and after each place where it may have a slip."""
    for place in range(len(word)):
        yield word[:place], word[place + 1 :]
        if place > 0:
            yield word[:place], word[place:]
        if len(word) > SHORTEST and place + 1 < len(word):
            yield word[:place], word[place + 2 :]


def _pattern(word: str) -> str:
    """The word as it stands first, then the slips in the order of how often they happen."""
    any_one, places = f"[{HAN}]", range(len(word))
    wrong = [f"{word[:place]}{any_one}{word[place + 1 :]}" for place in places]
    missing = [f"{word[:place]}{any_one}{word[place:]}" for place in places[1:]]
    swapped = [f"{word[:place]}{word[place + 1]}{word[place]}{word[place + 2 :]}" for place in places[:-1]]
    superfluous = [f"{word[:place]}{word[place + 1 :]}" for place in places] if len(word) > SHORTEST else []
    return "|".join([word, *swapped, *wrong, *missing, *superfluous])
