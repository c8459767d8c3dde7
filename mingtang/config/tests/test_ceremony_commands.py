"""The ceremony on the command line, and its guide word for word."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingtang.config.cli import cli
from mingtang.lib.ceremony.tests.conftest import request
from mingtang.lib.crypto.keys import KeyKind, to_pem
from mingtang.lib.crypto.shares import Share, SplitRecord, combine_shares

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs/guides/root-ceremony.md"
PEOPLE = ["--place", "机房", "--master", "张主持", "--auditor", "李审计"]


def run(*arguments, typed=""):
    return CliRunner().invoke(cli, ["ceremony", *map(str, arguments)], input=typed)


@pytest.fixture
def roots(tmp_path):
    """A ceremony of three custodians, two of whom are needed, and the request of an authority beside it."""
    names = [option for name in "甲乙丙" for option in ("--custodian", name)]
    done = run("hold", tmp_path / "roots", "--name", "根", *names, "--needed", 2, *PEOPLE)
    assert done.exit_code == 0, done.output
    (tmp_path / "authority.csr").write_text(to_pem("CERTIFICATE REQUEST", request(KeyKind.SM2)))
    return tmp_path / "roots"


def share(roots, number):
    return (roots.parent / "roots-shares" / f"share-{number}.txt").read_text().splitlines()[-1]


def certified(roots, *options, typed):
    return run("certify", roots, "--request", roots.parent / "authority.csr", *options, *PEOPLE, typed=typed)


def test_shares_are_typed_and_a_false_one_is_asked_for_again(roots):
    wrong = share(roots, 2).replace("MT1", "MT2")
    done = certified(roots, typed="\n".join(["y", share(roots, 3).lower(), wrong, share(roots, 1), ""]))
    assert done.exit_code == 0, done.output
    assert "That is the share of 丙." in done.output
    assert "not the form of a share; once more" in done.output
    assert share(roots, 3)[30:60] not in done.output.upper()
    assert run("verify", roots).exit_code == 0


def test_what_is_not_on_the_paper_is_not_certified(roots):
    before = sorted(roots.rglob("*"))
    assert certified(roots, typed="n\n").exit_code == 1
    assert sorted(roots.rglob("*")) == before


def test_shares_of_another_ceremony_are_refused_by_name(roots, tmp_path):
    other = tmp_path / "other.txt"
    names = [option for name in "甲乙丙" for option in ("--custodian", name)]
    run("hold", tmp_path / "again", "--name", "根", *names, "--needed", 2, *PEOPLE)
    other.write_text((tmp_path / "again-shares" / "share-2.txt").read_text())
    done = certified(roots, "--share-file", other, typed="y\n")
    assert done.exit_code == 1
    assert "2 (乙)" in done.output


def test_altered_files_are_told_and_a_folder_in_use_is_left_alone(roots):
    assert "is not empty" in run("hold", roots, "--name", "根", "--custodian", "甲", *PEOPLE).output
    inside = ["--shares-to", roots.parent / "new" / "shares"]
    assert run("hold", roots.parent / "new", "--name", "根", "--custodian", "甲", *inside, *PEOPLE).exit_code == 2
    paper = roots / "transcript" / "0001.txt"
    paper.write_text(paper.read_text().replace("机房", "别处"))
    done = run("verify", roots)
    assert done.exit_code == 1
    assert "WRONG: transcript/0001.txt does not say what transcript/0001.json says" in done.output


def test_keys_are_readable_by_their_owner_alone(roots):
    private = [*roots.glob("*.key"), *(roots.parent / "roots-shares").iterdir()]
    assert len(private) == 5
    assert {path.stat().st_mode & 0o777 for path in private} == {0o600}


def test_the_secret_is_neither_in_a_file_nor_on_the_screen(roots):
    done = certified(roots, typed="\n".join(["y", share(roots, 1), share(roots, 2), ""]))
    shares = [Share.from_text(share(roots, number)) for number in (1, 2, 3)]
    record = json.loads((roots / "transcript" / "0001.json").read_text())["told"]["split"]
    secret = combine_shares(shares[:2], SplitRecord.of_document(record))
    everywhere = [done.output.encode(), *(path.read_bytes() for path in roots.parent.rglob("*.*") if path.is_file())]
    assert len(everywhere) > 20
    for hidden in (secret, secret.hex().encode(), secret.hex().upper().encode(), b"BEGIN PRIVATE", b"BEGIN EC PRIVATE"):
        assert not [each for each in everywhere if hidden in each]


def test_shares_shown_on_the_screen_leave_no_file(tmp_path):
    names = [option for name in "甲乙" for option in ("--custodian", name)]
    done = run("hold", tmp_path / "roots", "--name", "根", *names, "--needed", 2, "--print-shares", *PEOPLE)
    shown = re.findall(r"^MT1-\S+$", done.output, re.MULTILINE)
    assert len(shown) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["roots"]
    for path in tmp_path.rglob("*.*"):
        assert not any(each.encode() in path.read_bytes() for each in shown)


@pytest.mark.slow
def test_the_guide_is_true(tmp_path):
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
    assert len(blocks) == 5
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "mingtang"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m mingtang "$@"\n')
    program.chmod(0o755)
    around = {
        name: value for name, value in os.environ.items() if not name.startswith(("MINGTANG", "DJANGO", "DATABASE"))
    }
    around |= {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    script = "set -eu\n" + "\n".join(blocks)
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=around, input=b"y\n", capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "Entries 1 to 4 hold" in done.stdout.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "authority.csr",
        "authority.key",
        "bin",
        "roots",
        "roots-shares",
    ]
