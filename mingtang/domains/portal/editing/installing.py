"""What a node needs before its editors write: the process. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.portal.editing.rules import CASE_TYPE
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "manuscript.bpmn"


def install() -> None:
    """Publish the process of manuscripts, for the whole node, as the system."""
    install_process(CASE_TYPE, "稿件三审三校", PROCESS.read_bytes(), category="门户网站")
