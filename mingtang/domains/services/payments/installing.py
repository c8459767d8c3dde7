"""What a node needs before it charges: the series of its orders. Doing it again changes nothing."""

from mingtang.domains.services.payments.actions.charging import NUMBERS
from mingtang.kernel.directory.api import set_number_format
from mingtang.kernel.evidence.api import SYSTEM


def install() -> None:
    """Set the series of orders, as the system."""
    set_number_format(SYSTEM, NUMBERS, "{year}{n:08}")
