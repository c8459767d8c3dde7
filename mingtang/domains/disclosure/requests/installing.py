"""What a node needs before it takes requests: the process, the letters, their numbers. Doing it again changes nothing."""

from pathlib import Path

from mingtang.domains.disclosure.requests.rules import CASE_TYPE
from mingtang.domains.disclosure.requests.shipped_letters import VARIABLES, shipped_letters
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM
from mingtang.kernel.letters.api import Content
from mingtang.kernel.letters.api import install as install_letter
from mingtang.kernel.processes.api import install as install_process

PROCESS = Path(__file__).parent / "process" / "disclosure-request.bpmn"


def install() -> None:
    """Publish what comes with the program, for the whole node, as the system."""
    install_process(CASE_TYPE, "依申请公开", PROCESS.read_bytes(), category="政府信息公开")
    set_number_format(SYSTEM, CASE_TYPE, "{word}公开申请〔{year}〕{n:05}号")
    for letter in shipped_letters().values():
        install_letter(letter.key, letter.title, Content(letter.source, VARIABLES, letter.sample))
        set_number_format(SYSTEM, letter.key, letter.number_template)
