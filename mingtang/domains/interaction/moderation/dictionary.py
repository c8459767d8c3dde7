"""Words looked for in what strangers write: those that come with the program, and those the node has added."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from opencc import OpenCC

from mingtang.domains.interaction.moderation.models import AddedWord
from mingtang.domains.interaction.moderation.rules import BLOCK, WARN, WordList, found_words
from mingtang.kernel.directory.api import Refused

WORDS = Path(__file__).parent / "data" / "words.yaml"


def words_in(text: str) -> dict[str, list[str]]:
    """What the dictionary finds in a text, whichever script it is in: labels by level; one statement."""
    return found_words(_simplifier().convert(text), [*shipped_words(), *_added_words()])


def warnings_of(text: str, field: str = "content") -> list[str]:
    """What whoever reads it first is to be warned of. Raises Refused beside `field` for what is not taken at all."""
    met = words_in(text)
    if met[BLOCK]:
        raise Refused(f"内容含有不能提交的信息（{'、'.join(met[BLOCK])}），请修改后再提交。", field)
    return met[WARN]


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@cache
def shipped_words() -> tuple[WordList, ...]:
    """The lists that come with the program."""
    rows: list[dict[str, Any]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return tuple(WordList(row["label"], row["level"], tuple(row["words"])) for row in rows)


def _added_words() -> list[WordList]:
    by_list: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label, level, word in AddedWord.objects.values_list("label", "level", "word"):
        by_list[label, level].append(word)
    return [WordList(label, level, tuple(words)) for (label, level), words in by_list.items()]
