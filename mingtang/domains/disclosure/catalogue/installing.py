"""What a node needs before it publishes: the process, and the forms of numbers. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.disclosure.catalogue.rules import CASE_TYPE, INDEX
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "disclosure-publication.bpmn"
INDEX_TEMPLATE = "{code}/{year}-{n:05}"
"""统一社会信用代码/年份-序号, as most places write index numbers; each organ may set its own (unconfirmed: no national form)."""


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    install_process(CASE_TYPE, "主动公开", PROCESS.read_bytes(), category="政府信息公开")
    set_number_format(SYSTEM, CASE_TYPE, "{word}公开审签〔{year}〕{n:05}号")
    set_number_format(SYSTEM, INDEX, INDEX_TEMPLATE)
