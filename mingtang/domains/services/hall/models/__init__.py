"""The hall with its windows and kinds of business; tickets; appointments; what was handed out."""

from mingtang.domains.services.hall.models.appointment import Appointment
from mingtang.domains.services.hall.models.hall import Business, Hall, Window
from mingtang.domains.services.hall.models.handout import Handout
from mingtang.domains.services.hall.models.ticket import Ticket, TicketSerial

__all__ = ["Appointment", "Business", "Hall", "Handout", "Ticket", "TicketSerial", "Window"]
