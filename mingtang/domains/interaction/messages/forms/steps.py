"""What desks and organs decide, and the answer they draft."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.interaction.messages.actions.publishing import PublicVersion
from mingtang.domains.interaction.messages.actions.screening import Screening
from mingtang.domains.interaction.messages.forms.parts import OrganChoice, files_of
from mingtang.domains.interaction.messages.kinds import special_channels
from mingtang.domains.interaction.messages.models import AttachedFile, Message
from mingtang.domains.interaction.messages.rules import DISPATCH, REFER, REJECT
from mingtang.kernel.content.api import File
from mingtang.kernel.content.forms import FilesField
from mingtang.kernel.directory.api import Organ
from mingtang.kernel.evidence.api import Actor


class ScreeningForm(forms.Form):
    """What becomes of a message."""

    outcome = forms.ChoiceField(
        label="受理结果", widget=forms.RadioSelect, initial=DISPATCH,
        choices=[(DISPATCH, "有效，转单位办理"), (REFER, "有专门渠道，告知来信人"), (REJECT, "无效，不予受理")],
        help_text="后两种要由另一名受理人复核。",
    )  # fmt: skip
    unit = OrganChoice(label="承办单位", queryset=Organ.objects.none(), required=False, empty_label="请选择")
    channel = forms.ChoiceField(
        label="专门渠道", required=False,
        choices=[("", "请选择"), *((code, label) for code, (label, _) in special_channels().items())],
    )  # fmt: skip
    duplicate_of = forms.CharField(
        label="重复留言的编号", required=False, max_length=40, help_text="重复来信的，写明先收到的那一件。"
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="认定无效要写明理由，来信人会看到。",
    )  # fmt: skip

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = organs  # type: ignore[attr-defined]

    @property
    def screening(self) -> Screening:
        """What was decided, once it is valid."""
        return Screening(**self.cleaned_data)


class ReplyForm(forms.Form):
    """The draft of an answer, and what goes with it; of an earlier draft what is still ticked."""

    reply = forms.CharField(
        label="答复", max_length=4000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="逐项回答，写明依据和办理入口；需要来信人再联系的，写清联系人和电话。",
    )  # fmt: skip
    keep = forms.TypedMultipleChoiceField(
        label="已有的附件",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="不要的去掉勾选。",
    )

    def __init__(self, *args: Any, actor: Actor, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = files_of(actor, "随答复提供的表格、文件等，最多 5 个。")
        earlier = list(message.files.filter(side=AttachedFile.Side.REPLY).select_related("file"))
        self.fields["keep"].choices = [(each.pk, each.file.name) for each in earlier]  # type: ignore[attr-defined]
        self.initial = {"reply": message.reply, "keep": [each.pk for each in earlier]}
        if not earlier:
            del self.fields["keep"]


KEPT_BACK, AS_IT_IS, IN_ITS_PLACE = "none", "same", "other"


class PublicationForm(forms.Form):
    """The version for everybody, or why there is none. Each file is decided upon: nothing of it is struck out by itself."""

    publication = forms.ChoiceField(
        label="是否公开",
        choices=[("public", "公开"), ("private", "不公开")],
        widget=forms.RadioSelect,
        initial="public",
    )
    title = forms.CharField(label="公开的标题", max_length=50)
    content = forms.CharField(
        label="公开的来信", max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="只隐去个人信息和不文明的话，不改变原意。",
    )  # fmt: skip
    reply = forms.CharField(label="公开的答复", max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
    reason = forms.CharField(label="不公开的理由", max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attached = list(message.files.select_related("file__content"))
        for each in self.attached:
            self.fields[f"file-{each.pk}"] = forms.ChoiceField(
                label=f"{each.label}：{each.file.name}", required=False, widget=forms.RadioSelect,
                choices=[(KEPT_BACK, "不公开"), (AS_IT_IS, "公开这个文件"), (IN_ITS_PLACE, "公开处理后的文件")],
                help_text="打开看过再定：照片上的人脸、车牌、门牌，文件里的姓名、证件都不会自动隐去。",
            )  # fmt: skip
            self.fields[f"other-{each.pk}"] = FilesField(
                actor=actor, most=1, label="处理后的文件", required=False, help_text="选“公开处理后的文件”时上传。"
            )
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def clean(self) -> dict[str, Any]:
        """A decision on each file, and the file that stands for another."""
        said = super().clean() or self.cleaned_data
        for each in self.attached if said.get("publication") == Message.Publication.PUBLIC else ():
            choice = said.get(f"file-{each.pk}")
            if not choice:
                self.add_error(f"file-{each.pk}", f"请决定{each.label}是否公开。")
            elif choice == IN_ITS_PLACE and not said.get(f"other-{each.pk}"):
                self.add_error(f"other-{each.pk}", "请上传处理后的文件。")
        return said

    @property
    def version(self) -> PublicVersion:
        """The public version, once it is valid."""
        said = self.cleaned_data
        return PublicVersion(title=said["title"], content=said["content"], reply=said["reply"], files=self._shown())

    def _shown(self) -> dict[int, File]:
        said, shown = self.cleaned_data, {}
        for each in self.attached:
            choice = said.get(f"file-{each.pk}")
            if choice in {AS_IT_IS, IN_ITS_PLACE}:
                shown[each.pk] = each.file if choice == AS_IT_IS else said[f"other-{each.pk}"][0]
        return shown


class MoreDaysForm(forms.Form):
    """A longer limit, and why."""

    days = forms.IntegerField(label="延长", min_value=1, max_value=30)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


class GrantForm(forms.Form):
    """Whether a longer limit is granted."""

    granted = forms.TypedChoiceField(
        label="审批结果",
        choices=[("yes", "同意"), ("no", "不同意")],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    words = forms.CharField(label="审批意见", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))
