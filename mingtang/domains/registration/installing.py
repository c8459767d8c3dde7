"""What a node needs before it takes applications: the process. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.registration.rules import CASE_TYPE
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "registration.bpmn"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    install_process(CASE_TYPE, "证书申请", PROCESS.read_bytes(), category="网络信任")
    set_number_format(SYSTEM, CASE_TYPE, "SQ-{year}{month:02}-{n:06}")
