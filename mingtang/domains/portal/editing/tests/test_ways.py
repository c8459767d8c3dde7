"""Who reviews, seen and set by whoever looks after a site; articles that stand there, and how they came about."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingtang.domains.portal.editing import api
from mingtang.domains.portal.editing.rules import Stage
from mingtang.domains.portal.editing.tests.newsroom import PEOPLE, Newsroom
from mingtang.domains.portal.sites.api import merge_column
from mingtang.kernel.cases.tests.test_rest import Program
from mingtang.kernel.evidence.api import SYSTEM, deliver_due

LIST = "/workbench/manuscripts/"
KEEPER = "housing-director"


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def statements(client: Client, there: str) -> int:
    client.get(there)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)


def test_whoever_looks_after_a_site_says_who_reviews_in_a_column(newsroom: Newsroom) -> None:
    portal, column, organ = newsroom.portal("housing"), newsroom.column(), newsroom.world.organ("housing-bureau")
    keeper, there = newsroom.world.client(KEEPER), f"{LIST}ways/{newsroom.portal('housing').pk}/"
    assert keeper.get(f"{LIST}ways/")["Location"] == there
    page = text(keeper.get(there))
    assert "稿件初审岗" in page
    assert "没有人在岗" not in page
    assert "请选择" in text(keeper.post(there, {"number": 1, "place": column.pk, "who": ""}), 422)
    said = {"number": 1, "place": column.pk, "who": f"{organ.pk}:{api.HOLDERS[2]}"}
    assert "单独设定的栏目" in text(keeper.post(there, said, follow=True))
    manuscript = newsroom.write()
    newsroom.submit(manuscript)
    newsroom.review(manuscript, 2)  # the second reviewer does the first review now
    assert newsroom.fresh(manuscript).stage == Stage.REVIEW2
    program = Program(newsroom.world.actor(KEEPER))
    steps = program.get(f"portal/review-ways/{portal.pk}")
    own = next(step for step in steps if step["column_id"] == column.pk)
    assert len(steps) == 5
    wrong = {"number": 1, "organ": organ.pk, "holder": "没有的岗位"}
    assert program.post(f"portal/review-ways/{portal.pk}", wrong, 422)
    assert "恢复" in text(keeper.get(there))
    assert keeper.post(there, {"reset": own["id"]}).status_code == 302
    assert "单独设定的栏目" not in text(keeper.get(there))
    assert newsroom.world.client(PEOPLE["housing"][0]).post(there, said).status_code == 403


def test_articles_are_found_with_how_they_came_about(newsroom: Newsroom) -> None:
    editor, there = newsroom.world.client(PEOPLE["housing"][0]), f"{LIST}articles/"
    article = newsroom.published().article
    before = statements(editor, there)
    newsroom.published(title="节日值班")
    assert statements(editor, there) == before
    assert (
        before <= 15
    )  # session, account, rights of every page; sites and columns of the filter (3); rights (2); count, rows
    column = newsroom.column()
    page = text(editor.get(there, {"column": column.pk, "author": "许青禾", "state": "public"}))
    assert "周末受理通知" in page
    assert "节日值班" not in text(editor.get(there, {"words": "周末", "state": "public"}))
    assert "周末受理通知" not in text(editor.get(there, {"until": "2020-01-01"}))
    one = text(editor.get(f"{there}{article.pk}/"))
    for said in ("初审一校 通过", "终审三校 通过", "更正", newsroom.portal("housing").address_of(article.url_path)):
        assert said in one, said
    api.withdraw(newsroom.actor("housing", 3), article, reason="内容有误")
    assert "内容有误" in text(editor.get(f"{there}{article.pk}/"))
    assert "周末受理通知" in text(editor.get(there, {"state": "withdrawn"}))
    assert "周末受理通知" in b"".join(editor.get(f"{there}?export=csv")).decode("utf-8-sig")
    assert newsroom.world.client(PEOPLE["city"][0]).get(f"{there}{article.pk}/").status_code == 404
    rows = Program(newsroom.actor("housing")).get("portal/edited-articles?withdrawn=true")["items"]
    assert [row["id"] for row in rows] == [article.pk]


def test_what_is_written_for_a_merged_column_goes_on_in_the_other(newsroom: Newsroom) -> None:
    manuscript, headlines = newsroom.write(), newsroom.column(slug="headlines")
    merge_column(SYSTEM, newsroom.portal("housing"), newsroom.column(), headlines, reason="合并")
    deliver_due()
    assert newsroom.fresh(manuscript).column == headlines
    newsroom.carry(manuscript)
    assert newsroom.fresh(manuscript).article.url_path.startswith(headlines.url_path)
