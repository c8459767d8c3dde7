"""The form by which anybody has a file verified."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 32 << 20
PER_MINUTE = 20  # files from one address
ACCEPTED = ".pdf,.ofd,.jsonl,.zip"


class FileToVerify(forms.Form):
    """One file, of which nothing is believed but its bytes."""

    file = forms.FileField(
        label=_("要核验的文件"),
        max_length=None,
        allow_empty_file=True,
        help_text=_(
            "PDF、OFD、存证导出文件（.jsonl）或者离线核验包（.zip），不超过 32 MB。文件只用于这一次核验，不保存。"
        ),
        error_messages={"required": _("请选择要核验的文件。")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> Any:
        """Not empty and not too large."""
        file = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(_("这个文件是空的，请重新选择。"))
        if file.size > LARGEST:
            raise forms.ValidationError(_("文件超过 32 MB，没有核验。可以用命令行工具 mingtang verify 核验大文件。"))
        return file
