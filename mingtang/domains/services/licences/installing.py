"""What a node needs before it issues licences: the certificate, the series of serials. Again: changes nothing."""

import json
from pathlib import Path

import yaml

from mingtang.domains.services.licences.actions.issuing import SERIALS
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter

LETTERS = Path(__file__).parent / "letters"
CERTIFICATE = "licence-certificate"
SERIAL_TEMPLATE = "{year}{n:07}"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    about = yaml.safe_load((LETTERS / "certificate.yaml").read_text(encoding="utf-8"))
    source = (LETTERS / "certificate.typ").read_text(encoding="utf-8")
    sample = json.dumps(about["sample"], ensure_ascii=False, indent=2)
    install_letter(CERTIFICATE, about["title"], Content(source, about["variables"], sample))
    set_number_format(SYSTEM, SERIALS, SERIAL_TEMPLATE)
