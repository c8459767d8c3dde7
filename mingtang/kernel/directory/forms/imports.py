"""Uploading a table."""

from django import forms

MOST_BYTES = 20 * 1024 * 1024


class TableForm(forms.Form):
    """One CSV or XLSX file."""

    file = forms.FileField(label="表格文件", help_text="CSV 或 XLSX，第一行是列名。")

    def clean_file(self) -> object:
        """The file, when it is not larger than what we read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请拆分后再上传。")
        return file
