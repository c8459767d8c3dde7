"""The service hall: what is on offer, narrowed by words, audience, theme, life event, organ; every choice has an address."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mingtang.domains.services.catalogue.addresses import filing_address, guide_address
from mingtang.domains.services.catalogue.guide import number_and_unit
from mingtang.domains.services.catalogue.models import ItemTheme, ServiceItem
from mingtang.domains.services.catalogue.queries import hall
from mingtang.domains.services.catalogue.queries.hall import ENTERPRISE, PERSON, Counts, Wish
from mingtang.domains.services.catalogue.rules.vocabulary import TASK_TYPES
from mingtang.domains.services.catalogue.themes import ENTERPRISE as ENTERPRISE_THEMES
from mingtang.domains.services.catalogue.themes import EVENT as EVENTS
from mingtang.domains.services.catalogue.themes import PERSON as PERSON_THEMES
from mingtang.domains.services.catalogue.themes import Theme, themes
from mingtang.kernel.search.api import meant_by
from mingtang.ui.listing import Column, Listing
from mingtang.ui.reading import CHOICES

EVENT = ItemTheme.Audience.LIFE_EVENT.value
SHOWN_ORGANS, POPULAR, CHIPS = 8, 8, 6
SORTS = (
    Column("relevance", gettext_lazy("最相关"), sort="place", value=str),
    Column("popular", gettext_lazy("办得最多"), sort="is_hot popularity", value=str),
    Column("organ", gettext_lazy("按部门"), sort="organ__rank organ__name name", value=str),
)
"""Orders of the list as the maker of lists knows them; the page itself is no table."""
BY_WORDS = Listing(columns=SORTS, default_sort="relevance", page_size=12, unit=gettext_lazy("项"))
BY_USE = replace(BY_WORDS, columns=SORTS[1:], default_sort="-popular")


class WishForm(forms.Form):
    """What was asked for in the address; what cannot be understood asks for nothing."""

    q = forms.CharField(max_length=100, required=False)
    audience = forms.ChoiceField(choices=[(PERSON, ""), (ENTERPRISE, "")], required=False)
    theme = forms.SlugField(max_length=40, required=False)
    event = forms.SlugField(max_length=40, required=False)
    organ = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    type = forms.ChoiceField(choices=list(TASK_TYPES.items()), required=False)
    online = forms.BooleanField(required=False)

    @property
    def wish(self) -> Wish:
        """The valid parts."""
        self.full_clean()
        asked = self.cleaned_data
        return Wish(
            words=asked.get("q", ""),
            audience=asked.get("audience", ""),
            theme=asked.get("theme", "") if asked.get("audience") else "",
            event=asked.get("event", ""),
            organ=asked.get("organ"),
            task_type=asked.get("type", ""),
            online=asked.get("online", False),
        )


@require_safe
def service_hall(request: HttpRequest) -> HttpResponseBase:
    """Items on offer; at most ten statements, whatever is asked."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    wish = hall.answered(actor, WishForm(request.GET).wish)
    counts = hall.counts_of(wish)
    listing = BY_WORDS if wish.words else BY_USE
    page = listing.page(request, hall.wished_items(wish))
    context = {
        "wish": wish,
        "page": page,
        "items": [_shown(row.object) for row in page.rows],
        "facets": _facets(request.GET, wish, counts),
        "chips": _chips(request.GET, wish),
        "sorts": _sorts(request.GET, listing),
        "popular": [(each.name, guide_address(each)) for each in hall.popular_items(POPULAR)],
        "heading": _heading(wish, page.total),
        "clear_url": request.path,
    }
    return render(request, "catalogue/public/hall.html", context)


def _shown(item: ServiceItem) -> dict[str, Any]:
    """What the component `service` asks for."""
    promise, unit = number_and_unit(item.promise_words)
    return {
        "title": item.name,
        "url": guide_address(item),
        "organ": item.organ.label,
        "kind": item.get_task_type_display(),
        "promise": promise,
        "unit": unit,
        "visits": item.visits,
        "guide_url": guide_address(item),
        "apply_url": filing_address(item),
        "state": item.get_state_display() if item.state == ServiceItem.State.SUSPENDED else "",
    }


def _heading(wish: Wish, total: int) -> str:
    if wish.words:
        return _("“%(words)s”共 %(total)d 个事项") % {"words": wish.words, "total": total}
    return _("共 %(total)d 个事项") % {"total": total}


def _sorts(query: QueryDict, listing: Listing) -> list[dict[str, Any]]:
    """The orders, the one asked for being here."""
    ways = {"-popular" if column.name == "popular" else column.name: column.label for column in listing.columns}
    chosen = query.get("sort", "") if query.get("sort") in ways else listing.default_sort
    return [{"label": label, "url": changed(query, sort=way), "current": way == chosen} for way, label in ways.items()]


def _chips(query: QueryDict, wish: Wish) -> list[dict[str, str]]:
    """Words of texts for the words typed, else what life brings."""
    meant = [{"label": word, "url": changed(query, q=word)} for word in meant_by(wish.words.lower())]
    events = [{"label": theme.title, "url": f"?event={theme.key}"} for theme in themes()[EVENTS].values()]
    return meant[:CHIPS] if wish.words else events[:CHIPS]


def _facets(query: QueryDict, wish: Wish, counts: Counts) -> list[dict[str, Any]]:
    """The facets that have choices; those of themes follow the audience."""
    groups = [(PERSON, PERSON_THEMES, _("个人主题")), (ENTERPRISE, ENTERPRISE_THEMES, _("企业主题"))]
    shown = [group for group in groups if wish.audience in ("", group[0])]
    told = [
        _audience_facet(query, wish, counts),
        *(_theme_facet(query, wish, counts, *group) for group in shown),
        _event_facet(query, wish, counts),
        _organ_facet(query, wish, counts),
    ]
    return [facet for facet in told if len(facet["choices"]) > 1]


def _audience_facet(query: QueryDict, wish: Wish, counts: Counts) -> dict[str, Any]:
    names = {"": _("全部"), PERSON: _("个人"), ENTERPRISE: _("企业和经营者")}
    choices = [
        _choice(
            label,
            changed(query, audience=audience, theme=""),
            wish.audience == audience,
            counts.audiences[audience or "everybody"],
        )
        for audience, label in names.items()
    ]
    return {"label": _("对象"), "choices": choices}


def _theme_facet(
    query: QueryDict, wish: Wish, counts: Counts, audience: str, element: str, label: str
) -> dict[str, Any]:
    chosen = wish.theme if wish.audience == audience else ""
    return {
        "label": label if not wish.audience else _("主题"),
        "choices": _theme_choices(
            themes()[element].values(),
            chosen,
            lambda theme: counts.of_theme(audience, theme),
            lambda theme: changed(query, audience=audience if theme else wish.audience, theme=theme),
        ),
    }


def _event_facet(query: QueryDict, wish: Wish, counts: Counts) -> dict[str, Any]:
    return {
        "label": _("一件事"),
        "choices": _theme_choices(
            themes()[EVENTS].values(),
            wish.event,
            lambda event: counts.of_theme(EVENT, event),
            lambda event: changed(query, event=event),
        ),
    }


def _theme_choices(
    known: Any, chosen: str, count: Callable[[str], int], address: Callable[[str], str]
) -> list[dict[str, Any]]:
    some: list[Theme] = [theme for theme in known if count(theme.key) or theme.key == chosen]
    everything = _choice(_("全部"), address(""), not chosen)
    return [everything, *(_choice(each.title, address(each.key), each.key == chosen, count(each.key)) for each in some)]


def _organ_facet(query: QueryDict, wish: Wish, counts: Counts) -> dict[str, Any]:
    """The organs with most items, the chosen one among them, and the others on demand."""
    ordered = sorted(counts.organs, key=lambda organ: organ[0] != wish.organ)
    choices = [_choice(name, changed(query, organ=pk), pk == wish.organ, count) for pk, name, count in ordered]
    everything = _choice(_("全部"), changed(query, organ=""), wish.organ is None)
    return {
        "label": _("部门"),
        "choices": [everything, *choices[:SHOWN_ORGANS]],
        "more": choices[SHOWN_ORGANS:],
        "more_label": _("更多部门"),
    }


def _choice(label: str, url: str, current: bool, count: int | None = None) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current, "count": count}


def changed(query: QueryDict, **wishes: Any) -> str:
    """The same question with other parts, from its first page."""
    address = query.copy()
    for name in (*CHOICES, "page", *wishes):
        address.pop(name, None)
    address.update({name: str(value) for name, value in wishes.items() if value})
    return f"?{address.urlencode()}"
