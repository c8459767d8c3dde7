"""From what the engine has changed to statements: offers, clocks, errands, history and evidence of one command."""

from mingtang.kernel.cases.writing.everything import write
from mingtang.kernel.cases.writing.stroke import Stroke

__all__ = ["Stroke", "write"]
