"""Joint matters (一件事、并联审批; services.md 8): the branches that an item names, and what must hold of them."""

from collections.abc import Mapping
from typing import Any

from mingtang.domains.services.branches import Branch, BranchKind, Silence, faults_of, longest_path
from mingtang.domains.services.catalogue.questions import active_keys, keys_in, questions_of
from mingtang.domains.services.catalogue.rules.defects import Defect, Document, Found, Row, Surroundings, rows_of
from mingtang.lib.flow.conditions import Condition, ConditionError
from mingtang.lib.identifiers import is_credit_code

WORKING_DAYS = "working_days"
YES = "1"


def is_joint(document: Document) -> bool:
    """Whether several organs handle an item together."""
    return bool(document.get("branches"))


def branches_of(document: Document) -> tuple[Branch, ...]:
    """The branches of an item in their order; none for items of one organ."""
    return tuple(_branch(row) for _, row in rows_of(document, "branches"))


def _branch(row: Row) -> Branch:
    return Branch(
        key=row["branch_key"],
        title=row["branch_title"],
        kind=BranchKind(row.get("branch_kind", BranchKind.PERMIT)),
        after=tuple(keys_in(row.get("branch_after", ""))),
        days=row.get("branch_day", 0),
        silence=Silence(row.get("branch_timeout", Silence.ESCALATE)),
        organ=row.get("branch_dept", ""),
        item=row.get("branch_item", ""),
        when=row.get("branch_when", ""),
        statutory=row.get("branch_statutory"),
        optional=row.get("branch_optional") == YES,
        basis=row.get("branch_basis", ""),
    )


def active_branches(document: Document, answers: Mapping[str, Any]) -> tuple[Branch, ...]:
    """The branches that the answers to the questions ask for."""
    active = active_keys(document, answers)
    return tuple(branch for branch in branches_of(document) if branch.key in active)


def is_for(row: Row, keys: frozenset[str], name: str = "material_branches") -> bool:
    """Whether a row that names its branches concerns one of `keys`; a row that names none concerns all."""
    named = keys_in(row.get(name, ""))
    return not named or not keys.isdisjoint(named)


def unseen_fields(document: Document, keys: frozenset[str]) -> frozenset[str]:
    """The fields of the form that none of the branches `keys` needs."""
    rows = [row for _, row in rows_of(document, "branch_fields")]
    return frozenset(row["field_name"] for row in rows if not is_for(row, keys, "field_branches"))


def unasked_fields(document: Document, answers: Mapping[str, Any]) -> frozenset[str]:
    """The fields that only branches need which the answers to the questions do not ask for."""
    return unseen_fields(document, active_keys(document, answers))


def graph(document: Document, around: Surroundings) -> Found:
    """Keys, predecessors and silence as they must be; what names a branch names one that there is."""
    if not is_joint(document):
        return
    branches = branches_of(document)
    for sentence in faults_of(branches):
        yield Defect("branches", "branch-graph", sentence)
    known = {branch.key for branch in branches}
    for table, column in _NAMING_BRANCHES:
        for place, row in rows_of(document, table):
            if strange := [key for key in keys_in(row.get(column, "")) if key not in known]:
                yield Defect(f"{table}.{place}.{column}", "branch-known", f"没有“{'、'.join(strange)}”这个分支")


_NAMING_BRANCHES = (
    ("materials", "material_branches"), ("branch_fields", "field_branches"), ("fees", "fee_branches"),
)  # fmt: skip


def powers(document: Document, around: Surroundings) -> Found:
    """Powers do not move: each branch names the organ that decides. Silence is agreement only by a local rule."""
    for place, row in rows_of(document, "branches"):
        title = row["branch_title"]
        if not row.get("branch_dept"):
            yield Defect(f"branches.{place}.branch_dept", "branch-has-organ", f"“{title}”要写办理机构")
        elif not is_credit_code(row["branch_dept"]):
            yield Defect(f"branches.{place}.branch_dept", "branch-has-organ", f"“{title}”办理机构的信用代码校验不符")
        if row.get("branch_timeout") == Silence.DEEMED_AGREED and not row.get("branch_basis"):
            sentence = f"“{title}”默认同意要写明本地规定的依据"
            yield Defect(f"branches.{place}.branch_basis", "silence-has-basis", sentence)
        if "branch_statutory" in row and row.get("branch_day", 0) > row["branch_statutory"]:
            yield Defect(f"branches.{place}.branch_day", "promise-within-law", f"“{title}”的承诺长于法定时限")


def conditions(document: Document, around: Surroundings) -> Found:
    """Conditions can be read, and ask for questions that there are; some branch is always needed."""
    questions = {question.key for question, _ in questions_of(document)}
    for place, row in rows_of(document, "branches"):
        try:
            wanted = Condition(row.get("branch_when") or "true").names
        except ConditionError as fault:
            yield Defect(f"branches.{place}.branch_when", "condition-reads", f"条件读不懂：{fault}")
            continue
        if strange := sorted(set(wanted) - questions):
            yield Defect(f"branches.{place}.branch_when", "condition-reads", f"没有“{'、'.join(strange)}”这个问题")
    if is_joint(document) and all(branch.when for branch in branches_of(document)):
        yield Defect("branches", "branch-always", "至少要有一个分支是每次都办的")


def promise(document: Document, around: Surroundings) -> Found:
    """The published promise is not shorter than the longest path: no sum of all, and no largest one (rule 4)."""
    if not is_joint(document) or faults_of(branches_of(document)):
        return
    if document.get("promise_type", WORKING_DAYS) != WORKING_DAYS:
        yield Defect("promise_type", "joint-in-working-days", "联办事项的承诺时限以工作日计")
        return
    days, way = longest_path(branches_of(document))
    if document.get("promise_day", days) < days:
        titles = {branch.key: branch.title for branch in branches_of(document)}
        along = "—".join(titles[key] for key in way)
        yield Defect("promise_day", "path-within-promise", f"承诺时限短于最长的一路：{along}共 {days} 个工作日")


DEMANDS = (graph, powers, conditions, promise)
