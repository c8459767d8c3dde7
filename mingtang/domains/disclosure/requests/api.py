"""What config may use of disclosure on request."""

from mingtang.domains.disclosure.requests.actions.charging import charge_fee, take_payment
from mingtang.domains.disclosure.requests.actions.handling import (
    ask_correction,
    ask_opinion,
    extend_reply,
    log_search,
    take_correction,
    take_opinion,
    withdraw_request,
)
from mingtang.domains.disclosure.requests.actions.receiving import (
    Details,
    acknowledge,
    confirm_request,
    redirect_request,
    register_request,
    submit_request,
)
from mingtang.domains.disclosure.requests.actions.replying import (
    deliver_reply,
    draft_reply,
    lapse_request,
    sign_reply,
)
from mingtang.domains.disclosure.requests.installing import install
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS

__all__ = [
    "GRANT_EXTENSIONS",
    "READ_REQUESTS",
    "REGISTER_REQUESTS",
    "Consultation",
    "Details",
    "DisclosureRequest",
    "acknowledge",
    "ask_correction",
    "ask_opinion",
    "charge_fee",
    "confirm_request",
    "deliver_reply",
    "draft_reply",
    "extend_reply",
    "install",
    "lapse_request",
    "log_search",
    "redirect_request",
    "register_request",
    "sign_reply",
    "submit_request",
    "take_correction",
    "take_opinion",
    "take_payment",
    "withdraw_request",
]
