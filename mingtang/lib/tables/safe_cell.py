"""Cells of exports that a spreadsheet program must show, not run.

Source: OWASP, CSV injection. An apostrophe in front makes spreadsheet programs take the cell as text.
"""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XLSX has no way to write these
_FORMULA = re.compile(r"^'*\s*[=+\-@＝＋－＠]|^'*[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def safe_cell(text: str) -> str:
    """`text` without control characters, and quoted by an apostrophe when a spreadsheet could take it for a formula.

    Plain numbers, such as -5, stay numbers.
    """
    clean = _CONTROL.sub("", text)
    if _FORMULA.match(clean) and not _PLAIN_NUMBER.fullmatch(clean):
        return "'" + clean
    return clean


def original_cell(cell: str) -> str:
    """The text of which `safe_cell` made `cell`, so that an export can be imported again."""
    text = cell[1:]
    return text if cell.startswith("'") and safe_cell(text) == cell else cell
