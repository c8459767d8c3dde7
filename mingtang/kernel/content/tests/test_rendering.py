"""What pages of documents look like when they are drawn for a screen."""

import io
import subprocess
import sys
from pathlib import Path

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
