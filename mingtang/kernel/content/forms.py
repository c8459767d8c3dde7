"""Fields and forms for files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mingtang.kernel.content.actions.intake import store_file
from mingtang.kernel.content.models import File, Rejection
from mingtang.kernel.content.presentation import said
from mingtang.kernel.content.queries import own_files
from mingtang.kernel.content.recognition import ACCEPT, KINDS
from mingtang.kernel.content.rules import MB, Limits
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor
from mingtang.ui.listing import FilterForm
from mingtang.ui.pieces import piece

UPLOADS = "/api/uploads"


class FilesWidget(forms.Widget):
    """The component `file-field`: files of this request, and those that have arrived before."""

    needs_multipart_form = True
    allow_multiple_selected = True
    field: "FilesField"

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile], name: str) -> Any:
        kept = data.getlist(f"{name}-kept") if hasattr(data, "getlist") else []
        sent = files.getlist(name) if hasattr(files, "getlist") else []
        return {"sent": sent, "kept": kept}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = attrs or {}
        kept = [
            {"id": file.pk, "name": file.name, "meta": said(file), "icon": file.content.format.icon}
            for file in self.field.stored
        ]
        return piece(
            "file-field",
            id=attributes.get("id", name),
            field_name=name,
            accept=",".join(self.field.extensions) or ACCEPT,
            multiple=self.field.most > 1,
            described_by=attributes.get("aria-describedby", ""),
            invalid="aria-invalid" in attributes,
            kept=kept,
            uploads=UPLOADS,
        )


class FilesField(forms.Field):
    """Files of the actor: what comes with the form is stored at once, so that nothing is lost when another field is
    wrong; what came before is named by its id. The value is a list of `File`.
    """

    widget = FilesWidget
    default_error_messages = {
        "required": _("请选择文件。"),
        "unknown": _("有的文件已不存在，请重新上传。"),
        "many": _("最多 %(most)d 个文件。"),
        "kind": _("“%(name)s”的格式不对，这里要：%(kinds)s。"),
    }

    def __init__(self, *, actor: Actor, most: int = 10, extensions: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.actor, self.most, self.extensions = actor, most, extensions
        self.stored: list[File] = []
        super().__init__(**kwargs)
        self.widget.field = self  # type: ignore[attr-defined]

    def __deepcopy__(self, memo: Any) -> "FilesField":
        copy: FilesField = super().__deepcopy__(memo)
        copy.stored = []
        copy.widget.field = copy  # type: ignore[attr-defined]
        return copy

    def clean(self, value: Any) -> list[File]:
        """Raises ValidationError with the reason of each file that is not taken; the others stay."""
        given = value or {"sent": [], "kept": []}
        self.stored = self._kept(given["kept"])
        faults = [*self._missing(given["kept"]), *self._store(given["sent"])]
        faults += [self._fault("kind", name=file.name, kinds="、".join(self.extensions)) for file in self._odd()]
        if max(len(self.stored), len(given["sent"])) > self.most:
            faults.append(self._fault("many", most=self.most))
        if not self.stored and not faults and self.required:
            faults.append(self._fault("required"))
        if faults:
            raise forms.ValidationError(faults)
        return self.stored

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data and (data["sent"] or data["kept"]))

    def _kept(self, keys: list[str]) -> list[File]:
        known = [int(key) for key in keys[:100] if key.isascii() and key.isdigit() and len(key) < 19]
        return list(own_files(self.actor).filter(pk__in=known).order_by("pk")) if known else []

    def _missing(self, keys: list[str]) -> list[forms.ValidationError]:
        return [self._fault("unknown")] if len(self.stored) < len(set(keys)) else []

    def _store(self, sent: list[UploadedFile]) -> list[forms.ValidationError]:
        faults = []
        for each in sent[: self.most]:
            try:
                self.stored.append(store_file(self.actor, each))
            except Refused as reason:
                faults.append(forms.ValidationError(str(reason)))
        return faults

    def _odd(self) -> list[File]:
        return [file for file in self.stored if self.extensions and not file.name.lower().endswith(self.extensions)]

    def _fault(self, code: str, **values: Any) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=values)


class UploadForm(forms.Form):
    """Files for later use."""

    def __init__(
        self, *args: Any, actor: Actor, hint: str = "", most: int = 10, label: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = FilesField(actor=actor, most=most, label=label or _("选择文件"), help_text=hint)


class FileFilter(FilterForm):
    """By name, format and result of scanning."""

    q = forms.CharField(
        label=_("文件名"), max_length=100, widget=forms.TextInput(attrs={"type": "search", "data-key": "/"})
    )
    kind = forms.ChoiceField(
        label=_("格式"), choices=[("", _("全部")), *((kind.code, kind.label) for kind in KINDS.values())]
    )
    use = forms.ChoiceField(
        label=_("使用"), choices=[("", _("全部")), ("used", _("已用于材料")), ("unused", _("未使用"))]
    )
    since = forms.DateField(label=_("上传日期从"), widget=forms.DateInput)

    lookups = {"q": "name__icontains", "kind": "content__kind", "since": "at__date__gte"}

    def narrow(self, rows: Any) -> Any:
        """As the lookups say, and by use."""
        rows = super().narrow(rows)
        if use := self.cleaned_data.get("use"):
            rows = rows.filter(uses__gt=0) if use == "used" else rows.filter(uses=0)
        return rows


class RejectionFilter(FilterForm):
    """By name, reason and day."""

    q = forms.CharField(
        label=_("文件名、说明"), max_length=100, widget=forms.TextInput(attrs={"type": "search", "data-key": "/"})
    )
    reason = forms.ChoiceField(label=_("原因"), choices=[("", _("全部")), *Rejection.Reason.choices])
    since = forms.DateField(label=_("从"), widget=forms.DateInput)

    lookups = {"q": ("name__icontains", "note__icontains"), "reason": "reason", "since": "at__date__gte"}


class AllowanceForm(forms.Form):
    """What one kind of holder may keep; sizes in megabytes."""

    file_megabytes = forms.IntegerField(label=_("单个文件上限（MB）"), min_value=1, max_value=4096)
    total_megabytes = forms.IntegerField(label=_("总空间（MB）"), min_value=1, max_value=10_000_000)
    most_files = forms.IntegerField(label=_("文件数"), min_value=1, max_value=10_000_000)

    def limits(self) -> Limits:
        """What has been asked for."""
        values = self.cleaned_data
        return Limits(values["file_megabytes"] * MB, values["total_megabytes"] * MB, values["most_files"])
