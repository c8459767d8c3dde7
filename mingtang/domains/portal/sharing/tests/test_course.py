"""Articles that spread, follow their original and go with it."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from mingtang.domains.portal.sharing import api
from mingtang.domains.portal.sharing.actions.renewing import renew
from mingtang.domains.portal.sharing.queries.counts import spread_of
from mingtang.domains.portal.sharing.rules import State, Way
from mingtang.domains.portal.sharing.tests.cluster import LOWER, UPPER, Cluster, let_facts_arrive, text
from mingtang.domains.portal.sharing.texts import digest_of, text_for_mirror
from mingtang.domains.portal.sites import api as sites
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.evidence.api import SYSTEM, NotPermitted


def shown(site: sites.PortalSite, page: sites.ArticlePage, status: int = 200) -> str:
    answer = Client().get(site.address_of(page.url_path))
    assert answer.status_code == status
    return answer.content.decode()


def test_what_must_be_shown_is_shown_below_at_once_and_says_where_it_comes_from(cluster: Cluster) -> None:
    article = cluster.publish(words="十月一日放假")
    cluster.offer(article)
    let_facts_arrive()
    for site in (cluster.housing, cluster.county):
        mirror = cluster.mirror(article, site)
        assert mirror.state == State.SHOWN
        page = shown(site, mirror.page)
        assert "十月一日放假" in page
        assert "来源：</dt><dd>市政府办公室" in page
        assert f'href="{cluster.city.address_of(article.url_path)}"' in page
        assert "（查看原文）" in page


def test_corrections_and_withdrawal_of_the_original_reach_every_mirror(cluster: Cluster) -> None:
    article = cluster.publish()
    cluster.offer(article)
    let_facts_arrive()
    cluster.correct(article, "十月二日放假")
    let_facts_arrive()
    mirrors = [cluster.mirror(article, site) for site in (cluster.housing, cluster.county)]
    for mirror in mirrors:
        page = shown(mirror.site, mirror.page)
        assert "十月二日放假" in page
        assert "更正了日期" in page
    cluster.withdraw(article)
    let_facts_arrive()
    for mirror in mirrors:
        assert "内容有误" in shown(mirror.site, mirror.page, 410)
        mirror.refresh_from_db()
        assert mirror.state == State.ENDED


def test_recommended_articles_wait_for_the_editor_below(cluster: Cluster) -> None:
    article, editor = cluster.publish(), cluster.world.actor(LOWER)
    cluster.offer(article, Way.RECOMMENDED)
    let_facts_arrive()
    mirror = cluster.mirror(article)
    assert (mirror.state, mirror.page) == (State.PROPOSED, None)
    with pytest.raises(Refused, match="理由"):
        api.decline_mirror(editor, mirror, "")
    with pytest.raises(Refused, match="不在本站"):
        api.accept_mirror(editor, mirror, cluster.column(cluster.housing))
    api.accept_mirror(editor, mirror, cluster.column(cluster.county, "blank"))
    let_facts_arrive()
    mirror = cluster.mirror(article)
    assert mirror.column.slug == "blank"
    with pytest.raises(Stale):
        api.accept_mirror(editor, mirror)
    api.drop_mirror(editor, mirror, "与本县情况不符")
    let_facts_arrive()
    assert "与本县情况不符" in shown(cluster.county, mirror.page, 410)
    assert cluster.mirror(article, cluster.housing).state == State.PROPOSED


def test_nobody_below_drops_what_must_be_shown_or_decides_for_others(cluster: Cluster) -> None:
    article, editor = cluster.publish(), cluster.world.actor(LOWER)
    cluster.offer(article)
    let_facts_arrive()
    with pytest.raises(Refused, match="不能自行撤下"):
        api.drop_mirror(editor, cluster.mirror(article), "不要")
    with pytest.raises(NotPermitted):
        api.drop_mirror(editor, cluster.mirror(article, cluster.housing), "不要")
    with pytest.raises(NotPermitted):
        api.offer_article(editor, cluster.publish("另一篇"), Way.MANDATORY)


def test_people_do_not_change_mirrors(cluster: Cluster) -> None:
    article = cluster.publish()
    cluster.offer(article)
    let_facts_arrive()
    mirror = cluster.mirror(article)

    class Chief:
        """Whoever may do everything, and is not the system."""

        def __getattr__(self, name: str) -> object:
            return getattr(SYSTEM, name)

    for change in (
        lambda: sites.correct_article(Chief(), cluster.county, mirror.page, text("改"), note="改"),
        lambda: sites.withdraw_article(Chief(), cluster.county, mirror.page, reason="撤"),
    ):
        with pytest.raises(Refused, match="转载的文章"):
            change()
    with pytest.raises(Refused, match="请共享原文"):
        api.offer_article(SYSTEM, mirror.page, Way.MANDATORY)


def test_what_has_no_column_fails_with_a_reason_until_one_is_mapped(cluster: Cluster) -> None:
    cluster.without_news()
    article = cluster.publish(column="headlines")
    cluster.offer(article, Way.MANDATORY, cluster.county)
    let_facts_arrive()
    mirror = cluster.mirror(article)
    assert mirror.state == State.FAILED
    assert "栏目对应" in mirror.remark
    there, here = cluster.column(cluster.city, "news"), cluster.column(cluster.county, "notices")
    api.map_column(cluster.world.actor(LOWER), cluster.county, there, here)
    api.retry_mirror(cluster.world.actor(UPPER), mirror)
    let_facts_arrive()
    mirror = cluster.mirror(article)
    assert (mirror.state, mirror.remark, mirror.column) == (State.SHOWN, "", here)
    with pytest.raises(NotPermitted):
        api.retry_mirror(cluster.world.actor("official"), mirror)


def test_recall_takes_mirrors_away_and_a_new_offer_brings_them_back(cluster: Cluster) -> None:
    article, owner = cluster.publish(), cluster.world.actor(UPPER)
    offer = cluster.offer(article)
    let_facts_arrive()
    first = cluster.mirror(article)
    with pytest.raises(Refused, match="已经共享"):
        cluster.offer(article)
    with pytest.raises(Refused, match="收回原因"):
        api.recall_article(owner, offer, "")
    api.recall_article(owner, offer, "发布范围有误")
    let_facts_arrive()
    assert "发布范围有误" in shown(cluster.county, first.page, 410)
    assert shown(cluster.city, article)
    cluster.offer(article, Way.MANDATORY, cluster.county)
    let_facts_arrive()
    again = cluster.mirror(article)
    assert again.page_id != first.page_id
    assert shown(cluster.county, again.page)
    assert cluster.mirror(article, cluster.housing).state == State.ENDED


def test_subscribers_get_what_is_published_and_pass_on_the_original(cluster: Cluster) -> None:
    county = cluster.column(cluster.county)
    automatic = api.subscribe(SYSTEM, cluster.county, cluster.column(cluster.city, "news"), county, automatic=True)
    api.subscribe(SYSTEM, cluster.housing, county, cluster.column(cluster.housing), automatic=False)
    article = cluster.publish()
    let_facts_arrive()
    assert cluster.mirror(article).state == State.SHOWN
    passed_on = cluster.mirror(article, cluster.housing)
    assert (passed_on.state, passed_on.source) == (State.PROPOSED, cluster.city)
    api.unsubscribe(SYSTEM, automatic)
    later = cluster.publish("停水通知")
    let_facts_arrive()
    assert not api.Mirror.objects.filter(original=later).exists()
    with pytest.raises(Refused, match="其他网站"):
        api.subscribe(SYSTEM, cluster.city, cluster.column(cluster.city, "news"), county, automatic=True)


def test_renewing_again_changes_nothing(cluster: Cluster) -> None:
    article = cluster.publish()
    cluster.offer(article)
    let_facts_arrive()
    mirror = cluster.mirror(article)
    before = mirror.page.latest_revision_id, mirror.page.last_published_at, sites.ArticlePage.objects.count()
    for _ in range(3):
        renew(mirror.pk)
    mirror = cluster.mirror(article)
    assert (mirror.page.latest_revision_id, mirror.page.last_published_at, sites.ArticlePage.objects.count()) == before


def test_statistics_count_an_original_once(cluster: Cluster) -> None:
    before = sites.ArticlePage.objects.count()
    cluster.offer(cluster.publish())
    let_facts_arrive()
    assert sites.ArticlePage.objects.count() == before + 3
    assert api.counted_once(sites.ArticlePage.objects.all()).count() == before + 1
    spread = spread_of(SYSTEM)
    assert (spread.originals, spread.sites, spread.mirrors) == (1, 2, 2)
    assert spread_of(cluster.world.actor("official")).mirrors == 0
    assert spread_of(cluster.world.actor(LOWER)).mirrors == 1
    assert spread_of(cluster.world.actor(UPPER)).mirrors == 2


STEPS = st.tuples(
    st.sampled_from(
        ["publish", "offer", "correct", "withdraw", "accept", "decline", "drop", "recall", "deliver", "retry"]
    ),
    st.integers(0, 2),
    st.sampled_from([Way.MANDATORY, Way.RECOMMENDED, Way.COPYABLE]),
)


@pytest.mark.slow
def test_after_any_course_mirrors_equal_their_original_or_are_gone(cluster: Cluster) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.sampled_from([Way.MANDATORY, Way.RECOMMENDED]), st.lists(STEPS, max_size=14))
    def holds(first: Way, steps: list[tuple[str, int, Way]]) -> None:
        with transaction.atomic():
            articles = [cluster.publish("一")]
            cluster.offer(articles[0], first)
            let_facts_arrive()
            for number, (what, which, way) in enumerate(steps):
                with suppress(Refused):
                    play(cluster, articles, what, which % len(articles), way, number)
            let_facts_arrive()
            require_equal_or_gone()
            transaction.set_rollback(True)

    holds()


def play(cluster: Cluster, articles: list[sites.ArticlePage], what: str, which: int, way: Way, number: int) -> None:
    """One thing that somebody does, to an article of the city or to one of its mirrors."""
    article = articles[which]
    of_articles: dict[str, Callable[[], object]] = {
        "publish": lambda: articles.append(cluster.publish(f"第 {number} 篇")),
        "offer": lambda: cluster.offer(sites.ArticlePage.objects.get(pk=article.pk), way),
        "correct": lambda: cluster.correct(article, f"第 {number} 次更正"),
        "withdraw": lambda: cluster.withdraw(article),
        "recall": lambda: [
            api.recall_article(SYSTEM, each, "收回") for each in api.Offer.objects.filter(original=article)
        ],
        "deliver": let_facts_arrive,
    }
    of_mirrors: dict[str, Callable[[api.Mirror], object]] = {
        "accept": lambda mirror: api.accept_mirror(SYSTEM, mirror),
        "decline": lambda mirror: api.decline_mirror(SYSTEM, mirror, "不用"),
        "drop": lambda mirror: api.drop_mirror(SYSTEM, mirror, "不用"),
        "retry": lambda mirror: api.retry_mirror(SYSTEM, mirror),
    }
    if what in of_articles:
        of_articles[what]()
        return
    for mirror in api.Mirror.objects.filter(original=article).listed().order_by("site_id")[number % 2 : number % 2 + 1]:
        of_mirrors[what](mirror)


def require_equal_or_gone() -> None:
    for mirror in api.Mirror.objects.listed():
        assert mirror.state not in {State.DUE, State.LEAVING, State.FAILED}
        if mirror.state == State.SHOWN:
            assert mirror.original.live
            assert mirror.page.live
            said = text_for_mirror(mirror.original, mirror.source)
            assert mirror.digest == digest_of(said)
            assert mirror.page.title == said.title
            assert mirror.page.body.get_prep_value() == mirror.original.body.get_prep_value()
        else:
            assert mirror.page is None or not mirror.page.live
