"""What a node needs before it supervises: processes, the report form, the rule for numbers. Doing it again changes nothing."""

from pathlib import Path

import yaml

from mingtang.domains.supervision.case_type import EXTENSION, ITEM, RELEASE, REPORT_FORM
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.forms.api import install as install_form
from mingtang.kernel.processes.api import install as install_process

HERE = Path(__file__).parent
NUMBER_TEMPLATE = "督〔{year}〕{n}号"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    for case_type in (ITEM, EXTENSION, RELEASE):
        name = case_type.process.removeprefix("supervision-")
        install_process(
            case_type.process, case_type.label, (HERE / "process" / f"{name}.bpmn").read_bytes(), category="督查"
        )
    install_form(REPORT_FORM, "督查事项办理情况", yaml.safe_load((HERE / "report.yaml").read_text(encoding="utf-8")))
    set_number_format(SYSTEM, ITEM.numbering, NUMBER_TEMPLATE)
