"""What the forms of letters have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.messages.actions.attaching import MOST_FILES
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.kernel.content.forms import FilesField
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor

ALL = ("", _("全部"))
KINDS = [(each.code, each.label) for each in kinds().values()]


class OrganChoice(forms.ModelChoiceField):
    """One organ, by its short name."""

    def label_from_instance(self, organ: Organ) -> str:
        return organ.label


def files_of(actor: Actor, words: Any) -> FilesField:
    """A field for files that the actor brings; the words say how many may be."""
    return FilesField(actor=actor, most=MOST_FILES, label=_("附件"), required=False, help_text=words)
