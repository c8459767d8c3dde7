"""Letters as the platform sets them, and whatever else Typst can set, with the fonts that are there."""

import json
import os
from pathlib import Path

import typst
import yaml

TREE = Path(__file__).resolve().parents[3]
LAYOUTS = TREE / "kernel" / "letters" / "layouts"
SAMPLES = TREE / "config" / "demo" / "data" / "letters"
FONTS = Path(os.environ.get("MINGTANG_FONTS") or TREE.parent / "var" / "fonts")


def set_letter(code: str) -> bytes:
    """The PDF of a letter of the demonstration city with its sample data."""
    entries = {entry["key"]: entry for entry in yaml.safe_load((SAMPLES / "letters.yaml").read_text())}
    return set_source((SAMPLES / f"{code}.typ").read_text(), entries[code]["sample"])


def set_source(source: str, data=None) -> bytes:
    return _set(source, "pdf", data)


def picture_of(source: str) -> bytes:
    """A PNG."""
    return _set(source, "png", None)


def _set(source: str, form: str, data) -> bytes:
    return typst.compile(
        source.encode(),
        format=form,
        root=LAYOUTS,
        font_paths=[FONTS] if FONTS.is_dir() else [],
        sys_inputs={"data": json.dumps(data or {}), "missing": "[]"},
        timestamp=0,
    )
