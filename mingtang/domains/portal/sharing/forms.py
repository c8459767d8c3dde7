"""What people type: filters, an offer, what becomes of a mirror, subscriptions, mappings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingtang.domains.portal.sharing.models import STATES, WAYS
from mingtang.domains.portal.sharing.queries.choices import ColumnOfSite
from mingtang.domains.portal.sharing.rules import OFFERED
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.ui.listing import FilterForm

ALL = ("", "全部")


class OfferFilter(FilterForm):
    """Which offers to show."""

    lookups = {"words": "original__title__icontains", "way": "way"}
    words = forms.CharField(label="标题", max_length=60)
    way = forms.ChoiceField(label="方式", choices=[ALL, *((way.value, words) for way, words in OFFERED.items())])


class MirrorFilter(FilterForm):
    """Which mirrors to show."""

    lookups = {"words": "original__title__icontains", "way": "way", "state": "state"}
    words = forms.CharField(label="标题", max_length=60)
    way = forms.ChoiceField(label="方式", choices=[ALL, *WAYS])
    state = forms.ChoiceField(label="状态", choices=[ALL, *STATES])


class ArticleChoice(forms.ModelChoiceField):
    """One article, by its title and day."""

    def label_from_instance(self, article: ArticlePage) -> str:
        return f"{article.title}（{article.publish_date:%Y-%m-%d}）"


class OfferForm(forms.Form):
    """An article, for whom, and how binding."""

    article = ArticleChoice(label="文章", queryset=ArticlePage.objects.none(), empty_label="请选择")
    way = forms.ChoiceField(
        label="方式", choices=list(OFFERED.items()), widget=forms.RadioSelect, initial="recommended",
        help_text="必转的立即出现在下级网站的对应栏目；推荐的由下级网站决定；可转载的由下级网站自取。",
    )  # fmt: skip
    sites = forms.ModelMultipleChoiceField(
        label="共享给", queryset=PortalSite.objects.none(), widget=forms.CheckboxSelectMultiple, required=False,
        help_text="不选的，共享给全部下级网站。",
    )  # fmt: skip
    message = forms.CharField(label="转载要求", max_length=200, required=False)

    def __init__(self, *args: Any, articles: QuerySet[ArticlePage], sites: QuerySet[PortalSite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].queryset = articles  # type: ignore[attr-defined]
        self.fields["sites"].queryset = sites  # type: ignore[attr-defined]


class RecallForm(forms.Form):
    """Why an article is recalled."""

    reason = forms.CharField(label="收回原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class ColumnChoice(forms.ModelChoiceField):
    """One column of the own site."""

    def label_from_instance(self, column: ColumnPage) -> str:
        return f"{'　' * max(0, column.depth - 3)}{column.title}"


class MirrorForm(forms.Form):
    """Where a proposed article is to stand, and why something is not shown."""

    column = ColumnChoice(
        label="转载到栏目", queryset=ColumnPage.objects.none(), required=False, empty_label="按栏目对应"
    )
    reason = forms.CharField(
        label="理由", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不采用推荐的文章、停用已转载的文章，要写明理由。",
    )  # fmt: skip

    def __init__(self, *args: Any, columns: QuerySet[ColumnPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].queryset = columns  # type: ignore[attr-defined]


class PairForm(forms.Form):
    """A column of another site, and the own one that takes its articles."""

    column = forms.ChoiceField(label="来源栏目")
    target = forms.ChoiceField(label="本站栏目")

    def __init__(
        self, *args: Any, columns: dict[str, ColumnOfSite], targets: dict[str, ColumnOfSite], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.targets = columns, targets
        for name, known in (("column", columns), ("target", targets)):
            choices = [("", "请选择"), *((key, each.label) for key, each in known.items())]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def pair(self) -> tuple[ColumnOfSite, ColumnOfSite]:
        """What was chosen, once it is valid."""
        said = self.cleaned_data
        return self.columns[said["column"]], self.targets[said["target"]]


class SubscriptionForm(PairForm):
    """A subscription."""

    automatic = forms.BooleanField(
        label="自动转载", required=False, help_text="不勾选的，每篇文章由本站编辑确认后转载。"
    )
