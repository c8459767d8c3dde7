"""What a node needs before it publishes: the form of index numbers. Doing it again changes nothing."""

from mingtang.domains.disclosure.catalogue.rules import INDEX
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM

INDEX_TEMPLATE = "{code}/{year}-{n:05}"
"""统一社会信用代码/年份-序号, as most places write index numbers; each organ may set its own (unconfirmed: no national form)."""


def install() -> None:
    """Set what comes with the program, for the whole node, as the system."""
    set_number_format(SYSTEM, INDEX, INDEX_TEMPLATE)
