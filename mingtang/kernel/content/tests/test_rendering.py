"""What pages of documents look like when they are drawn for a screen."""

import io
import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook
from PIL import Image

from mingtang.lib.crypto.keys import KeyKind
from mingtang.lib.crypto.tests.hierarchy import hierarchy
from mingtang.lib.pdf.tests.files import signed


def test_the_seal_of_a_document_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(signed(hierarchy(KeyKind.ECDSA_P256)))
    command = [sys.executable, "-m", "mingtang.kernel.content.rendering", "page", "pdf", str(file), "2", "400"]
    drawn = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    colours = Image.open(io.BytesIO(drawn)).convert("RGB").getcolors(400 * 600)
    assert colours is not None
    assert any(red > 180 and green < 120 and blue < 120 for _count, (red, green, blue) in colours)


def test_the_text_of_a_workbook_is_also_that_of_its_hidden_sheets(tmp_path: Path) -> None:
    book, file = Workbook(), tmp_path / "list.xlsx"
    hidden = book.create_sheet("底稿")
    hidden.sheet_state, hidden["A1"], hidden["A2"] = "hidden", "990102199001010011", 19900000123
    book.save(file)
    command = [sys.executable, "-m", "mingtang.kernel.content.rendering", "text", "xlsx", str(file)]
    lines = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode().split()
    assert {"990102199001010011", "19900000123"} <= set(lines)


def test_the_text_of_a_document_is_that_of_its_text_layer(tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(signed(hierarchy(KeyKind.ECDSA_P256)))
    command = [sys.executable, "-m", "mingtang.kernel.content.rendering", "text", "pdf", str(file)]
    assert subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.strip()
