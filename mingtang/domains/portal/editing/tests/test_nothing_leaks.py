"""An editor of one site can neither see, search, count nor guess what another has not published, by whichever door."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.tests.newsroom import PEOPLE, Newsroom
from mingtang.kernel.directory.actions.grants import Scope, define_role, grant_role
from mingtang.kernel.evidence.api import SYSTEM

pytestmark = pytest.mark.slow

ABSENT = 987_654_321
GUEST, GUESTS_ORGAN, STRANGER = "market-director", "market-bureau", "market-permit-officer"
VIEWERS = sorted({*PEOPLE["city"], *PEOPLE["housing"], GUEST, STRANGER})
STAGES = [stage for stage in api.Stage if stage not in {api.Stage.PUBLISHED, api.Stage.WITHDRAWN}]


@dataclass(frozen=True)
class Planted:
    """A manuscript that is not public, its secret word, the ids of its picture and its attachment, and whose readers may see it."""

    manuscript: api.Manuscript
    word: str
    files: tuple[int, ...]
    release: api.Release
    organs: frozenset[int]

    def is_told_by(self, text: str) -> bool:
        """Whether a page says more than the word that was asked for."""
        return self.manuscript.title in text or f"内情{self.word}" in text


class Library:
    """On each of two sites a manuscript of its own and one of a column that another bureau looks after."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom, self.world = newsroom, newsroom.world
        guests = self.world.organ(GUESTS_ORGAN)
        role = define_role(
            SYSTEM, code="guest_editor", name="供稿", permissions=["portal_editing.read", "portal_editing.write"]
        )
        grant_role(
            SYSTEM, self.world.post("market-bureau/director"), role, Scope(kind="organ", organ=guests),
            start=timezone.localdate(),
        )  # fmt: skip
        for site in PEOPLE:
            column = newsroom.column(site, "headlines")
            column.organ = guests
            column.save()
        places = [(site, slug) for site in PEOPLE for slug in ("notices", "headlines")]
        self.planted = [self._plant(*place, word) for place, word in zip(places, "鸾鹄鹓鹭", strict=True)]
        self.clients = {who: self.world.client(who) for who in VIEWERS}
        organs = {"city": "city-government-office", "housing": "housing-bureau"}
        self.reads = {who: self.world.organ(organs[site]).pk for site, people in PEOPLE.items() for who in people}
        self.reads |= {GUEST: guests.pk, STRANGER: 0}

    def _plant(self, site: str, slug: str, word: str) -> Planted:
        editor, column = self.newsroom.actor(site), self.newsroom.column(site, slug)
        title = f"机要{word}{word}"
        manuscript = self.newsroom.write(site, title, column=column, body=f"内情{word}{word}。")
        picture = BytesIO()
        Image.new("RGB", (8, 8), "navy").save(picture, "PNG")
        for name, sent, is_picture in (("a.png", picture.getvalue(), True), ("b.txt", title.encode(), False)):
            api.add_file(editor, manuscript, SimpleUploadedFile(name, sent), title=title, is_picture=is_picture)
        now = timezone.now()
        release = api.Release.objects.create(site=manuscript.site, due_at=now, ordered_at=now)
        organs = frozenset({manuscript.organ_id, manuscript.site.organ_id})
        files = tuple(manuscript.files.values_list("file_id", flat=True))
        return Planted(manuscript, title[2:], files, release, organs)

    def may_read(self, who: str, planted: Planted) -> bool:
        return self.reads[who] in planted.organs

    def strangers_to(self, planted: Planted) -> list[str]:
        return [who for who in VIEWERS if not self.may_read(who, planted)]

    def stand(self, planted: Planted, stage: api.Stage) -> None:
        release = planted.release if stage == api.Stage.SCHEDULED else None
        api.Manuscript.objects.filter(pk=planted.manuscript.pk).update(stage=stage, release=release)


def _of_manuscript(name: str) -> Callable[[Planted | None], str]:
    return lambda planted: reverse(name, args=[planted.manuscript.pk if planted else ABSENT])


def _of_file(place: int, name: str, *more: int) -> Callable[[Planted | None], str]:
    return lambda planted: reverse(name, args=[planted.files[place] if planted else ABSENT, *more])


def _of_api(path: str, read: Callable[[Planted], int]) -> Callable[[Planted | None], str]:
    return lambda planted: f"/api/{path.format(read(planted) if planted else ABSENT)}"


DETAILS: dict[str, Callable[[Planted | None], str]] = {
    **{
        name: _of_manuscript(name)
        for name in (
            "edit_manuscript", "manuscript_files", "preview_manuscript", "compare_manuscript", "submit_manuscript",
            "review_manuscript", "abandon_manuscript", "release_manuscript",
        )
    },
    "words of a file": lambda planted: reverse(
        "manuscript_file", args=[planted.manuscript.pk if planted else ABSENT, planted.files[0] if planted else ABSENT]
    ),
    "case": lambda planted: reverse("case", args=[planted.manuscript.case_id if planted else ABSENT]),
    "picture page": _of_file(0, "file"),
    "picture": _of_file(0, "file_content"),
    "thumbnail": _of_file(0, "file_picture", 1),
    "document page": _of_file(1, "file"),
    "document": _of_file(1, "file_content"),
    "api manuscript": _of_api("portal/manuscripts/{}", lambda each: each.manuscript.pk),
    "api checks": _of_api("portal/manuscripts/{}/checks", lambda each: each.manuscript.pk),
    "api case": _of_api("cases/{}", lambda each: each.manuscript.case_id),
    "api history": _of_api("cases/{}/history", lambda each: each.manuscript.case_id),
    "api file": _of_api("files/{}", lambda each: each.files[0]),
}  # fmt: skip
"""Doors to one thing: what is not one's own answers as what does not exist."""

LISTS: dict[str, Callable[[Planted], str]] = {
    "list": lambda each: f"{reverse('manuscripts')}?words={each.word}",
    "export": lambda each: f"{reverse('manuscripts')}?export=csv",
    "releases": lambda each: reverse("releases"),
    "articles": lambda each: f"{reverse('published_articles')}?words={each.word}",
    "way of review": lambda each: reverse("review_way", args=[each.manuscript.site_id]),
    "translations": lambda each: reverse("translations"),
    "api articles": lambda each: f"/api/portal/edited-articles?words={each.word}",
    "api list": lambda each: f"/api/portal/manuscripts?words={each.word}",
    "api cases": lambda each: "/api/cases",
    "search": lambda each: f"/search/?q={each.word}",
    "tasks": lambda each: reverse("tasks"),
    "chooser of columns": lambda each: reverse("write_manuscript"),
    "chooser of articles": lambda each: reverse("share_article"),
    "home page": lambda each: each.manuscript.site.get_absolute_url(),
    "column": lambda each: each.manuscript.site.address_of(each.manuscript.column.url_path),
    "feed": lambda each: reverse("site_feed", args=[each.manuscript.site.key, "rss"]),
    "sitemap": lambda each: reverse("site_map", args=[each.manuscript.site.key]),
}  # fmt: skip
"""Doors to many things."""


def test_nobody_learns_of_what_another_site_has_not_published(newsroom: Newsroom) -> None:
    library = Library(newsroom)

    @settings(max_examples=3, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        for door in [*DETAILS, *LISTS, "count"]:
            planted, stage = data.draw(st.sampled_from(library.planted)), data.draw(st.sampled_from(STAGES))
            library.stand(planted, stage)
            stays_closed(library, door, data.draw(st.sampled_from(library.strangers_to(planted))), planted)

    holds()


def test_whoever_may_read_it_does(newsroom: Newsroom) -> None:
    library = Library(newsroom)
    for planted in library.planted:
        for who in set(VIEWERS) - set(library.strangers_to(planted)):
            assert library.clients[who].get(DETAILS["preview_manuscript"](planted)).status_code == 200


def stays_closed(library: Library, door: str, who: str, planted: Planted) -> None:
    if door in DETAILS:
        answers_as_if_absent(library.clients[who], DETAILS[door], planted)
    elif door in LISTS:
        assert not planted.is_told_by(text(library.clients[who].get(LISTS[door](planted)))), door
    else:
        counts_only_ones_own(library, who)


def answers_as_if_absent(client: Client, door: Callable[[Planted | None], str], planted: Planted) -> None:
    here, nowhere = client.get(door(planted)), client.get(door(None))
    assert here.status_code == nowhere.status_code
    assert here.status_code in {403, 404}
    assert not planted.is_told_by(text(here))


def text(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return str(body.decode())


def counts_only_ones_own(library: Library, who: str) -> None:
    for each in library.planted:
        library.stand(each, api.Stage.SCHEDULED)
    own = [each for each in library.planted if library.may_read(who, each)]
    of_own_sites = [each for each in library.planted if library.reads[who] == each.manuscript.site.organ_id]
    releases = {each.release.pk for each in [*own, *of_own_sites]}
    for page, expected in (("manuscripts", len(own)), ("releases", len(releases))):
        answer = library.clients[who].get(reverse(page))
        assert answer.status_code == 403 or answer.context["page"].total == expected, page


def test_whoever_types_the_title_of_anothers_manuscript_does_not_learn_of_it(newsroom: Newsroom) -> None:
    """The checks before a review compare titles, of what their reader may see."""
    library = Library(newsroom)
    secret, guests = library.planted[:2]
    typed = api.Manuscript.objects.listed().get(pk=guests.manuscript.pk)
    typed.title = secret.manuscript.title
    told = {
        who: [each for each in api.findings_of(library.world.actor(who), typed) if "另一份稿件" in each.text]
        for who in (GUEST, PEOPLE["city"][0])
    }
    assert not told[GUEST]
    assert told[PEOPLE["city"][0]]
