"""Decision tables as their editor holds them: texts in rows and columns, faulty ones too, read from DMN and written to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mingtang.lib.flow.bpmn.xml import Element, local, parse, text_of
from mingtang.lib.flow.decisions import HitPolicy

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
MOST_COLUMNS, MOST_ROWS = 30, 500
POLICIES = (
    ("U", "唯一：同时只能有一条规则成立", "UNIQUE", ""),
    ("F", "首条：从上往下，取第一条成立的", "FIRST", ""),
    ("A", "相同：可以有几条成立，但结论要一样", "ANY", ""),
    ("P", "优先：取结论优先级最高的", "PRIORITY", ""),
    ("R", "逐条：所有成立的规则，按规则顺序列出", "RULE ORDER", ""),
    ("O", "排序：所有成立的规则，按结论优先级列出", "OUTPUT ORDER", ""),
    ("C", "汇集：所有成立的规则的结论", "COLLECT", ""),
    ("C+", "合计：结论相加", "COLLECT", "SUM"),
    ("C<", "最小：取最小的结论", "COLLECT", "MIN"),
    ("C>", "最大：取最大的结论", "COLLECT", "MAX"),
    ("C#", "计数：不同结论的个数", "COLLECT", "COUNT"),
)
KINDS = (
    ("", "不限"),
    ("string", "文字"),
    ("number", "数"),
    ("integer", "整数"),
    ("boolean", "是或否"),
    ("date", "日期"),
)


@dataclass
class InputColumn:
    """A question: the words above it, the value asked, its kind, and the values that can occur."""

    label: str = ""
    expression: str = ""
    kind: str = ""
    values: str = ""


@dataclass
class OutputColumn:
    """An answer: the variable it sets, values from the highest priority down, and the answer when no rule holds."""

    name: str = ""
    values: str = ""
    default: str = ""


@dataclass
class Table:
    """A table being edited. Each row holds the texts of its inputs, then of its outputs."""

    key: str
    name: str
    policy: str = "F"
    inputs: list[InputColumn] = field(default_factory=list)
    outputs: list[OutputColumn] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def blank_row(self) -> list[str]:
        """A row that holds for everything and answers nothing."""
        return ["-"] * len(self.inputs) + ["null"] * len(self.outputs)


def shown_table(xml: str) -> Table:
    """The table in `xml`, which is well-formed; what cannot be understood is left empty."""
    root = parse(xml.encode())
    decision = next((child for child in root if local(child) == "decision"), root)
    drawn = next((child for child in decision if local(child) == "decisionTable"), None)
    table = Table(decision.get("id") or "", decision.get("name") or "")
    if drawn is None:
        return table
    table.policy = _policy(drawn)
    table.inputs = [_input(child) for child in _children(drawn, "input")]
    table.outputs = [_output(child) for child in _children(drawn, "output")]
    table.rows = [
        [_text(entry) for entry in rule if local(entry).endswith("Entry")] for rule in _children(drawn, "rule")
    ]
    return table


def _children(element: Element, tag: str) -> list[Element]:
    return [child for child in element if local(child) == tag]


def _text(element: Element) -> str:
    return text_of(next(iter(_children(element, "text")), None))


def _inner(element: Element, tag: str) -> str:
    found = next(iter(_children(element, tag)), None)
    return "" if found is None else _text(found)


def _policy(drawn: Element) -> str:
    written = drawn.get("hitPolicy") or "UNIQUE", drawn.get("aggregation") or ""
    return next((letter for letter, _label, *known in POLICIES if tuple(known) == written), "U")


def _input(element: Element) -> InputColumn:
    asked = next(iter(_children(element, "inputExpression")), None)
    expression = "" if asked is None else _text(asked)
    kind = "" if asked is None else asked.get("typeRef") or ""
    return InputColumn(element.get("label") or expression, expression, kind, _inner(element, "inputValues"))


def _output(element: Element) -> OutputColumn:
    name = element.get("name") or element.get("label") or ""
    return OutputColumn(name, _inner(element, "outputValues"), _inner(element, "defaultOutputEntry"))


def written_table(table: Table) -> str:
    """The table as DMN. Cells have ids (`r1-i2`), so that faults can be shown beside them."""
    root = etree.Element(f"{{{DMN}}}definitions", nsmap={None: DMN}, id="definitions", name=table.name)
    root.set("namespace", "urn:mingtang:decisions")
    decision = etree.SubElement(root, f"{{{DMN}}}decision", id=table.key, name=table.name)
    _letter, _label, hit, aggregation = next(policy for policy in POLICIES if policy[0] == table.policy)
    drawn = etree.SubElement(decision, f"{{{DMN}}}decisionTable", id="table", hitPolicy=hit)
    if aggregation:
        drawn.set("aggregation", aggregation)
    for number, question in enumerate(table.inputs, 1):
        _write_input(drawn, number, question)
    for number, answer in enumerate(table.outputs, 1):
        _write_output(drawn, number, answer)
    for number, row in enumerate(table.rows, 1):
        _write_row(drawn, number, row, len(table.inputs))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written.decode()


def _write_input(drawn: Element, number: int, question: InputColumn) -> None:
    column = etree.SubElement(drawn, f"{{{DMN}}}input", id=f"i{number}", label=question.label)
    asked = etree.SubElement(column, f"{{{DMN}}}inputExpression", id=f"i{number}-expression")
    if question.kind:
        asked.set("typeRef", question.kind)
    _write_text(asked, question.expression)
    if question.values:
        _write_text(etree.SubElement(column, f"{{{DMN}}}inputValues", id=f"i{number}-values"), question.values)


def _write_output(drawn: Element, number: int, answer: OutputColumn) -> None:
    column = etree.SubElement(drawn, f"{{{DMN}}}output", id=f"o{number}", name=answer.name)
    for tag, text in (("outputValues", answer.values), ("defaultOutputEntry", answer.default)):
        if text:
            _write_text(etree.SubElement(column, f"{{{DMN}}}{tag}", id=f"o{number}-{tag}"), text)


def _write_row(drawn: Element, number: int, row: list[str], inputs: int) -> None:
    rule = etree.SubElement(drawn, f"{{{DMN}}}rule", id=f"r{number}")
    for place, text in enumerate(row):
        tag, name = ("inputEntry", f"i{place + 1}") if place < inputs else ("outputEntry", f"o{place - inputs + 1}")
        _write_text(etree.SubElement(rule, f"{{{DMN}}}{tag}", id=f"r{number}-{name}"), text)


def _write_text(element: Element, text: str) -> None:
    etree.SubElement(element, f"{{{DMN}}}text").text = text


def table_of_form(data: Mapping[str, Any], *, key: str, name: str) -> Table:
    """The table that the editor's form sent; sizes beyond the bounds are cut, unknown policies become the first one."""
    policy = str(data.get("policy", "U"))
    table = Table(key, name, policy if policy in set(HitPolicy) else "U")
    inputs, outputs, rows = (_count(data, word) for word in ("inputs", "outputs", "rows"))
    columns = range(1, min(inputs, MOST_COLUMNS) + 1)
    answers = range(1, min(outputs, MOST_COLUMNS) + 1)
    table.inputs = [
        InputColumn(*(_value(data, f"i{number}-{part}") for part in ("label", "expression", "kind", "values")))
        for number in columns
    ]
    table.outputs = [
        OutputColumn(*(_value(data, f"o{number}-{part}") for part in ("name", "values", "default")))
        for number in answers
    ]
    cells = [*(f"i{number}" for number in columns), *(f"o{number}" for number in answers)]
    table.rows = [
        [_value(data, f"r{number}-{cell}") for cell in cells] for number in range(1, min(rows, MOST_ROWS) + 1)
    ]
    return table


def _count(data: Mapping[str, Any], word: str) -> int:
    text = str(data.get(word, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _value(data: Mapping[str, Any], name: str) -> str:
    """One line of text that XML can carry."""
    return "".join(letter for letter in str(data.get(name, "")) if letter.isprintable()).strip()[:1000]


def change_table(table: Table, wish: str) -> None:
    """Do what a button asks: `add-row`, `add-input`, `add-output`, `drop-row-2`, `drop-input-1`, `up-row-3` and the like."""
    verb, _dash, rest = wish.partition("-")
    what, _dash, place = rest.partition("-")
    number = int(place) - 1 if place.isascii() and place.isdigit() else -1
    if verb == "add":
        _add(table, what)
    elif verb == "drop" and number >= 0:
        _drop(table, what, number)
    elif verb == "up" and 0 < number < len(table.rows):
        table.rows[number - 1], table.rows[number] = table.rows[number], table.rows[number - 1]


def _add(table: Table, what: str) -> None:
    if what == "row" and len(table.rows) < MOST_ROWS:
        table.rows.append(table.blank_row())
    elif what == "input" and len(table.inputs) < MOST_COLUMNS:
        for row in table.rows:
            row.insert(len(table.inputs), "-")
        table.inputs.append(InputColumn())
    elif what == "output" and len(table.outputs) < MOST_COLUMNS:
        for row in table.rows:
            row.append("null")
        table.outputs.append(OutputColumn())


def _drop(table: Table, what: str, number: int) -> None:
    if what == "row" and number < len(table.rows):
        del table.rows[number]
    elif what == "input" and number < len(table.inputs):
        del table.inputs[number]
        for row in table.rows:
            del row[number]
    elif what == "output" and number < len(table.outputs) > 1:
        for row in table.rows:
            del row[len(table.inputs) + number]
        del table.outputs[number]


@dataclass(frozen=True)
class CellView:
    """One cell as the editor shows it: its field name, its text and what is wrong with it."""

    name: str
    label: str
    text: str
    fault: str = ""


def rows_of(table: Table, faults: Mapping[str, str]) -> Iterator[tuple[int, list[CellView], str]]:
    """Each row with its number, its cells and what is wrong with the whole of it."""
    heads = [
        *(column.label or column.expression for column in table.inputs),
        *(column.name for column in table.outputs),
    ]
    names = [*(f"i{n + 1}" for n in range(len(table.inputs))), *(f"o{n + 1}" for n in range(len(table.outputs)))]
    for number, row in enumerate(table.rows, 1):
        cells = [
            CellView(f"r{number}-{name}", f"第 {number} 条 {head}", text, faults.get(f"r{number}-{name}", ""))
            for name, head, text in zip(names, heads, row, strict=False)
        ]
        yield number, cells, faults.get(f"r{number}", "")
