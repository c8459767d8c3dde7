"""The headless runner prints a trace on virtual time, and the check its findings."""

from pathlib import Path

import pytest

from mingtang.lib.flow.__main__ import main
from mingtang.lib.flow.tests.drawing import Drawing, sequence, timer


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    drawing = Drawing()
    drawing.node("startEvent", "start")
    drawing.node("userTask", "a", name="受理")
    drawing.node("exclusiveGateway", "g", default="no")
    drawing.node("userTask", "b", name="审查")
    drawing.node("boundaryEvent", "late", timer("P5WD"), attachedToRef="b", cancelActivity="false", name="超期")
    drawing.node("userTask", "c", name="督办")
    drawing.node("endEvent", "end")
    drawing.path("start", "a", "g")
    drawing.flow("g", "b", 'outcome == "同意" and amount > 3')
    drawing.flow("g", "end", ident="no")
    drawing.path("b", "end")
    drawing.path("late", "c")
    file = tmp_path / "p.bpmn"
    file.write_bytes(drawing.xml())
    return file


def test_a_run_follows_the_choices_and_jumps_to_timers(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["run", str(diagram), "--vars", '{"amount": 5}', "--choose", "a=同意", "--hold", "b", "--until", "P30D"]
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "2026-01-05 09:00  办结“受理”同意  →  待办：审查"
    assert lines[2] == "2026-01-12 09:00  到时“超期”  →  待办：督办"  # five working days after a Monday
    assert "running" in lines[-1]


def test_a_run_ends_and_says_so(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(diagram), "--choose", "a=不同意;amount=1"]) == 0
    assert "completed" in capsys.readouterr().out.splitlines()[-1]


def test_a_check_prints_findings_and_a_bad_file_its_faults(
    tmp_path: Path, diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(diagram)]) == 0
    island = sequence("a")
    island.node("userTask", "b")
    (tmp_path / "island.bpmn").write_bytes(island.xml())
    assert main(["check", str(tmp_path / "island.bpmn")]) == 1
    (tmp_path / "bad.bpmn").write_text("<a/>")
    assert main(["run", str(tmp_path / "bad.bpmn")]) == 2
    assert "永远不会走到" in capsys.readouterr().out
