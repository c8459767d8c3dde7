"""What a node needs before it receives messages: the process. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.interaction.messages.case_type import MESSAGE
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "message.bpmn"


def install() -> None:
    """Publish the process of messages, for the whole node, as the system."""
    install_process(MESSAGE.process, MESSAGE.label, PROCESS.read_bytes(), category="互动交流")
