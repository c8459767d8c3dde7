"""What is not valid any more: lists of revoked certificates, and answers to questions about one (RFC 5280, RFC 6960)."""

from mingtang.lib.crypto.revocation.answers import Lookup, Refusal, Responder, refusal
from mingtang.lib.crypto.revocation.lists import make_crl
from mingtang.lib.crypto.revocation.questions import Question, make_question, question_in_path, read_question
from mingtang.lib.crypto.revocation.reading_answers import (
    Answer,
    Known,
    SingleAnswer,
    believed_answer,
    read_answer,
    verify_answer,
)
from mingtang.lib.crypto.revocation.reading_lists import RevocationList, read_crl
from mingtang.lib.crypto.revocation.reasons import Reason, Revoked

__all__ = [
    "Answer",
    "Known",
    "Lookup",
    "Question",
    "Reason",
    "Refusal",
    "Responder",
    "RevocationList",
    "Revoked",
    "SingleAnswer",
    "believed_answer",
    "make_crl",
    "make_question",
    "question_in_path",
    "read_answer",
    "read_crl",
    "read_question",
    "refusal",
    "verify_answer",
]
