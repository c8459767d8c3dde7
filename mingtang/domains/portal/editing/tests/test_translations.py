"""Translators: what has no translation, or an older one, is listed; a translation follows its original and hears of its changes."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.tests.newsroom import PEOPLE, Newsroom
from mingtang.domains.portal.sites.api import ArticlePage, ColumnPage, PortalSite
from mingtang.domains.portal.sites.tests.test_languages import version
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.evidence.api import deliver_due
from mingtang.kernel.messaging.api import Notice


def english(newsroom: Newsroom) -> PortalSite:
    """A version of the government's site, of the organ whose office edits that."""
    site = version(newsroom.world, newsroom.portal("city"), "en", "english")
    PortalSite.objects.filter(pk=site.pk).update(organ=newsroom.portal("city").organ)
    return PortalSite.objects.select_related("site__root_page", "organ", "original__site__root_page").get(pk=site.pk)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def test_what_has_no_translation_gets_one_and_hears_of_its_original(newsroom: Newsroom) -> None:
    site, translator = english(newsroom), newsroom.world.client(PEOPLE["city"][0])
    there = reverse("translations_of_site", args=[site.pk])
    assert translator.get(reverse("translations"))["Location"] == there
    assert "译文较旧" in text(translator.get(there))  # of the headline whose translation is older than it is
    original = ArticlePage.objects.get(url_path="/city/news/headlines/news-1/")
    listed = Program(newsroom.actor("city")).get(f"portal/translations/{site.pk}?standing=missing&words=要闻1")["items"]
    assert [each["id"] for each in listed] == [original.pk]
    door = reverse("translate_article", args=[site.pk, original.pk])
    assert "city要闻1的正文" in text(translator.get(door))
    column = ColumnPage.objects.get(url_path="/english/news/")
    said = {
        "place": column.pk,
        "title": "Second news",
        "source": "Office",
        "editor": "许",
        "body": "Text.",
        "lane": "usual",
    }
    answer = translator.post(door, said)
    assert answer.status_code == 302
    manuscript = api.Manuscript.objects.get(translates=original)
    assert translator.get(door)["Location"] == answer["Location"]  # whoever comes again goes on with it
    assert "正在翻译" in text(translator.get(there, {"words": "要闻1"}))
    now = timezone.now() + timedelta(seconds=1)
    ArticlePage.objects.filter(pk=original.pk).update(corrected_at=now, correction="数字有误")
    edition = text(translator.get(answer["Location"]))
    assert "原文在翻译以后更正过" in edition
    assert translator.post(answer["Location"], {"then": "followed"}).status_code == 302
    assert "原文在翻译以后更正过" not in text(translator.get(answer["Location"]))
    newsroom.carry(manuscript, "city")
    assert "已译" in text(translator.get(there, {"words": "要闻1"}))
    shown = text(Client().get("/sites/english/news/" + newsroom.fresh(manuscript).article.slug + "/"))
    assert "Second news" in shown
    deliver_due()
    told = Notice.objects.count()
    api.withdraw(newsroom.actor("city", 3), original, reason="内容有误")
    deliver_due()
    assert Notice.objects.count() == told + 1
    assert "撤下" in Notice.objects.latest("pk").subject


def test_an_older_translation_is_brought_up_to_date(newsroom: Newsroom) -> None:
    site, translator = english(newsroom), newsroom.world.client(PEOPLE["city"][0])
    original = ArticlePage.objects.get(url_path="/city/news/headlines/news-0/")
    door = reverse("translate_article", args=[site.pk, original.pk])
    assert "First news" in text(translator.get(door))
    said = {"title": "First news, new", "source": "Office", "editor": "许", "body": "New.", "lane": "usual"}
    assert "更正说明" in text(translator.post(door, said), 422)
    assert translator.post(door, said | {"correction": "Follows the original"}).status_code == 302
    newsroom.carry(api.Manuscript.objects.get(translates=original), "city")
    standing = Program(newsroom.actor("city")).get(f"portal/translations/{site.pk}?words=要闻0")["items"][0]["standing"]
    assert standing == "done"
