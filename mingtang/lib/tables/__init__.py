"""Tables that come from outside (CSV, XLSX) read within bounds, and cells that are safe to hand out."""

from mingtang.lib.tables.reading import read_table
from mingtang.lib.tables.safe_cell import original_cell, safe_cell
from mingtang.lib.tables.table import Column, Limits, Row, Table, TableFault, TableRejected

__all__ = [
    "Column",
    "Limits",
    "Row",
    "Table",
    "TableFault",
    "TableRejected",
    "original_cell",
    "read_table",
    "safe_cell",
]
