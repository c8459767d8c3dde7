"""Finding Chinese text on both databases, and finding only what one may see."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.config import searchable
from mingtang.kernel.directory.actions.accounts import disable_account
from mingtang.kernel.directory.actions.organs import rename_organ
from mingtang.kernel.directory.actions.people import end_appointment
from mingtang.kernel.directory.actor import Nobody
from mingtang.kernel.directory.models import Account, CompiledScope, Organ
from mingtang.kernel.evidence.api import SYSTEM, declare_permission, deliver_due
from mingtang.kernel.search import sources
from mingtang.kernel.search.actions import rebuild
from mingtang.kernel.search.api import SearchSource, register_source, search
from mingtang.kernel.search.models import Entry, IndexedEntry
from mingtang.kernel.search.tasks import reconcile
from tests.world import World

READ_PAPERS = declare_permission("search_tests.read_papers", "查阅试验文件")
PAPERS = {
    "jz": ("和源市住房和城乡建设局", "简称市住建局，承担行政审批工作"),
    "sp": ("关于印发行政审批局工作规则的通知", "和政办发〔2026〕12号"),
    "gb": ("行政区划代码 GB/T 2260-2007", "编号 2026-000123，英文 Administrative Divisions"),
    "ug": ("ئۇيغۇرچە ئۇقتۇرۇش", "维吾尔文通知"),
    "ht": ("<b>标记</b> & 'OR' NEAR AND", "审批行政，政审，𰻝面"),
}


@pytest.fixture
def papers(db: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Invented papers as entries open to all; their rows are organs, of which only the number matters."""
    monkeypatch.setattr(sources, "_SOURCES", {})
    region = {"region_id": "99"}
    Organ._meta.get_field("region").related_model.objects.get_or_create(code="99", defaults={"name": "省", "level": 1})
    texts = {}
    for key, text in PAPERS.items():
        texts[Organ.objects.create(name=key, branch="government", path=f"/{key}/", **region).pk] = text
    register_source(
        SearchSource(
            kind="paper",
            label="文件",
            rows=lambda: Organ.objects.filter(pk__in=texts),
            title=lambda row: texts[row.pk][0],
            text=lambda row: texts[row.pk][1],
            permission=READ_PAPERS,
            organ=lambda row: row.pk,
            url=lambda row: "",
            public_url=lambda row: f"/papers/{row.name}/",
        )
    )
    rebuild()
    yield
    rebuild()


def found(text: str) -> set[str]:
    return {hit.url.split("/")[2] for hit in search(Nobody(), text).hits}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("住建局", {"jz"}),
        ("住建", {"jz"}),
        ("行政审批", {"jz", "sp", "ht"}),
        ("审批", {"jz", "sp", "ht"}),
        ('"行政审批"', {"jz", "sp"}),
        ('"审批行政"', {"ht"}),
        ("城乡建设局", {"jz"}),
        ("城鄉建設局", {"jz"}),
        ("局", {"jz", "sp"}),
        ("审", {"jz", "sp", "ht"}),
        ("审批 通知", {"sp"}),
        ("审批　住建", {"jz"}),
        ("审批 没有的词", set()),
        ("和政办发〔2026〕12号", {"sp"}),
        ("和政办发2026 12", {"sp"}),
        ("2026", {"sp", "gb"}),
        ("2026-000", {"gb"}),
        ("gb2260", {"gb"}),
        ("GB/T2260", {"gb"}),
        ("ＧＢ", {"gb"}),
        ("admin", {"gb"}),
        ('"admin"', set()),
        ("260", set()),
        ("ئۇيغۇرچە", {"ug"}),
        ("AND", {"ht"}),
        ("OR NEAR", {"ht"}),
        ("<b>", {"ht"}),
        ("标记", {"ht"}),
        ("𰻝", {"ht"}),
        ("𰻝面", {"ht"}),
        ("***", set()),
        ("", set()),
    ],
)
def test_what_is_found(papers: None, typed: str, expected: set[str]) -> None:
    assert found(typed) == expected


def test_the_title_weighs_more_than_the_text(papers: None) -> None:
    assert [hit.url for hit in search(Nobody(), "行政审批").hits][:2] == ["/papers/sp/", "/papers/jz/"]


def test_a_phrase_does_not_go_from_the_title_into_the_text(papers: None) -> None:
    assert found('"局简称"') == set()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.text(max_size=60) | st.text(st.sampled_from("审批a1\"'“*:^()&|!<>\\-+~{}[]%_\x00 "), max_size=30))
def test_nothing_that_can_be_typed_breaks_the_search(papers: None, typed: str) -> None:
    assert search(Nobody(), typed, kind=typed[:3], page=len(typed)).total <= len(PAPERS)


def test_results_are_escaped_and_marked(papers: None) -> None:
    hit = search(Nobody(), "标记").hits[0]
    assert hit.title == "&lt;b&gt;<mark>标记</mark>&lt;/b&gt; &amp; &#x27;OR&#x27; NEAR AND"


@pytest.fixture
def city(world: World) -> World:
    rebuild()
    return world


def names(answers: Any) -> set[str]:
    return set(
        Entry.objects.filter(
            kind="official", object_id__in=[hit.object_id for hit in answers.hits if hit.kind == "official"]
        ).values_list("title", flat=True)
    )


def test_officials_are_found_by_name_and_by_post(city: World) -> None:
    official = city.account("official").person.name
    assert names(search(SYSTEM, official)) == {official}
    post = city.actor("official").post_name
    assert official in names(search(SYSTEM, f"住建 {post}"))


def test_citizens_are_never_found(city: World) -> None:
    assert search(SYSTEM, city.account("citizen").person.name).hits == []


def test_visitors_find_organs_with_their_public_pages_and_no_people(city: World) -> None:
    answers = search(Nobody(), "住房和城乡建设局")
    assert answers.total > 0
    assert {hit.kind for hit in answers.hits} == {"organ"}
    assert search(Nobody(), city.account("official").person.name).total == 0


def test_an_official_finds_people_within_the_scope_of_the_post_and_counts_tell_no_more(city: World) -> None:
    reader, target = city.actor("wrong_county_official"), city.account("official")
    everybody = search(SYSTEM, target.person.name).total
    assert everybody == 1
    CompiledScope.objects.filter(post=reader.post_id).delete()
    scope = CompiledScope(post_id=reader.post_id, permission="directory.read", organs=[reader.organ_id])
    scope.save()
    assert search(city.actor("wrong_county_official"), target.person.name).everywhere == 0
    scope.organs = [reader.organ_id, target.organ_id]
    scope.save()
    answers = search(city.actor("wrong_county_official"), target.person.name)
    assert (answers.everywhere, names(answers)) == (1, {target.person.name})


def test_a_scope_of_many_organs_finds_the_same_as_one_of_the_whole_node(city: World) -> None:
    reader = city.actor("official")
    CompiledScope.objects.filter(post=reader.post_id).delete()
    every = list(Organ.objects.values_list("pk", flat=True))
    assert len(every) > 12
    CompiledScope.objects.create(post_id=reader.post_id, permission="directory.read", organs=every)
    assert search(city.actor("official"), "科").everywhere == search(SYSTEM, "科").everywhere > 0


@pytest.mark.parametrize("grants", [0, 1, 40])
def test_a_search_costs_two_statements_besides_the_scopes_of_the_reader(city: World, grants: int) -> None:
    reader = city.actor("official")
    CompiledScope.objects.filter(post=reader.post_id).delete()
    organs = list(Organ.objects.values_list("pk", flat=True)[:grants])
    CompiledScope.objects.create(post_id=reader.post_id, permission="directory.read", organs=organs)
    reader = city.actor("official")
    assert reader.scopes
    with CaptureQueriesContext(connection) as statements:
        assert search(reader, "局").hits
    assert len(statements) == 2


def test_facts_keep_the_index_right(city: World) -> None:
    deliver_all()
    organ = city.organ("housing-bureau")
    rename_organ(
        SYSTEM, organ, name="和源市城市更新局", short_name="市更新局", on=yesterday(), basis="和编发〔2026〕1号"
    )
    deliver_all()
    assert search(Nobody(), "城市更新局").hits[0].object_id == str(organ.pk)
    assert city.account("official").person.name in names(search(SYSTEM, "城市更新局"))


def test_who_leaves_a_post_or_loses_the_account_is_no_longer_found_there(city: World) -> None:
    account, appointment = city.account("official"), city.actor("official").appointment
    post = appointment.post.name
    end_appointment(SYSTEM, appointment, on=max(appointment.start, yesterday()))
    disable_account(SYSTEM, city.account("leader"), reason="调离")
    deliver_all()
    assert account.person.name not in names(search(SYSTEM, f"{account.person.name} {post}"))
    assert search(SYSTEM, city.account("leader").person.name).total == 0


def test_every_night_what_has_changed_without_a_fact_is_put_right_and_nothing_else_is_written(city: World) -> None:
    before = dict(Entry.objects.values_list("pk", "updated_at"))
    organ = Organ.objects.filter(state="active").first()
    Organ.objects.filter(pk=organ.pk).update(name="改了名字的机构")
    Entry.objects.filter(kind="official").first().delete()
    reconcile.call()
    assert Entry.objects.get(kind="organ", object_id=str(organ.pk)).title.startswith("改了名字的机构")
    after = dict(Entry.objects.values_list("pk", "updated_at"))
    assert len([pk for pk in before if after.get(pk) == before[pk]]) > len(before) / 2
    assert (
        Entry.objects.filter(kind="official").count() == Account.objects.filter(kind="official", state="active").count()
    )


def test_rebuilding_leaves_one_entry_and_one_row_of_the_index_for_everything(city: World) -> None:
    counts = rebuild()
    assert sum(counts.values()) == Entry.objects.count() == IndexedEntry.objects.count()
    assert rebuild(["organ"]) == {"organ": counts["organ"]}
    assert IndexedEntry.objects.count() == sum(counts.values())


def test_entries_of_a_source_that_is_gone_leave_with_the_next_rebuild(
    city: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_SOURCES", {"organ": searchable.ORGANS})
    rebuild()
    assert set(Entry.objects.values_list("kind", flat=True)) == {"organ"}
    assert IndexedEntry.objects.count() == Entry.objects.count()


def deliver_all() -> None:
    while deliver_due():
        pass


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)
