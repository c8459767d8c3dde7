"""What config, and the other rooms of disclosure, may use of disclosure on request.

The annual report reads `counted_requests`, `counted_proceedings` and `fees_taken`; `reply_kinds()` and `APPLICANTS` are the
rows and columns of its table 3, in its order; `COURSES` and `RESULTS` those of table 4.
"""

from mingtang.domains.disclosure.requests.actions.charging import charge_fee, take_payment
from mingtang.domains.disclosure.requests.actions.contesting import end_proceeding, record_proceeding, reopen_request
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
from mingtang.domains.disclosure.requests.models import Consultation, DisclosureRequest, PastReply, Proceeding
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS
from mingtang.domains.disclosure.requests.queries.figures import (
    CountedProceeding,
    CountedRequest,
    counted_proceedings,
    counted_requests,
    fees_taken,
)
from mingtang.domains.disclosure.requests.replies import ReplyKind, reply_kinds
from mingtang.domains.disclosure.requests.rules import APPLICANTS, COURSES, RESULTS, Applicant, Course, Result

__all__ = [
    "APPLICANTS",
    "COURSES",
    "GRANT_EXTENSIONS",
    "READ_REQUESTS",
    "REGISTER_REQUESTS",
    "RESULTS",
    "Applicant",
    "Consultation",
    "CountedProceeding",
    "CountedRequest",
    "Course",
    "Details",
    "DisclosureRequest",
    "PastReply",
    "Proceeding",
    "ReplyKind",
    "Result",
    "acknowledge",
    "ask_correction",
    "ask_opinion",
    "charge_fee",
    "confirm_request",
    "counted_proceedings",
    "counted_requests",
    "deliver_reply",
    "draft_reply",
    "end_proceeding",
    "extend_reply",
    "fees_taken",
    "install",
    "lapse_request",
    "log_search",
    "record_proceeding",
    "redirect_request",
    "register_request",
    "reopen_request",
    "reply_kinds",
    "sign_reply",
    "submit_request",
    "take_correction",
    "take_opinion",
    "take_payment",
    "withdraw_request",
]
