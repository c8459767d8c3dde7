"""The guide `verify-without-us.md`, block by block: what we sealed holds before openssl alone, and altered copies do not."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from mingtang.config.verify_command import verify
from mingtang.kernel.evidence.api import SYSTEM, seal_pending
from mingtang.kernel.trust.api import Seal, SealMandate, seal_ofd, seal_pdf
from mingtang.kernel.trust.tests.test_sealing import SPOTS, document, mandate, seal  # noqa: F401
from mingtang.kernel.trust.tests.test_verification import exported
from mingtang.kernel.trust.timestamps.completing import stamp_evidence
from mingtang.kernel.trust.verification.examining import bundle_of
from mingtang.lib.ofd import write_ofd

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

ROOT = Path(__file__).parents[4]
GUIDE = ROOT / "docs/guides/verify-without-us.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
SECTION = re.compile(r"^## ([^\n]*)\n\n(?:(?!^## ).)*?^```sh\n(.*?)^```$", re.M | re.S)
KINDS = ("ecdsa", "sm2", "ofd", "evidence")


def made(kind: str, mandate: SealMandate) -> bytes:  # noqa: F811
    """A document of each kind, as our own calls make it."""
    if kind == "evidence":
        while seal_pending():
            pass
        stamp_evidence()
        return exported()
    if kind == "ofd":
        bare = write_ofd(document(), title="通知书", attachments=())
        return seal_ofd(SYSTEM, mandate, bare, SPOTS, title="通知书", about=mandate).content
    if kind == "sm2":
        Seal.objects.update(international=None)
        mandate.seal.refresh_from_db()
    return seal_pdf(SYSTEM, mandate, document(), SPOTS, title="通知书", about=mandate).content


def run(block: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A block in a shell, with `mingtang` at hand and nothing of ours in the surroundings."""
    surroundings = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "MINGTANG_VAR": "/nowhere"}
    command = ["bash", "-e", "-o", "pipefail", "-c", block]
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def failing(bundle: Path) -> Iterator[str]:
    """Titles of the sections that fail."""
    for title, block in SECTION.findall((bundle / "README.md").read_text()):
        if run(block, bundle).returncode:
            yield title


def altered(content: bytes, at: int) -> bytes:
    return content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_holds_for_what_was_sealed_and_not_for_altered_copies(
    kind: str,
    mandate: SealMandate,  # noqa: F811
    tmp_path: Path,
) -> None:
    content = made(kind, mandate)
    (tmp_path / "document").write_bytes(content)
    (tmp_path / "bundle.zip").write_bytes(bundle_of(content))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/mingtang").write_text(f'#!/bin/sh\nexec {sys.executable} -m mingtang "$@"\n')
    (tmp_path / "bin/mingtang").chmod(0o755)
    for block in BLOCK.findall(GUIDE.read_text()):
        done = run(block, tmp_path)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    assert_altered_copies_fail(kind, tmp_path / "bundle", content)


def assert_altered_copies_fail(kind: str, bundle: Path, content: bytes) -> None:
    if kind == "ofd":
        (bundle / "document.ofd").write_bytes(with_another_page(content))
        assert next(failing(bundle)) == "第 1 个印章：受保护的部分"
        (bundle / "document.ofd").write_bytes(content)
    elif kind == "evidence":
        (bundle / "document.jsonl").write_bytes(content.replace(b'"at":"20', b'"at":"19', 1))
        assert next(failing(bundle)) == "重算存证链"
        (bundle / "document.jsonl").write_bytes(content)
    else:
        (bundle / "document.pdf").write_bytes(altered(content, content.index(b"stream") + 20))
        assert next(failing(bundle)) == "第 1 个签名：内容与签名"
        (bundle / "document.pdf").write_bytes(content)
    assert_altered_proofs_fail(bundle)


def assert_altered_proofs_fail(bundle: Path) -> None:
    """Each piece of the proof counts: the timestamp, a list of revoked certificates."""
    for path, title in ((next(bundle.glob("*/*.stamped")), "时间戳"), (next(bundle.glob("lists/*.crl")), "没有被注销")):
        whole = path.read_bytes()
        path.write_bytes(altered(whole, len(whole) - 3))
        assert any(title in each for each in failing(bundle)), path
        path.write_bytes(whole)


def with_another_page(ofd: bytes) -> bytes:
    before, after = zipfile.ZipFile(BytesIO(ofd)), BytesIO()
    with zipfile.ZipFile(after, "w") as archive:
        for name in before.namelist():
            content = before.read(name)
            archive.writestr(name, content + b" " if name.endswith("Content.xml") else content)
    return after.getvalue()


def test_the_command_says_what_the_page_says_by_its_exit_code(
    mandate: SealMandate,  # noqa: F811
    tmp_path: Path,
) -> None:
    content = made("ecdsa", mandate)
    (tmp_path / "a.pdf").write_bytes(content)
    (tmp_path / "b.pdf").write_bytes(altered(content, content.index(b"stream") + 20))
    (tmp_path / "bare.pdf").write_bytes(document())
    invoke = lambda *arguments: CliRunner().invoke(verify, [str(each) for each in arguments])  # noqa: E731
    exported = invoke(tmp_path / "a.pdf", "--export", tmp_path / "bundle.zip")
    assert (exported.exit_code, "核对" in exported.output) == (0, True)
    assert invoke(tmp_path / "b.pdf", "--bundle", tmp_path / "bundle.zip").exit_code == 1
    assert invoke(tmp_path / "bare.pdf", "--bundle", tmp_path / "bundle.zip").exit_code == 1
    assert invoke(tmp_path / "a.pdf", "--roots", tmp_path).exit_code == 1
    assert invoke(tmp_path / "a.pdf", "--at", "yesterday").exit_code == 2
    later = invoke(tmp_path / "bundle.zip", "--json", "--at", "2060-01-01")
    assert (later.exit_code, json.loads(later.stdout)["outcome"]) == (0, "valid_then")
