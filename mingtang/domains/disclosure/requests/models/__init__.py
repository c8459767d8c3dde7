"""Requests for disclosure, whose opinion was asked, where was searched, and the letters that went out."""

from mingtang.domains.disclosure.requests.models.consultation import Consultation, Search
from mingtang.domains.disclosure.requests.models.given import GivenFile
from mingtang.domains.disclosure.requests.models.letter import DeliveryProof, DisclosureLetter
from mingtang.domains.disclosure.requests.models.proceeding import PastReply, Proceeding
from mingtang.domains.disclosure.requests.models.request import DisclosureRequest
from mingtang.domains.disclosure.requests.models.wording import day_in_words

__all__ = [
    "Consultation",
    "DeliveryProof",
    "DisclosureLetter",
    "DisclosureRequest",
    "GivenFile",
    "PastReply",
    "Proceeding",
    "Search",
    "day_in_words",
]
