"""What config, and the other rooms of disclosure, may use of disclosure on request.

The annual report reads `counted_requests`, `counted_proceedings` and `fees_taken`; `reply_kinds()` and `APPLICANTS` are the
rows and columns of its table 3, in its order; `COURSES` and `RESULTS` those of table 4.
"""

from mingtang.domains.disclosure.requests.actions.charging import charge_fee, take_payment
from mingtang.domains.disclosure.requests.actions.contesting import end_proceeding, record_proceeding, reopen_request
from mingtang.domains.disclosure.requests.actions.excess import ask_reasons, take_reasons, tell_reasonable_time
from mingtang.domains.disclosure.requests.actions.giving import add_file, hand_in, redact_file, release_file
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
from mingtang.domains.disclosure.requests.actions.replying import draft_reply, lapse_request, sign_reply
from mingtang.domains.disclosure.requests.actions.serving import (
    correct_reply,
    deliver_reply,
    serve_letter,
    tell_third_party,
)
from mingtang.domains.disclosure.requests.events import DisclosureLetterIssued
from mingtang.domains.disclosure.requests.installing import install
from mingtang.domains.disclosure.requests.models import (
    Consultation,
    DisclosureRequest,
    GivenFile,
    PastReply,
    Proceeding,
)
from mingtang.domains.disclosure.requests.permissions import GRANT_EXTENSIONS, READ_REQUESTS, REGISTER_REQUESTS
from mingtang.domains.disclosure.requests.queries.figures import (
    CountedProceeding,
    CountedRequest,
    counted_proceedings,
    counted_requests,
    fees_taken,
)
from mingtang.domains.disclosure.requests.replies import ReplyKind, reply_kinds
from mingtang.domains.disclosure.requests.rules import APPLICANTS, COURSES, RESULTS, Applicant, Course, Result, Way

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
    "DisclosureLetterIssued",
    "DisclosureRequest",
    "GivenFile",
    "PastReply",
    "Proceeding",
    "ReplyKind",
    "Result",
    "Way",
    "acknowledge",
    "add_file",
    "ask_correction",
    "ask_opinion",
    "ask_reasons",
    "charge_fee",
    "confirm_request",
    "correct_reply",
    "counted_proceedings",
    "counted_requests",
    "deliver_reply",
    "draft_reply",
    "end_proceeding",
    "extend_reply",
    "fees_taken",
    "hand_in",
    "install",
    "lapse_request",
    "log_search",
    "record_proceeding",
    "redact_file",
    "redirect_request",
    "register_request",
    "release_file",
    "reopen_request",
    "reply_kinds",
    "serve_letter",
    "sign_reply",
    "submit_request",
    "take_correction",
    "take_opinion",
    "take_payment",
    "take_reasons",
    "tell_reasonable_time",
    "tell_third_party",
    "withdraw_request",
]
