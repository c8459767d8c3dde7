"""What a node needs before anybody applies: processes to begin from, documents, their numbers. Doing it again changes nothing."""

from pathlib import Path

import yaml

from mingtang.domains.services.applications.process import STARTS
from mingtang.domains.services.applications.shipped_letters import shipped_letters
from mingtang.domains.services.payments.api import install as install_payments
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter
from mingtang.kernel.processes.api import install as install_process

CATEGORY = "政务服务"
FORMS = Path(__file__).parent / "shipped_forms"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    for start in STARTS:
        install_process(start.key, start.title, start.xml.encode(), category=CATEGORY)
    install_payments()
    install_forms()
    for letter in shipped_letters().values():
        install_letter(letter.key, letter.title, Content(letter.source, letter.variables, letter.sample_text))
        set_number_format(SYSTEM, letter.numbering, f"{{word}}{letter.series}字〔{{year}}〕{{n}}号")


def install_forms() -> None:
    """Publish the forms of the items that come with the program."""
    for path in sorted(FORMS.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        install_form(path.stem, document["title"], document)
