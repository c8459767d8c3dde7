"""An export can be checked by anybody, with nothing but Python and the script in docs."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mingtang.kernel.evidence.chain import export_chain, seal_pending
from mingtang.kernel.evidence.commands import evidence
from mingtang.kernel.evidence.models import Chain, Record
from mingtang.kernel.evidence.tests.deeds import note, region, rename

pytestmark = pytest.mark.django_db

SCRIPT = Path(__file__).parents[4] / "docs" / "verify_evidence.py"
Run = subprocess.CompletedProcess[str]


@pytest.fixture
def lines() -> list[dict[str, Any]]:
    """An export of eight links: start, links, end."""
    row = region()
    for n in range(7):
        rename(row, f"{n}省\u2028“引”\n\t\\\U0001f3db")
    note("末")
    seal_pending()
    return exported()


def exported(**span: int) -> list[dict[str, Any]]:
    out = StringIO()
    export_chain(out, **span)
    return [json.loads(line) for line in out.getvalue().rstrip("\n").split("\n")]


def check(tmp_path: Path, lines: list[dict[str, Any]]) -> Run:
    file = tmp_path / "evidence.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script_has_at_most_forty_lines_and_needs_only_python() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))}
    assert imported <= sys.stdlib_module_names


def test_a_faithful_export_holds_and_names_the_head(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    run = check(tmp_path, lines)
    assert run.returncode == 0, run.stderr
    assert run.stdout == f"8 links hold, head 8:{Chain.objects.get().digest}\n"


def test_part_of_the_chain_can_be_exported(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    part = exported(first=3, last=6)
    assert [line["seq"] for line in part[1:-1]] == [3, 4, 5, 6]
    assert check(tmp_path, part).stdout.startswith("4 links hold, head 6:")
    assert part[0]["previous"] == lines[2]["digest"]


def test_an_empty_chain_can_be_exported(tmp_path: Path) -> None:
    assert check(tmp_path, exported()).stdout == f"0 links hold, head 0:{'0' * 64}\n"


@pytest.mark.parametrize("name", sorted(each.attname for each in Record._meta.concrete_fields if each.name != "id"))
def test_an_altered_record_is_found(lines: list[dict[str, Any]], tmp_path: Path, name: str) -> None:
    where = lines[4]["record"] if name != "digest" else lines[4]
    where[name] = "2001-01-01T00:00:00.000000Z" if name == "at" else "x"
    run = check(tmp_path, lines)
    assert (run.returncode, run.stderr) == (1, f"BROKEN at link 4, record {lines[4]['id']}\n")


@pytest.mark.parametrize("name", ["seq", "id", "record_digest", "digest"])
def test_an_altered_link_is_found(lines: list[dict[str, Any]], tmp_path: Path, name: str) -> None:
    lines[4][name] = 99
    run = check(tmp_path, lines)
    assert run.returncode == 1
    assert "BROKEN at link 4" in run.stderr


@pytest.mark.parametrize("name", ["first", "format"])
def test_an_altered_beginning_is_found(lines: list[dict[str, Any]], tmp_path: Path, name: str) -> None:
    lines[0][name] = 2
    run = check(tmp_path, lines)
    assert run.returncode == 1
    assert "BROKEN" in run.stderr


def test_missing_added_and_exchanged_lines_are_found(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    missing = lines[:4] + lines[5:]
    added = [*lines[:5], lines[4], *lines[5:]]
    exchanged = [*lines[:4], lines[5], lines[4], *lines[6:]]
    for altered in (missing, added, exchanged):
        assert check(tmp_path, altered).returncode == 1
    cut = check(tmp_path, lines[:-2] + lines[-1:])
    assert cut.stderr == "BROKEN: the file names a head at 8 but its links end at 7\n"


def test_a_file_rewritten_throughout_has_another_head(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    from mingtang.lib.digests import canonical_json, sm3_hex

    lines[1]["record"]["note"], digest = "改写", "0" * 64
    for line in lines[1:-1]:
        line["record_digest"] = sm3_hex(canonical_json(line["record"]))
        line["digest"] = digest = sm3_hex(f"{digest}:{line['seq']}:{line['id']}:{line['record_digest']}".encode())
    lines[-1]["head"] = digest
    run = check(tmp_path, lines)
    assert run.returncode == 0
    assert Chain.objects.get().digest not in run.stdout


def test_the_commands_export_and_verify(lines: list[dict[str, Any]], tmp_path: Path) -> None:
    file, run = tmp_path / "chain.jsonl", CliRunner().invoke
    written = run(evidence, ["export", str(file), "--json"])
    assert (written.exit_code, json.loads(written.output)) == (0, {"links": 8})
    assert [json.loads(line) for line in file.read_text().rstrip("\n").split("\n")] == lines
    head = f"8:{Chain.objects.get().digest}"
    holds = run(evidence, ["verify", "--known", head])
    assert (holds.exit_code, head in holds.output) == (0, True)
    beyond = run(evidence, ["verify", "--json", "--known", f"9:{'a' * 64}"])
    assert beyond.exit_code == 1
    assert json.loads(beyond.output)["broken"]["seq"] == 9
    assert run(evidence, ["verify", "--known", "nonsense"]).exit_code == 2
