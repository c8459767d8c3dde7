"""Pages of sharing through the browsers of both sides."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingtang.domains.portal.sharing import api
from mingtang.domains.portal.sharing.rules import State, Way
from mingtang.domains.portal.sharing.tests.cluster import LOWER, UPPER, Cluster, let_facts_arrive

OFFERS, RECEIVED = "/workbench/sharing/", "/workbench/sharing/received/"
MOST_STATEMENTS = 9
"""Session, account and rights of every page, the figures, the count and the rows."""


@pytest.fixture
def upper(cluster: Cluster) -> Client:
    return cluster.world.client(UPPER)


@pytest.fixture
def lower(cluster: Cluster) -> Client:
    return cluster.world.client(LOWER)


def text(client: Client, address: str, **data: str) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_article_is_offered_followed_and_recalled(cluster: Cluster, upper: Client) -> None:
    article = cluster.publish()
    new = reverse("share_article")
    assert "selected" in text(upper, new, article=str(article.pk))
    assert upper.post(new, {"article": "", "way": "mandatory"}).status_code == 422
    typed = {"article": article.pk, "way": "mandatory", "sites": [cluster.county.pk], "message": "当日转载"}
    page = upper.post(new, typed).headers["Location"]
    assert upper.post(new, typed).status_code == 422
    let_facts_arrive()
    mirror = cluster.mirror(article)
    shown = text(upper, page)
    assert cluster.county.address_of(mirror.page.url_path) in shown
    assert "当日转载" in shown
    assert upper.post(page, {"reason": ""}).status_code == 422
    assert upper.post(page, {"reason": "范围有误"}).status_code == 302
    let_facts_arrive()
    assert "已撤下" in text(upper, page)
    assert "已收回" in text(upper, OFFERS)


def test_failures_are_told_and_tried_again(cluster: Cluster, upper: Client, lower: Client) -> None:
    cluster.without_news()
    article = cluster.publish(column="headlines")
    offer = cluster.offer(article, Way.MANDATORY, cluster.county)
    let_facts_arrive()
    page = reverse("shared_article", args=[offer.pk])
    assert "没有对应的栏目" in text(upper, page)
    there, here = cluster.column(cluster.city, "headlines"), cluster.column(cluster.county, "headlines")
    new = reverse("new_column_mapping")
    assert lower.post(new, {"column": there.pk, "target": cluster.column(cluster.housing).pk}).status_code == 422
    assert lower.post(new, {"column": there.pk, "target": here.pk}).status_code == 302
    assert "要闻" in text(lower, reverse("column_mappings"))
    mirror = cluster.mirror(article)
    assert upper.post(page, {"retry": mirror.pk}).status_code == 302
    let_facts_arrive()
    assert cluster.mirror(article).state == State.SHOWN
    assert upper.post(page, {"retry": mirror.pk}).status_code == 422


def test_the_site_below_takes_or_does_without(cluster: Cluster, lower: Client) -> None:
    articles = [cluster.publish(title) for title in ("甲", "乙")]
    for article in articles:
        cluster.offer(article, Way.RECOMMENDED)
    taken, left = (reverse("mirror", args=[cluster.mirror(article).pk]) for article in articles)
    assert lower.get(reverse("mirror", args=[cluster.mirror(articles[0], cluster.housing).pk])).status_code == 404
    assert lower.post(left, {"verb": "decline"}).status_code == 422
    assert lower.post(left, {"verb": "decline", "reason": "与本县无关"}).status_code == 302
    assert lower.post(taken, {"verb": "accept", "column": ""}).status_code == 302
    let_facts_arrive()
    assert "查看本站页面" in text(lower, taken)
    assert "与本县无关" in text(lower, left)
    assert "乙" not in text(lower, RECEIVED, state="shown")
    assert lower.post(taken, {"verb": "drop", "reason": "过期"}).status_code == 302
    let_facts_arrive()
    assert cluster.mirror(articles[0]).state == State.ENDED


def test_columns_are_subscribed_to_and_left(cluster: Cluster, lower: Client) -> None:
    there, here = cluster.column(cluster.city), cluster.column(cluster.county)
    typed = {"column": there.pk, "target": here.pk, "automatic": "on"}
    assert lower.post(reverse("new_subscription"), {"column": there.pk}).status_code == 422
    assert lower.post(reverse("new_subscription"), typed).status_code == 302
    assert lower.post(reverse("new_subscription"), typed).status_code == 422
    assert "自动转载" in text(lower, reverse("subscriptions"))
    article = cluster.publish()
    let_facts_arrive()
    assert cluster.mirror(article).state == State.SHOWN
    ended = reverse("end_subscription", args=[api.Subscription.objects.get().pk])
    assert lower.post(ended).status_code == 302
    assert "还没有订阅栏目" in text(lower, reverse("subscriptions"))


def test_lists_cost_the_same_however_long_they_are(cluster: Cluster, upper: Client, lower: Client) -> None:
    cluster.offer(cluster.publish())
    before = costs(upper, lower)
    for number in range(5):
        cluster.offer(cluster.publish(f"第 {number} 篇"))
    assert costs(upper, lower) == before
    assert max(before) <= MOST_STATEMENTS


def costs(upper: Client, lower: Client) -> list[int]:
    told = []
    for client, address in (
        (upper, OFFERS),
        (lower, RECEIVED),
        (upper, "/api/portal/shared-articles"),
        (lower, "/api/portal/mirrors"),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        told.append(len(captured))
    return told


def test_programs_read_what_their_account_may(cluster: Cluster, upper: Client, lower: Client) -> None:
    article = cluster.publish()
    cluster.offer(article)
    let_facts_arrive()
    (offer,) = upper.get("/api/portal/shared-articles").json()["items"]
    assert (offer["article_id"], offer["title"], offer["shown"]) == (article.pk, "放假通知", 2)
    (mirror,) = lower.get("/api/portal/mirrors?state=shown").json()["items"]
    assert (mirror["site_id"], mirror["state"]) == (cluster.county.pk, "shown")
    assert lower.get("/api/portal/shared-articles").json()["items"] == []
