"""What the forms of letters have in common."""

from django import forms

from mingtang.domains.interaction.messages.actions.attaching import MOST_FILES
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.kernel.content.forms import FilesField
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor

ALL = ("", "全部")
KINDS = [(each.code, each.label) for each in kinds().values()]


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


def files_of(actor: Actor, words: str) -> FilesField:
    """A field for files that the actor brings."""
    help_text = f"{words}，最多 {MOST_FILES} 个。"
    return FilesField(actor=actor, most=MOST_FILES, label="附件", required=False, help_text=help_text)
