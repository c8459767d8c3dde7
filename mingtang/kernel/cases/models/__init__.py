"""Nouns of the cases."""

from mingtang.kernel.cases.models.case import ArchivePackage, Case, Filing, Participant, Party
from mingtang.kernel.cases.models.clock import Clock, ClockEvent
from mingtang.kernel.cases.models.desk import Copy, OpinionDraft, Phrase, SavedView, Substitution, Watch
from mingtang.kernel.cases.models.step import Errand, Step
from mingtang.kernel.cases.models.token import HOLDER, Candidate, Token

__all__ = [
    "HOLDER",
    "ArchivePackage",
    "Candidate",
    "Case",
    "Clock",
    "ClockEvent",
    "Copy",
    "Errand",
    "Filing",
    "OpinionDraft",
    "Participant",
    "Party",
    "Phrase",
    "SavedView",
    "Step",
    "Substitution",
    "Token",
    "Watch",
]
