"""Steps that take a signature: which they are, and the text that is signed, the same whoever makes it up again.

The text is made by the server from what was typed and from its own rows, never taken from a request. Its first line says
what it is for; values of several lines are indented, so that no value can look like a line of ours.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mingtang.kernel.cases.case_types import StepWords, case_type
from mingtang.kernel.cases.guarding import named
from mingtang.kernel.cases.models import Case
from mingtang.kernel.content.api import File, materials_of
from mingtang.kernel.evidence.api import SYSTEM, Actor
from mingtang.kernel.forms.api import form_of, readonly
from mingtang.kernel.processes.api import net_of
from mingtang.kernel.trust.api import Signed
from mingtang.lib.flow import Refused
from mingtang.lib.flow.commands import Command, Complete

PURPOSE = "目的：签署办理意见"
GOOD_FOR = timedelta(minutes=30)
"""How long a text waits for its signature: as long as one looks for the key file, not as long as things change."""
_AHEAD = timedelta(minutes=1)
_INDENT = "    "


@dataclass(frozen=True)
class Filled:
    """What was filled in at the step: the version of the form, and clean answers."""

    version: int
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """A completion as it is signed: on which item, what is decided and said, what was filled in, and when."""

    case: Case
    no: int
    node: str
    title: str
    command: Complete
    opinion: str
    filled: Filled | None
    at: datetime


def takes_signature(case: Case, node: str) -> bool:
    """Whether completing a step takes a signature: the diagram says so, or the domain."""
    if not node:
        return False
    words = case_type(case.type).steps.get(node)
    return net_of(case.version_id)[node].duty.signature or (words is not None and words.signed)


def require_signature(actor: Actor, case: Case, command: Command, node: str, signed: Signed | None) -> None:
    """Raises Refused for a completion without the signature that its step takes."""
    if signed is None and isinstance(command, Complete) and actor is not SYSTEM and takes_signature(case, node):
        raise Refused("signature", "这一步要用数字证书签名。请在办理页面核对内容、签名后提交。")


def moment_of(text: str) -> datetime:
    """The time in a text that was shown a while ago. Raises Refused when that is too long ago, or was never so."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    now = timezone.now()
    if at is None or at.tzinfo is None or not now - GOOD_FOR < at < now + _AHEAD:
        minutes = int(GOOD_FOR.total_seconds() // 60)
        raise Refused("signature", f"待签名的内容 {minutes} 分钟内有效，已经换成现在的内容，请核对后重新签名。")
    return at


def now_said() -> str:
    """The moment of now as it stands in texts: to the second, with the offset of legal time."""
    return timezone.localtime().isoformat(timespec="seconds")


def text_to_sign(actor: Actor, decision: Decision) -> str:
    """What is signed, as UTF-8, byte for byte; lines end in a line feed.

    One statement for the materials of the case, and those of the form.
    """
    return "\n".join(_lines(actor, decision)) + "\n"


def _lines(actor: Actor, decision: Decision) -> Iterator[str]:
    case = decision.case
    words = case_type(case.type).steps.get(decision.node) or StepWords()
    command = named(words, decision.command)
    yield PURPOSE
    yield f"案件：{_line(' '.join(filter(None, (case.number, case.title))))}（{case.pk}）"
    yield f"事项：{_line(decision.title)}（{decision.no}）"
    yield f"结论：{_line(command.outcome)}"
    answered = decision.filled.data if decision.filled else {}
    vars_ = command.vars.items()
    if rest := {name: value for name, value in vars_ if value != command.outcome and answered.get(name) != value}:
        yield f"数据：{_json(rest)}"
    yield from _block("意见", decision.opinion)
    if decision.filled is not None:
        yield from _answers(decision.filled)
    yield from _files("填报附件", _brought(decision.filled))
    yield from _files("案件材料", _materials(actor, case))
    yield f"签名人：{_line(actor.name)}"
    yield f"岗位：{_line(' '.join(filter(None, (actor.organ_name, actor.post_name))))}"
    yield f"时间：{timezone.localtime(decision.at).isoformat(timespec='seconds')}"


def _answers(filled: Filled) -> Iterator[str]:
    """What the form says in words, as the page shows it."""
    for section in readonly(filled.version, filled.data):
        yield f"表单：{_line(section.title)}"
        for title, said in section.items:
            yield from (f"{_INDENT}{line}" for line in _block(title, said))
        for table in section.tables:
            yield from (f"{_INDENT}{line}" for line in _block(table.title, _json([table.head, *table.rows])))


def _brought(filled: Filled | None) -> list[tuple[str, str]]:
    """Names and digests of files among the answers."""
    if filled is None:
        return []
    fields = form_of(filled.version).fields.values()
    keys = [key for each in fields if each.kind.code == "files" for key in filled.data.get(each.name) or ()]
    rows = File.objects.filter(pk__in=keys).select_related("content").order_by("pk")
    return [(file.name, file.content.sm3) for file in rows] if keys else []


def _materials(actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Names and digests of what the case holds."""
    rows = materials_of(actor, "cases.case", str(case.pk))
    return [(material.name, material.file.content.sm3) for material in rows]


def _files(title: str, files: list[tuple[str, str]]) -> Iterator[str]:
    if files:
        yield f"{title}："
        yield from (f"{_INDENT}{_line(name)}　SM3 {digest}" for name, digest in files)


def _block(title: str, text: str) -> Iterator[str]:
    """A value of one line beside its title, one of several indented below it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if len(lines) == 1:
        yield f"{_line(title)}：{lines[0]}"
        return
    yield f"{_line(title)}："
    yield from (f"{_INDENT}{line}" for line in lines)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _line(text: str) -> str:
    """A value that is one line, whatever was typed."""
    return " ".join(str(text).split())
