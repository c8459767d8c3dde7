"""What config may use of the supervision of time limits; other domains meet it through facts."""

from mingtang.domains.services.efficiency.actions.measuring import differences, measure, recount
from mingtang.domains.services.efficiency.actions.ordering import answer_order, close_order, send_order
from mingtang.domains.services.efficiency.actions.raising import examine, raise_by_hand
from mingtang.domains.services.efficiency.actions.reporting import make_report
from mingtang.domains.services.efficiency.actions.stepping import close, confirm, explain, rectify, revoke
from mingtang.domains.services.efficiency.actions.sweeping import sweep
from mingtang.domains.services.efficiency.events import LightDecided, LightRaised, OrderSent, ReportMade
from mingtang.domains.services.efficiency.installing import install
from mingtang.domains.services.efficiency.models import Light, SupervisionOrder
from mingtang.domains.services.efficiency.permissions import ANSWER_LIGHTS, READ_EFFICIENCY, SUPERVISE_EFFICIENCY

__all__ = [
    "ANSWER_LIGHTS",
    "READ_EFFICIENCY",
    "SUPERVISE_EFFICIENCY",
    "Light",
    "LightDecided",
    "LightRaised",
    "OrderSent",
    "ReportMade",
    "SupervisionOrder",
    "answer_order",
    "close",
    "close_order",
    "confirm",
    "differences",
    "examine",
    "explain",
    "install",
    "make_report",
    "measure",
    "raise_by_hand",
    "recount",
    "rectify",
    "revoke",
    "send_order",
    "sweep",
]
