"""What config and the rooms above may use of editing; other domains meet it through facts of the sites."""

from mingtang.domains.portal.editing.actions.adopting import take_over
from mingtang.domains.portal.editing.actions.releasing import (
    cancel,
    carry_out_due,
    publish_now,
    retry,
    schedule,
    withdraw,
)
from mingtang.domains.portal.editing.actions.reviewing import review, set_way
from mingtang.domains.portal.editing.actions.writing import (
    Draft,
    abandon,
    add_file,
    save_manuscript,
    submit,
    write_manuscript,
)
from mingtang.domains.portal.editing.installing import install
from mingtang.domains.portal.editing.models import Manuscript, Release, Review
from mingtang.domains.portal.editing.permissions import MANAGE_COLUMNS, READ_MANUSCRIPTS, WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.checking import findings_of
from mingtang.domains.portal.editing.rules import HOLDERS, STEPS, Stage
from mingtang.domains.portal.sites.api import PUBLISH_ARTICLES

__all__ = [
    "HOLDERS",
    "MANAGE_COLUMNS",
    "PUBLISH_ARTICLES",
    "READ_MANUSCRIPTS",
    "STEPS",
    "WRITE_MANUSCRIPTS",
    "Draft",
    "Manuscript",
    "Release",
    "Review",
    "Stage",
    "abandon",
    "add_file",
    "cancel",
    "carry_out_due",
    "findings_of",
    "install",
    "publish_now",
    "retry",
    "review",
    "save_manuscript",
    "schedule",
    "set_way",
    "submit",
    "take_over",
    "withdraw",
    "write_manuscript",
]
