"""Files that come with letters and go out with answers."""

from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.domains.interaction.messages.models.message import Message
from mingtang.kernel.content.api import File

PICTURES = frozenset({"jpg", "png", "webp"})


class AttachedFile(models.Model):
    """A file of a letter or of its answer (附件): for its author, and for whoever handles the letter.

    `shown` is what everybody may fetch once the letter is published: the file itself, or another one without what is private.
    None keeps it back.
    """

    class Side(models.TextChoices):
        LETTER = "letter", _("来信")
        REPLY = "reply", _("答复")

    message = models.ForeignKey(Message, models.PROTECT, related_name="files", verbose_name="留言")
    side = models.CharField("所属", max_length=6, choices=Side.choices)
    place = models.PositiveSmallIntegerField("序号")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    shown = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", verbose_name="公开的文件")

    class Meta:
        verbose_name = "留言附件"
        ordering = ["side", "place"]
        constraints = [models.UniqueConstraint(fields=["message", "side", "place"], name="one_file_in_a_place")]

    def __str__(self) -> str:
        return self.file.name

    @property
    def label(self) -> str:
        """What it is called beside its letter."""
        return gettext("%(side)s附件%(place)s") % {"side": self.get_side_display(), "place": self.place}

    @property
    def is_picture(self) -> bool:
        """Whether everybody gets it as a picture drawn anew: photographs tell where and with what they were taken."""
        return self.shown is not None and self.shown.content.kind in PICTURES

    @property
    def public_name(self) -> str:
        """What everybody reads for a name. Authors put their own into the names of files, offices what it is."""
        assert self.shown is not None, self
        name = PurePath(self.shown.name)
        stem = name.stem if self.side == self.Side.REPLY else self.label
        return stem + (".webp" if self.is_picture else name.suffix.lower())
