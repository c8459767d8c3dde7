"""What config and the rooms above may use of the hall."""

from mingtang.domains.services.hall.actions.arranging import (
    establish_hall,
    keep_business,
    keep_window,
    leave,
    sit_down,
)
from mingtang.domains.services.hall.actions.booking import book, cancel, mark_missed
from mingtang.domains.services.hall.actions.calling import (
    call_again,
    call_next,
    finish,
    line_up_again,
    pass_over,
    start,
    transfer,
)
from mingtang.domains.services.hall.actions.handing_out import Parcel, collected, hand_out
from mingtang.domains.services.hall.actions.queueing import arrive, take_ticket
from mingtang.domains.services.hall.models import Appointment, Business, Hall, Handout, Ticket, Window
from mingtang.domains.services.hall.permissions import HAND_OUT, MANAGE_HALL, SERVE_AT_WINDOW
from mingtang.domains.services.hall.rules import Priority

__all__ = [
    "HAND_OUT",
    "MANAGE_HALL",
    "SERVE_AT_WINDOW",
    "Appointment",
    "Business",
    "Hall",
    "Handout",
    "Parcel",
    "Priority",
    "Ticket",
    "Window",
    "arrive",
    "book",
    "call_again",
    "call_next",
    "cancel",
    "collected",
    "establish_hall",
    "finish",
    "hand_out",
    "keep_business",
    "keep_window",
    "leave",
    "line_up_again",
    "mark_missed",
    "pass_over",
    "sit_down",
    "start",
    "take_ticket",
    "transfer",
]
