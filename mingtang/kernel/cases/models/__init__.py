"""Nouns of the cases."""

from mingtang.kernel.cases.models.archive import ArchivePackage, Destruction
from mingtang.kernel.cases.models.case import Case, Filing, Participant, Party
from mingtang.kernel.cases.models.clock import Clock, ClockEvent
from mingtang.kernel.cases.models.desk import Copy, OpinionDraft, Phrase, SavedView, Substitution, Watch
from mingtang.kernel.cases.models.migration import CaseMigration, MigratedCase
from mingtang.kernel.cases.models.step import Errand, Step
from mingtang.kernel.cases.models.token import HOLDER, Candidate, Token

__all__ = [
    "HOLDER",
    "ArchivePackage",
    "Candidate",
    "Case",
    "CaseMigration",
    "Clock",
    "ClockEvent",
    "Copy",
    "Destruction",
    "Errand",
    "Filing",
    "MigratedCase",
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
