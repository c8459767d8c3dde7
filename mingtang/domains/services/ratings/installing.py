"""What a node needs before ratings are followed up: the process. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.services.ratings.case_type import FOLLOW_UP
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "follow-up.bpmn"


def install() -> None:
    """Publish the process of following a bad rating up, for the whole node, as the system."""
    install_process(FOLLOW_UP.process, FOLLOW_UP.label, PROCESS.read_bytes(), category="政务服务")
