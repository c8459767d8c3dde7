"""Names of leaders with a title that is not theirs, and of organs that are nearly right."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from mingtang.lib.proofreading.findings import WARN, Finding

_NEAR = 0.8
"""How alike two names are of which one is taken for a slip of the other."""
_ORGAN = re.compile(r"[\u4e00-\u9fff]{2,16}?(?:委员会|管理局|监督局|办公室|人民政府|局|厅)")


def wrong_titles(text: str, offices: Mapping[str, Collection[str]], titles: Collection[str]) -> list[Finding]:
    """People of `offices` (name to titles held) beside one of `titles` that they do not hold, each pair once."""
    by_length = sorted(titles, key=len, reverse=True)
    return [
        Finding(WARN, f"“{said}”与“{name}”连用", f"目录中{name}的职务是{'、'.join(sorted(offices[name]))}，请核对。")
        for name, said in dict.fromkeys(_pairs(text, offices, by_length))
    ]


def _pairs(text: str, offices: Mapping[str, Collection[str]], titles: Collection[str]) -> Iterator[tuple[str, str]]:
    for name, held in offices.items():
        for found in re.finditer(re.escape(name), text):
            before, after = text[: found.start()], text[found.end() :]
            said = next((each for each in titles if before.endswith(each)), None)
            said = said or next((each for each in titles if after.startswith(each)), None)
            if said and not any(_is_of(said, each) for each in held):
                yield name, said


def _is_of(said: str, held: str) -> bool:
    """Whether a title is the one held, or its end; a deputy is not called by the title of his head."""
    return held.endswith(said) and not held.endswith(f"副{said}")


def misnamed_organs(text: str, organs: Collection[str]) -> list[Finding]:
    """Names that look like one of `organs` and are not quite it, each once."""
    return [
        Finding(WARN, f"“{said}”可能有误", f"目录中的机构名称是“{right}”。")
        for said, right in dict.fromkeys(_nearly(text, organs))
    ]


def _nearly(text: str, organs: Collection[str]) -> Iterator[tuple[str, str]]:
    rest = text
    for organ in sorted(organs, key=len, reverse=True):
        rest = rest.replace(organ, "\0")
    for found in _ORGAN.finditer(rest):
        said = found.group()
        if any(organ.endswith(said) for organ in organs):  # shortened by the place, as in a signature
            continue
        if near := get_close_matches(said, organs, 1, _NEAR):
            yield said, near[0]
