"""What a node needs before it assesses sites: numbers and the template of bulletins. Doing it again changes nothing."""

import json
from pathlib import Path

import yaml

from mingtang.domains.inspection.actions.announcing import NUMBERING, TEMPLATE
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter

LETTERS = Path(__file__).parent / "letters"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    set_number_format(SYSTEM, NUMBERING, "{word}网通〔{year}〕{n}号")
    about = yaml.safe_load((LETTERS / "bulletin.yaml").read_text(encoding="utf-8"))
    source = (LETTERS / "bulletin.typ").read_text(encoding="utf-8")
    sample = json.dumps(about["sample"], ensure_ascii=False, indent=2)
    install_letter(TEMPLATE, about["title"], Content(source, about["variables"], sample))
