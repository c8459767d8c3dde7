"""What a node needs before it supervises: numbers, and the template of reports. Doing it again changes nothing."""

import json
from pathlib import Path

import yaml

from mingtang.domains.services.efficiency.actions.ordering import NUMBERING as ORDERS
from mingtang.domains.services.efficiency.actions.raising import NUMBERING as LIGHTS
from mingtang.domains.services.efficiency.actions.reporting import TEMPLATE
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter

LETTERS = Path(__file__).parent / "letters"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    set_number_format(SYSTEM, LIGHTS, "{word}监察〔{year}〕{n}号")
    set_number_format(SYSTEM, ORDERS, "{word}效督〔{year}〕{n}号")
    about = yaml.safe_load((LETTERS / "monthly.yaml").read_text(encoding="utf-8"))
    source = (LETTERS / "monthly.typ").read_text(encoding="utf-8")
    sample = json.dumps(about["sample"], ensure_ascii=False, indent=2)
    install_letter(TEMPLATE, about["title"], Content(source, about["variables"], sample))
