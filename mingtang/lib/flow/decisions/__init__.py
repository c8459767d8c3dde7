"""Decision tables drawn by departments (DMN): compiled, decided, and checked for overlaps and gaps."""

from mingtang.lib.flow.decisions.cells import Cell, CellError, parse_cell
from mingtang.lib.flow.decisions.coverage import CoverageFinding, CoverageKind, coverage
from mingtang.lib.flow.decisions.reading import compile_dmn
from mingtang.lib.flow.decisions.table import DecisionError, DecisionTable, HitPolicy

__all__ = [
    "Cell",
    "CellError",
    "CoverageFinding",
    "CoverageKind",
    "DecisionError",
    "DecisionTable",
    "HitPolicy",
    "compile_dmn",
    "coverage",
    "parse_cell",
]
