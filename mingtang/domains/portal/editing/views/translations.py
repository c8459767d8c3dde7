"""For translators: what of the original is not said yet in a language, or as it was before; and beginning to say it."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.actions.writing import write_manuscript
from mingtang.domains.portal.editing.forms import ManuscriptForm, TranslationFilter
from mingtang.domains.portal.editing.notation import CannotWrite
from mingtang.domains.portal.editing.permissions import WRITE_MANUSCRIPTS
from mingtang.domains.portal.editing.queries.places import Place, place_of, places_to_write
from mingtang.domains.portal.editing.queries.translations import originals_for, same_column, versions_of
from mingtang.domains.portal.editing.rules import TRANSLATIONS, Translation
from mingtang.domains.portal.editing.texts import draft_of_article
from mingtang.domains.portal.editing.views.showing import FAULTS, blame, tabs
from mingtang.domains.portal.sites.api import ArticlePage, PortalSite
from mingtang.kernel.evidence.api import Actor, act, asks
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

_KINDS = {
    Translation.MISSING: "warn",
    Translation.OLDER: "warn",
    Translation.UNDERWAY: "state",
    Translation.DONE: "good",
}


def _words(article: Any) -> str:
    return TRANSLATIONS[Translation(article.standing)]


def _tag(article: Any) -> Any:
    return tag(_words(article), _KINDS[Translation(article.standing)])


def _door(article: Any) -> str:
    return reverse("translate_article", args=[article.version_id, article.pk])


TRANSLATED = Listing(
    columns=(
        Column("title", "原文", sort="title", link=_door, sub=lambda each: each.organ.label),
        Column("standing", "译文", sort="standing", value=_words, show=_tag),
        Column("new_at", "原文时间", sort="new_at", kind="datetime"),
        Column("seen_at", "译自", sort="seen_at", kind="datetime", middle=True),
    ),
    default_sort="-new_at", filter_form=TranslationFilter, caption="原文和译文", unit="篇", exportable=True,
    empty="原文网站还没有文章。",
)  # fmt: skip


def version_read(actor: Actor, pk: int) -> PortalSite:
    """A site in another language that the actor writes for. Raises Http404."""
    found = next((site for site in versions_of(actor) if site.pk == pk), None)
    if found is None:
        raise Http404
    return found


@asks(WRITE_MANUSCRIPTS)
def translations_page(request: Any) -> HttpResponseBase:
    """The languages that one writes in; whoever has one alone goes there at once."""
    versions = versions_of(request.actor)
    if len(versions) == 1:
        return redirect("translations_of_site", pk=versions[0].pk)
    return render(request, "editing/versions.html", {"versions": versions, "tabs": tabs("translations")})


@asks(WRITE_MANUSCRIPTS)
def site_translations(request: Any, pk: int) -> HttpResponseBase:
    """Articles of the original and how a version says them; five statements however many there are."""
    version = version_read(request.actor, pk)
    rows = originals_for(version)
    if request.GET.get("export"):
        with act(acts.EXPORT, request.actor) as deed:
            deed.note = f"导出译文情况：{request.GET.urlencode()}"
        return TRANSLATED.export(request, rows, f"{version.name}译文")
    context = {"version": version, "page": TRANSLATED.page(request, rows), "tabs": tabs("translations")}
    return render(request, "editing/translations.html", context)


@asks(WRITE_MANUSCRIPTS)
def translation_page(request: Any, pk: int, article: int) -> HttpResponseBase:
    """Begin to translate an article, or to bring its translation up to date, with the original beside it."""
    version = version_read(request.actor, pk)
    original = get_object_or_404(originals_for(version), pk=article)
    if original.underway:
        return redirect("edit_manuscript", pk=original.underway)
    known = ArticlePage.objects.filter(pk=original.translation).first() if original.translation else None
    try:
        form, place = _form(request, version, original, known)
    except CannotWrite as reason:
        messages.error(request, str(reason))
        return redirect("translations_of_site", pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            manuscript = write_manuscript(
                request.actor, (place or form.chosen_place).column, form.draft, corrects=known, translates=original
            )
            messages.success(request, "已保存草稿。右边是检查结果和清样。")
            return redirect("edit_manuscript", pk=manuscript.pk)
        except FAULTS as fault:
            blame(form, fault)
    context = {"version": version, "original": original, "known": known, "form": form}
    return render(request, "editing/translate.html", context, status=422 if form.errors else 200)


def _form(
    request: Any, version: PortalSite, original: ArticlePage, known: ArticlePage | None
) -> tuple[ManuscriptForm, Place | None]:
    """The form with what it begins with: the translation that is there, else the original's own words to be replaced."""
    if known is not None:
        place = place_of(known)
        beginning = draft_of_article(known, place.site)
        return ManuscriptForm(request.POST or None, places=None, corrects=True, initial=beginning), place
    places = [each for each in places_to_write(request.actor) if each.site.pk == version.pk]
    column = same_column(version, original)
    told: dict[str, Any] = {"source": original.source, "editor": request.actor.name, "place": column and column.pk}
    try:
        told = draft_of_article(original, version.original or version) | told  # its pictures are brought anew
    except CannotWrite:
        messages.info(request, "原文里有图集、视频或者站外图片，正文请照右边的原文撰写。")
    return ManuscriptForm(request.POST or None, places=places, corrects=False, initial=told), None
