"""Filters of seals and their uses; applying for a seal, asking for a use, and the reasons people give."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from mingtang.kernel.directory.api import Organ, Post
from mingtang.kernel.trust.actions.seal_uses import LAST_PAGE, MOST_BYTES, Middle, seal_scopes
from mingtang.kernel.trust.actions.seals import Artwork
from mingtang.kernel.trust.models import Seal, SealUse
from mingtang.kernel.trust.seals.reading import posts_of
from mingtang.lib.seal_pictures import DIAMETERS, BadArtwork, Rank, Raster
from mingtang.ui.listing import FilterForm

DRAWN, UPLOADED = "drawn", "uploaded"
AT_END, CHOSEN = "end", "chosen"
_DIGEST = re.compile(r"[0-9a-f]{6,64}")
_LONGEST_SIDE = 60  # mm; the largest prescribed seal has 50


class SealFilter(FilterForm):
    """Which seals to show."""

    lookups = {
        "words": ("name__icontains", "number__icontains", "police_filing__icontains"),
        "kind": "kind", "state": "state", "organ": "organ",
    }  # fmt: skip
    words = forms.CharField(label="名称、编号、备案号", max_length=120)
    kind = forms.ChoiceField(label="类型", choices=[("", "全部"), *Seal.Kind.choices])
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *Seal.State.choices])
    organ = forms.TypedChoiceField(label="单位", coerce=int, empty_value=None)

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].choices = [("", "全部"), *organs]  # type: ignore[attr-defined]


class UseFilter(FilterForm):
    """Which uses to show. A digest is looked for by its beginning, before and after sealing."""

    lookups = {"state": "state", "form": "form", "seal": "seal"}
    words = forms.CharField(label="文件名称、用途或摘要", max_length=120)
    state = forms.ChoiceField(label="状态", choices=[("", "全部"), *SealUse.State.choices])
    form = forms.ChoiceField(label="格式", choices=[("", "全部"), *SealUse.Form.choices])
    way = forms.ChoiceField(label="方式", choices=[("", "全部"), ("mandate", "批量授权"), ("single", "逐件审批")])
    seal = forms.IntegerField(widget=forms.HiddenInput)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found, asked = super().narrow(rows), self.cleaned_data
        if words := asked.get("words"):
            found = found.filter(_meant(words))
        if way := asked.get("way"):
            found = found.filter(mandate__isnull=way == "single")
        return found


def _meant(words: str) -> Q:
    meant = Q(title__icontains=words) | Q(purpose__icontains=words)
    digits = re.sub(r"\s", "", words).lower()
    if _DIGEST.fullmatch(digits):
        meant |= Q(digest__startswith=digits) | Q(sealed_digest__startswith=digits)
    return meant


class OrganForm(forms.Form):
    """For which organ a seal is applied for."""

    organ = forms.ModelChoiceField(label="用章单位", queryset=Organ.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, organs: QuerySet[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class SealForm(forms.Form):
    """The application: what the seal is called, who keeps it, by what it was approved, how it looks."""

    name = forms.CharField(label="印章名称", max_length=120, help_text="与批准文件一致，法定名称章用单位全称。")
    kind = forms.ChoiceField(label="类型", choices=Seal.Kind.choices, widget=forms.RadioSelect)
    custodian = forms.ModelChoiceField(label="保管岗位", queryset=Post.objects.none(), empty_label="请选择")
    approval = forms.CharField(label="批准文件", max_length=120, help_text="文号，例如：和编〔2026〕12号。")
    police_filing = forms.CharField(label="公安备案号", max_length=60, required=False)
    look = forms.ChoiceField(
        label="印模", widget=forms.RadioSelect, initial=DRAWN,
        choices=[(DRAWN, "由平台按名称绘制"), (UPLOADED, "上传制章单位提供的印模图片")],
    )  # fmt: skip
    file = forms.FileField(
        label="印模图片", required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/png"}),
        help_text="选择上传时必填：PNG，底透明，按实际尺寸不低于 300 dpi，不超过 2 MB。",
    )  # fmt: skip
    width = forms.IntegerField(label="宽（毫米）", min_value=5, max_value=_LONGEST_SIDE, required=False)
    height = forms.IntegerField(label="高（毫米）", min_value=5, max_value=_LONGEST_SIDE, required=False)

    def __init__(self, *args: Any, organ: Organ, replaces: Seal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["custodian"].queryset = posts_of(organ)  # type: ignore[attr-defined]
        self.fields["custodian"].label_from_instance = _place  # type: ignore[attr-defined]
        said = {"name": organ.name, "kind": Seal.Kind.OFFICIAL, "width": round(DIAMETERS[Rank.BODY])}
        if replaces:
            said |= {"name": replaces.name, "kind": replaces.kind, "custodian": replaces.custodian_id}
        self.initial = {**said, "look": DRAWN, "height": said["width"], **self.initial}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("look") == UPLOADED and not self.errors:
            try:
                given["artwork"] = self._artwork(given)
            except BadArtwork as fault:
                self.add_error("file", str(fault))
        return given

    def _artwork(self, given: dict[str, Any]) -> Artwork:
        if not given.get("file"):
            raise BadArtwork("请选择印模图片。")
        width, height = given.get("width") or 0, given.get("height") or 0
        if not width or not height:
            raise BadArtwork("请填写印模的宽和高。")
        raster = Raster.read(given["file"].read(), width, height)
        return Artwork(raster.png(), raster.pdf(), width, height)


def _place(post: Any) -> str:
    return f"{post.unit.name} {post.name}" if post.unit else str(post.name)


class ReasonForm(forms.Form):
    """Why a seal is refused, suspended, resumed or cancelled."""

    reason = forms.CharField(label="事由", max_length=400, widget=forms.Textarea(attrs={"rows": "3"}))


class NoteForm(forms.Form):
    """What goes with an approval."""

    note = forms.CharField(label="审批意见", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": "3"}))


class RefusalForm(forms.Form):
    """Why a use is refused."""

    note = forms.CharField(label="不予用印的理由", max_length=200, widget=forms.Textarea(attrs={"rows": "3"}))


class MandateForm(forms.Form):
    """Which documents may carry the seal without asking again, and by what rule."""

    scope = forms.ChoiceField(label="用印范围", widget=forms.RadioSelect)
    basis = forms.CharField(
        label="依据", max_length=200, help_text="制度或者批准文件，例如：和源市电子印章管理办法第十二条。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = seal_scopes()  # type: ignore[attr-defined]


class UseForm(forms.Form):
    """One use: which seal, on which document, what for, where on it."""

    seal = forms.ModelChoiceField(label="印章", queryset=Seal.objects.none(), empty_label="请选择")
    file = forms.FileField(
        label="文件", widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
        help_text=f"定稿的 PDF，不超过 {MOST_BYTES >> 20} MB。审批的是这份文件，之后不能更换。",
    )  # fmt: skip
    title = forms.CharField(label="文件名称", max_length=200)
    purpose = forms.CharField(label="用途", max_length=200, help_text="送给谁、办什么事。")
    copies = forms.IntegerField(label="份数", min_value=1, max_value=9999, initial=1)
    place = forms.ChoiceField(
        label="用印位置", widget=forms.RadioSelect, initial=AT_END,
        choices=[(AT_END, "末页右下落款处（A4 纸距左 150、距上 230 毫米）"), (CHOSEN, "指定页码和位置")],
    )  # fmt: skip
    page = forms.IntegerField(
        label="页码", min_value=0, max_value=2000, required=False, help_text="指定位置时填写，0 为末页。"
    )
    x = forms.FloatField(label="印章中心距左边（毫米）", min_value=0, max_value=2000, required=False)
    y = forms.FloatField(label="印章中心距上边（毫米）", min_value=0, max_value=2000, required=False)

    def __init__(self, *args: Any, seals: QuerySet[Seal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seal"].queryset = seals  # type: ignore[attr-defined]
        self.fields["seal"].label_from_instance = _of_organ  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given["middle"] = Middle()
        if given.get("place") == CHOSEN:
            for name in ("x", "y"):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, "指定位置时请填写。")
            if not self.errors:
                given["middle"] = Middle(given.get("page") or LAST_PAGE, given["x"], given["y"])
        return given


def _of_organ(seal: Any) -> str:
    kind = "" if seal.kind == Seal.Kind.OFFICIAL else f"（{seal.get_kind_display()}）"
    return f"{seal.name}{kind}" if seal.name == seal.organ.name else f"{seal.organ.label}：{seal.name}{kind}"
