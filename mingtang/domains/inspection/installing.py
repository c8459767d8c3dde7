"""What a node needs before it assesses sites: numbers, the templates of bulletins and of yearly statements. Doing it again changes nothing."""

import json
from pathlib import Path

import yaml

from mingtang.domains.inspection.actions.announcing import NUMBERING, TEMPLATE
from mingtang.domains.inspection.actions.stating import TEMPLATE as STATEMENT
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter

LETTERS = Path(__file__).parent / "letters"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    set_number_format(SYSTEM, NUMBERING, "{word}网通〔{year}〕{n}号")
    _install(TEMPLATE, "bulletin")
    _install(STATEMENT, "statement")


def _install(key: str, name: str) -> None:
    about = yaml.safe_load((LETTERS / f"{name}.yaml").read_text(encoding="utf-8"))
    source = (LETTERS / f"{name}.typ").read_text(encoding="utf-8")
    sample = json.dumps(about["sample"], ensure_ascii=False, indent=2)
    install_letter(key, about["title"], Content(source, about["variables"], sample))
