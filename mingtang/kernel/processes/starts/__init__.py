"""Processes to begin from: a new process may start as a copy of one of these."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingtang.lib.flow.drawing import with_diagram

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Start:
    """A file of this folder and what it is for."""

    key: str
    title: str
    purpose: str

    @property
    def xml(self) -> str:
        """Its BPMN, with a diagram."""
        return _read(self.key)


STARTS = (
    Start("single-organ-commitment", "单部门承诺件", "一个部门受理、审查、决定、送达，可以补正材料"),
    Start("parallel-organs", "并联审批", "牵头部门受理，名单上的部门同时审查，汇总后统一决定"),
    Start("countersigning", "会签", "拟稿后多人会签，有人要求修改就退回拟稿，最后签发"),
    Start("assigned-matter", "交办督查", "交办、落实、定期报送进展、核查成效，未达到的退回重办"),
)


def start_named(key: str) -> Start | None:
    """The start with this key."""
    return next((start for start in STARTS if start.key == key), None)


@cache
def _read(key: str) -> str:
    return with_diagram((HERE / f"{key}.bpmn").read_bytes()).decode()
