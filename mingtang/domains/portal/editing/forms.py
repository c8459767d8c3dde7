"""What people type: manuscripts, pictures, words of reviewers, the moment of publication, filters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from mingtang.domains.portal.editing.actions.writing import Draft
from mingtang.domains.portal.editing.models import Manuscript, Release
from mingtang.domains.portal.editing.queries.places import Place
from mingtang.domains.portal.editing.rules import STAGES, STANDINGS, STEPS, TRANSLATIONS, Standing
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite, indented
from mingtang.lib.proofreading import WARN, Finding, digest_of
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")
NOTATION = "一行一段。行首写“# ”是小标题，“- ”是要点，“@ ”是称呼，“> ”是落款，“~ ”是附注；单独一行[图1]放第一张图片。"
PASS, RETURN = "pass", "return"
NOW, LATER = "now", "later"


def _text(label: str, rows: int, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _moment(label: str, **more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget, **more)


class ManuscriptFilter(FilterForm):
    """Which manuscripts to show."""

    lookups = {"words": "title__icontains", "stage": "stage", "site": "site"}
    words = forms.CharField(label="标题", max_length=60)
    stage = forms.ChoiceField(label="状态", choices=[ALL, *((each.value, label) for each, label in STAGES.items())])
    site = forms.ChoiceField(label="网站")

    def __init__(self, *args: Any, sites: Sequence[PortalSite] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [ALL, *((site.pk, site.name) for site in sites)]  # type: ignore[attr-defined]
        if len(sites) < 2:
            del self.fields["site"]


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class ArticleFilter(FilterForm):
    """Which articles to show. Columns can be chosen once their site is."""

    lookups = {
        "words": "title__icontains", "author": ("author__icontains", "editor__icontains"),
        "since": "publish_date__date__gte", "until": "publish_date__date__lte",
    }  # fmt: skip
    words = forms.CharField(label="标题", max_length=60)
    site = forms.ChoiceField(label="网站")
    column = forms.TypedChoiceField(label="栏目", coerce=int)
    author = forms.CharField(label="作者、编辑", max_length=40)
    state = forms.ChoiceField(label="状态", choices=[ALL, *((each.value, label) for each, label in STANDINGS.items())])
    since = _day("发布不早于")
    until = _day("发布不晚于")

    def __init__(
        self, *args: Any, sites: Sequence[PortalSite], columns: Sequence[ColumnPage], chosen: PortalSite | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.roots = {str(site.pk): site.site.root_page for site in sites}
        self.columns = {column.pk: column for column in columns}
        self.fields["site"].choices = [ALL, *((site.pk, site.name) for site in sites)]  # type: ignore[attr-defined]
        if len(sites) < 2:
            del self.fields["site"]
        if chosen is None:
            del self.fields["column"]
        else:
            level = chosen.site.root_page.depth + 1
            self.fields["column"].choices = [ALL, *indented(columns, level)]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """By site and column, what is below them included, and by how articles stand now."""
        rows, said = super().narrow(rows), self.cleaned_data
        for place in (self.roots.get(said.get("site", "")), self.columns.get(said.get("column") or 0)):
            rows = rows.filter(path__startswith=place.path) if place is not None else rows
        return rows.filter(_standing(said["state"])) if said.get("state") else rows


def _standing(state: str) -> Q:
    over = Q(withdrawn_at=None, expire_at__lte=timezone.now())
    running = Q(withdrawn_at=None) & ~Q(expire_at__isnull=False, expire_at__lte=timezone.now())
    known = {
        Standing.WITHDRAWN: Q(withdrawn_at__isnull=False),
        Standing.EXPIRED: over,
        Standing.CORRECTED: running & Q(corrected_at__isnull=False),
        Standing.PUBLIC: running & Q(corrected_at=None),
    }
    return known[Standing(state)]


class TranslationFilter(FilterForm):
    """Which originals to show."""

    lookups = {"words": "title__icontains", "standing": "standing"}
    words = forms.CharField(label="原文标题", max_length=60)
    standing = forms.ChoiceField(
        label="译文", choices=[ALL, *((each.value, label) for each, label in TRANSLATIONS.items())]
    )


class WayForm(forms.Form):
    """Who does a step, on a whole site or in one of its columns."""

    number = forms.TypedChoiceField(label="步骤", choices=list(STEPS.items()), coerce=int)
    place = forms.TypedChoiceField(label="范围", coerce=int, empty_value=None, required=False)
    who = forms.ChoiceField(
        label="由谁办理", help_text="岗位按名称办理：同名的岗位都可以。同一份稿件的三次审核要由三个人分别完成。"
    )

    def __init__(
        self, *args: Any, columns: Sequence[ColumnPage], level: int, holders: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {column.pk: column for column in columns}
        self.fields["place"].choices = [("", "整个网站"), *indented(columns, level)]  # type: ignore[attr-defined]
        self.fields["who"].choices = [("", "请选择"), *holders]  # type: ignore[attr-defined]

    @property
    def column(self) -> ColumnPage | None:
        """The column that was chosen; None for the whole site."""
        return self.columns.get(self.cleaned_data["place"])


class ReleaseFilter(FilterForm):
    """Which releases to show."""

    lookups = {"state": "state"}
    state = forms.ChoiceField(label="状态", choices=[ALL, *Release.State.choices])


class ManuscriptForm(forms.Form):
    """A text with what is told about it. `place` is asked of new ones, `correction` of those that correct an article."""

    place = forms.ChoiceField(label="网站和栏目")
    correction = forms.CharField(label="更正说明", max_length=200, help_text="更正了什么，读者在文章上方会看到。")
    title = forms.CharField(label="标题", max_length=120)
    subtitle = forms.CharField(label="副标题", max_length=120, required=False)
    body = _text("正文", 18, 60_000, help_text=NOTATION)
    summary = _text("摘要", 3, 300, required=False)
    source = forms.CharField(label="来源", max_length=80, help_text="转载的写原来的发布单位。")
    author = forms.CharField(label="作者", max_length=40, required=False)
    editor = forms.CharField(label="责任编辑", max_length=40)
    keywords = forms.CharField(label="关键词", max_length=100, required=False)
    original_url = forms.URLField(
        label="原文地址", max_length=300, required=False, assume_scheme="https", help_text="转载的填写。"
    )
    top_until = forms.DateField(label="置顶至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    expire_at = _moment("有效期至", help_text="过后读者不再看到；长期有效的不填。")
    lane = forms.ChoiceField(
        label="审核方式", choices=Manuscript.Lane.choices, widget=forms.RadioSelect, initial=Manuscript.Lane.USUAL
    )
    urgency = forms.CharField(
        label="使用快速通道的理由", max_length=200, required=False, help_text="例如突发事件、重要活动。"
    )

    def __init__(self, *args: Any, places: Sequence[Place] | None, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["class"] = "draft-text"
        if places is None:
            del self.fields["place"]
        else:
            self.places = {place.key: place for place in places}
            choices = [("", "请选择"), *((place.key, place.label) for place in places)]
            self.fields["place"].choices = choices  # type: ignore[attr-defined]
        if not corrects:
            del self.fields["correction"]

    @property
    def draft(self) -> Draft:
        """What was typed, once it is valid; line ends as they are stored."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "place"}
        return Draft(**said | {"body": said["body"].replace("\r\n", "\n")})

    @property
    def chosen_place(self) -> Place:
        """Where it is to stand."""
        return self.places[self.cleaned_data["place"]]

    @staticmethod
    def beginning(manuscript: Manuscript) -> dict[str, Any]:
        """What a form about a manuscript begins with."""
        return {name: getattr(manuscript, name) for name in ManuscriptForm.base_fields if name != "place"}


class FileForm(forms.Form):
    """A picture or attachment of a draft."""

    role = forms.ChoiceField(
        label="用途",
        choices=[("picture", "正文图片"), ("attachment", "附件")],
        widget=forms.RadioSelect,
        initial="picture",
    )
    file = forms.FileField(label="文件")
    title = forms.CharField(
        label="替代文字或者附件名称", max_length=120, help_text="图片写明图上有什么，看不见图的人靠它；附件写名称。"
    )
    caption = forms.CharField(label="图注", max_length=200, required=False, help_text="图片下面的说明。")


class FileTitleForm(forms.Form):
    """What is to be seen on a picture of a draft, or how an attachment is called."""

    title = FileForm.base_fields["title"]
    caption = FileForm.base_fields["caption"]


class CheckedForm(forms.Form):
    """A step behind the checks: the warnings must have been looked at, as they are now."""

    acknowledged = forms.MultipleChoiceField(
        label="检查提示", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "提示有变化，请重新核对。"},
    )  # fmt: skip

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = sum(each.level == WARN for each in findings)
        if count:
            choices = [(digest_of(findings), f"{count} 条提示已经逐条核对")]
            self.fields["acknowledged"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["acknowledged"]

    @property
    def said(self) -> dict[str, Any]:
        """Arguments of the action."""
        return {"acknowledged": "".join(self.cleaned_data.get("acknowledged", []))}


class SubmissionForm(CheckedForm):
    """A draft goes to its reviewers."""


class ReviewForm(CheckedForm):
    """What a reviewer decides."""

    outcome = forms.ChoiceField(label="结论", choices=[(PASS, "通过"), (RETURN, "退回修改")], widget=forms.RadioSelect)
    opinion = _text("审核意见", 4, 500, required=False, help_text="退回的要写明理由。")
    field_order = ("acknowledged", "outcome", "opinion")

    @property
    def said(self) -> dict[str, Any]:
        outcome = {"passed": self.cleaned_data["outcome"] == PASS, "opinion": self.cleaned_data["opinion"]}
        return super().said | outcome


class ReasonForm(forms.Form):
    """Why a draft is given up, or an article taken away."""

    reason = _text("理由", 3, 200)

    def __init__(self, *args: Any, findings: Sequence[Finding] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> dict[str, Any]:
        """Arguments of the action."""
        return {"reason": self.cleaned_data["reason"]}


class ReleaseForm(forms.Form):
    """When manuscripts are published."""

    when = forms.ChoiceField(
        label="发布方式", choices=[(NOW, "立即发布"), (LATER, "定时发布")], widget=forms.RadioSelect, initial=NOW
    )
    at = _moment("发布时间", help_text="定时发布的填写。所选稿件在这一刻一起发布，有一篇发不出去就都不发。")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("when") == LATER and not said.get("at") and "at" not in self.errors:
            self.add_error("at", "请填写发布时间。")
        return said


class VersionsForm(forms.Form):
    """Which two versions to compare."""

    before = forms.TypedChoiceField(label="前一稿", coerce=int)
    after = forms.TypedChoiceField(label="后一稿", coerce=int)

    def __init__(self, *args: Any, versions: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(each.number, f"{each}（{timezone.localtime(each.saved_at):%m-%d %H:%M}）") for each in versions]
        for field in self.fields.values():
            field.choices = told  # type: ignore[attr-defined]
