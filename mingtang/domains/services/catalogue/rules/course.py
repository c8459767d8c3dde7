"""The groups Time, Acceptance, Channel and Process of 2.2."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from mingtang.domains.services.catalogue.rules.defects import (
    Defect,
    Document,
    Found,
    Row,
    Surroundings,
    days_of,
    rows_of,
)
from mingtang.domains.services.catalogue.rules.vocabulary import IMMEDIATE, PROMISED

REVIEW_THEN_DECIDE = "2"
POST = "4"
FULL_DEPTH = "4"
FIRST = "无"


def required(document: Document, around: Surroundings) -> Found:
    """What every item that takes applications says."""
    wanted = {
        "project_type": "办件类型要填",
        "server_type": "服务对象要填",
        "accept_condition": "受理条件要填",
        "handle_type": "办理形式要填",
        "limit_scene_num": "到办事现场次数要填",
        "is_online": "是否网办要填",
    }
    for name, sentence in wanted.items():
        if name not in document:
            yield Defect(name, "required", sentence)
    if document.get("project_type") == PROMISED and "promise_day" not in document:
        yield Defect("promise_day", "required", "承诺件要填承诺办结时限")


def limits(document: Document, around: Surroundings) -> Found:
    """Same unit for comparison; the promise is not longer than the law; the clock says the same as the numbers."""
    for amount, unit in (("anticipate_day", "anticipate_type"), ("promise_day", "promise_type")):
        if amount in document and unit not in document:
            yield Defect(unit, "limit-has-unit", "时限要写单位")
    code = document.get("clock_code", "")
    if code and around.limits is not None and code not in around.limits:
        yield Defect("clock_code", "clock-known", f"时限表里没有“{code}”")
    elif code and around.limits is not None and "anticipate_day" in document:
        stated = (document["anticipate_day"], document.get("anticipate_type"))
        if around.limits[code] != stated:
            yield Defect("anticipate_day", "clock-agrees", "法定办结时限与所填的时限规则不一致")
    yield from _promise(document)


def _promise(document: Document) -> Found:
    if "anticipate_day" not in document or "promise_day" not in document:
        return
    if document.get("anticipate_type") != document.get("promise_type"):
        yield Defect("promise_type", "same-unit", "承诺时限要与法定时限用同样的单位")
    elif document["promise_day"] > document["anticipate_day"]:
        yield Defect("promise_day", "promise-within-law", "承诺时限不得长于法定时限")


def excluded_time(document: Document, around: Surroundings) -> Found:
    """The note lists what is excluded."""
    special = [row.get("special_name", "") for _, row in rows_of(document, "special_procedure")]
    note = document.get("anticipate_explain", "") + document.get("promise_explain", "")
    missing = [name for name in special if name and name not in note]
    if missing:
        yield Defect("anticipate_explain", "excluded-time", f"时限说明要列出不计入的程序：{'、'.join(missing)}")


def acceptance(document: Document, around: Surroundings) -> Found:
    """A promise that is not immediate makes a promised case, reviewed before it is decided; a number limit has an order."""
    kind, promised = document.get("project_type"), document.get("promise_day", 0) > 0
    if promised and kind == IMMEDIATE:
        yield Defect("project_type", "promised-case", "承诺时限不是当场的，办件类型是承诺件")
    if kind == PROMISED and document.get("examine_type") != REVIEW_THEN_DECIDE:
        yield Defect("examine_type", "promised-case", "承诺件的审查类型是前审后批")
    if document.get("limit_explain") and "先后" not in document["limit_explain"]:
        yield Defect("limit_explain", "number-limit", "有数量限制的，要写明按受理的先后顺序决定")


def channel(document: Document, around: Surroundings) -> Found:
    """Visits have a reason; nobody can be served who may neither come, nor file on line, nor send by post."""
    visits, online = document.get("limit_scene_num"), document.get("is_online", False)
    if visits and not document.get("limit_scene_explain"):
        yield Defect("limit_scene_explain", "visits-have-reason", "要到现场的，写明原因")
    if visits == 0 and not online and POST not in document.get("handle_type", []):
        yield Defect("handle_type", "post-when-not-online", "不到现场又不能网办的，办理形式要有快递申请")
    if document.get("online_handle_depth") == FULL_DEPTH and visits:
        yield Defect("limit_scene_num", "full-depth", "网办深度Ⅳ级的，到现场次数是 0")


def steps(document: Document, around: Surroundings) -> Found:
    """The longest path of the steps is not longer than the promise; every step before is known, without a circle."""
    rows = [row for _, row in rows_of(document, "steps")]
    names = [row.get("step_name", "") for row in rows]
    for place, name in enumerate(names):
        if names.index(name) != place:
            yield Defect(f"steps.{place}.step_name", "step-once", f"环节“{name}”写了两次")
    before = predecessors(rows)
    for place in range(len(rows)):
        strange = [name for name in before[place] if name not in names]
        if strange:
            yield Defect(f"steps.{place}.step_after", "step-known", f"没有“{'、'.join(strange)}”这个环节")
    longest = longest_path(rows, before)
    if longest is None:
        yield Defect("steps", "no-circle", "环节的先后绕成了圈")
    elif "promise_day" in document and longest > document["promise_day"]:
        yield Defect("steps", "path-within-promise", f"各环节时限最长的一路是 {longest.normalize():f}，超过了承诺时限")


def predecessors(rows: Sequence[Row]) -> list[list[str]]:
    """The names of the steps before each step: those it names, else the row above; 无 begins at once."""
    found = []
    for place, row in enumerate(rows):
        said = str(row.get("step_after", "")).strip()
        above = [str(rows[place - 1].get("step_name", ""))] if place else []
        found.append([] if said == FIRST else [name.strip() for name in said.split("、")] if said else above)
    return found


def longest_path(rows: Sequence[Row], before: list[list[str]]) -> Decimal | None:
    """The sum of limits along the longest path; None when the steps go in a circle. Limits left out count nothing."""
    graph = {str(row.get("step_name", "")): (days_of(row.get("step_limit")) or Decimal(0), names)
             for row, names in zip(rows, before, strict=True)}  # fmt: skip
    ends: dict[str, Decimal] = {}
    while len(ends) < len(graph):
        ready = {name for name, (_, names) in graph.items() if name not in ends and _known(names, graph) <= ends.keys()}
        if not ready:
            return None
        for name in ready:
            own, names = graph[name]
            ends[name] = own + max((ends[each] for each in _known(names, graph)), default=Decimal(0))
    return max(ends.values(), default=Decimal(0))


def _known(names: list[str], graph: Mapping[str, object]) -> set[str]:
    return set(names) & set(graph)


def special_procedures(document: Document, around: Surroundings) -> Found:
    """Kind and basis of everything that is not counted; intermediary services are only those that the law asks for."""
    for place, row in rows_of(document, "special_procedure"):
        if not row.get("special_type"):
            yield Defect(f"special_procedure.{place}.special_type", "special-kind", "特别程序要写种类")
        if not row.get("special_basis"):
            yield Defect(f"special_procedure.{place}.special_basis", "special-basis", "特别程序要有依据")
    for place, row in rows_of(document, "service_type"):
        if not row.get("service_basis"):
            yield Defect(f"service_type.{place}.service_basis", "statutory-intermediary", "只列有法定依据的中介服务")


DEMANDS = (required, limits, excluded_time, acceptance, channel, steps, special_procedures)
