"""What config may use of supervision; other domains meet it through facts."""

from mingtang.domains.supervision.actions.evaluating import evaluate
from mingtang.domains.supervision.actions.extending import ask_for_extension
from mingtang.domains.supervision.actions.handling import complete, report, send_back
from mingtang.domains.supervision.actions.proposing import ItemDetails, discard_draft, revise, save_draft, submit
from mingtang.domains.supervision.actions.releasing import ask_for_release
from mingtang.domains.supervision.actions.reminding import remind_of_dates
from mingtang.domains.supervision.events import ItemDispatched, ItemExtended, ItemSubmitted, UnitReleased
from mingtang.domains.supervision.installing import install
from mingtang.domains.supervision.models import Charge, Extension, Release, SupervisedItem

__all__ = [
    "Charge",
    "Extension",
    "ItemDetails",
    "ItemDispatched",
    "ItemExtended",
    "ItemSubmitted",
    "Release",
    "SupervisedItem",
    "UnitReleased",
    "ask_for_extension",
    "ask_for_release",
    "complete",
    "discard_draft",
    "evaluate",
    "install",
    "remind_of_dates",
    "report",
    "revise",
    "save_draft",
    "send_back",
    "submit",
]
