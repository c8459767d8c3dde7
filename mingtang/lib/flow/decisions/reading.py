"""DMN XML, as dmn-js writes it, compiled to a decision table."""

from mingtang.lib.flow.bpmn.faults import Fault, Unreadable
from mingtang.lib.flow.bpmn.notes import Notes
from mingtang.lib.flow.bpmn.xml import Element, local, namespace, parse, text_of
from mingtang.lib.flow.conditions import Condition
from mingtang.lib.flow.decisions.cells import Cell, parse_cell
from mingtang.lib.flow.decisions.table import DecisionTable, HitPolicy, Input, Output, TableRule

_NAMESPACES = ("https://www.omg.org/spec/DMN/", "http://www.omg.org/spec/DMN/")
_POLICIES = {
    "UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R", "OUTPUT ORDER": "O", "COLLECT": "C",
}  # fmt: skip
_AGGREGATIONS = {"": "", "SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
MOST_RULES = 2_000
_NULL = Condition("null")


def compile_dmn(xml: bytes, *, decision: str = "") -> DecisionTable | tuple[Fault, ...]:
    """The table of a decision, or everything that is wrong with it. `decision` chooses among several in one file.

    Never raises for bad content. Source: DMN 1.1 to 1.5, decision tables only.
    """
    notes = Notes()
    try:
        element = _chosen(parse(xml), decision)
    except Unreadable as error:
        return (error.fault,)
    table = _decision(element, notes)
    return table if table is not None and not notes.faults else tuple(notes.faults)


def _chosen(root: Element, wanted: str) -> Element:
    if not namespace(root).startswith(_NAMESPACES):
        raise Unreadable("这不是 DMN 文件")
    found = [child for child in root if local(child) == "decision" and wanted in {"", child.get("id")}]
    if len(found) != 1:
        raise Unreadable("文件里没有这个决策" if not found else "文件里有几个决策，请指明一个")
    return found[0]


def _children(element: Element, tag: str) -> list[Element]:
    return [child for child in element if local(child) == tag]


def _child_text(element: Element, tag: str) -> str:
    return text_of(next(iter(_children(element, tag)), None))


def _decision(element: Element, notes: Notes) -> DecisionTable | None:
    if element.findall(".//{*}requiredDecision"):
        notes.add(element, "不支持依赖其他决策的决策")
    drawn = next(iter(_children(element, "decisionTable")), None)
    if drawn is None:
        notes.add(element, "决策不是决策表")
        return None
    inputs = tuple(_input(child, notes) for child in _children(drawn, "input"))
    outputs = tuple(_output(child, number, notes) for number, child in enumerate(_children(drawn, "output"), 1))
    rules = _children(drawn, "rule")
    if len(rules) > MOST_RULES or not outputs:
        notes.add(drawn, f"决策表要有结论列，规则最多 {MOST_RULES} 条")
        return None
    return DecisionTable(
        key=element.get("id") or "",
        name=element.get("name") or "",
        policy=_policy(drawn, len(outputs), notes),
        inputs=inputs,
        outputs=outputs,
        rules=tuple(_rule(rule, len(inputs), len(outputs), notes) for rule in rules),
    )


def _policy(table: Element, outputs: int, notes: Notes) -> HitPolicy:
    letter = _POLICIES.get(table.get("hitPolicy") or "UNIQUE")
    sign = _AGGREGATIONS.get(table.get("aggregation") or "")
    if letter is None or sign is None:
        notes.add(table, f"不支持命中策略 {table.get('hitPolicy')} {table.get('aggregation') or ''}")
        return HitPolicy.UNIQUE
    if letter == "C" and sign and outputs > 1:
        notes.add(table, "汇总只能有一个结论列")
    return HitPolicy(letter + sign if letter == "C" else letter)


def _input(element: Element, notes: Notes) -> Input:
    expression = next(iter(_children(element, "inputExpression")), None)
    text = "" if expression is None else _child_text(expression, "text")
    if not text:
        notes.add(element, "条件列没有写表达式")
    allowed = next(iter(_children(element, "inputValues")), None)
    return Input(
        label=element.get("label") or text,
        expression=notes.condition(element, text, "条件列") or _NULL,
        kind="" if expression is None else expression.get("typeRef") or "",
        allowed=None if allowed is None else _cell(allowed, notes),
    )


def _output(element: Element, number: int, notes: Notes) -> Output:
    listed = next(iter(_children(element, "outputValues")), None)
    cell = None if listed is None else _cell(listed, notes)
    default = next(iter(_children(element, "defaultOutputEntry")), None)
    return Output(
        name=element.get("name") or element.get("label") or f"output{number}",
        ranking=tuple(interval.low for interval in cell.intervals) if cell else (),
        default=None if default is None else notes.condition(element, _child_text(default, "text"), "默认结论"),
    )


def _rule(element: Element, inputs: int, outputs: int, notes: Notes) -> TableRule:
    cells = tuple(_cell(entry, notes) for entry in _children(element, "inputEntry"))
    answers = tuple(
        notes.condition(entry, _child_text(entry, "text"), "结论") or _NULL
        for entry in _children(element, "outputEntry")
    )
    if (len(cells), len(answers)) != (inputs, outputs):
        notes.add(element, "规则的格数与列数不符")
    return TableRule(element.get("id") or "", cells, answers)


def _cell(element: Element, notes: Notes) -> Cell:
    text = _child_text(element, "text")
    return notes.attempt(element, lambda: parse_cell(text), f"单元格“{text[:30]}”") or Cell("-")
