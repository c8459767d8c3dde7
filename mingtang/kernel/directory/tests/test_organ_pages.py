"""The tree of organs, the organ page, and every form that changes an organ, its units and posts."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.compilation import compile_all
from mingtang.kernel.directory.models import Appointment, Organ, Post, Region, Unit
from mingtang.kernel.directory.tests.pages import FRAME, opened, text
from mingtang.kernel.evidence.models import Record
from tests.world import World

BY_DOCUMENT = {"on": "2026-03-01", "basis": "和编发〔2026〕3号"}
TREE = FRAME + 2
"""Regions to filter by, and the organs."""


def add_organs(count: int, superior: Organ) -> None:
    """Many institutions below `superior`, written as bulk rows with their paths."""
    first = 1_000_000
    Organ.objects.bulk_create(
        Organ(
            pk=first + n,
            name=f"第{n}事业站",
            branch=superior.branch,
            kind="institution",
            region_id="990121",
            superior=superior,
            path=f"{superior.path}{first + n}/",
        )
        for n in range(count)
    )
    compile_all()


def test_the_county_officer_sees_exactly_the_county(world: World) -> None:
    page = text(world.client("county_system_officer").get(reverse("organ_tree")))
    shown = {int(key) for key in re.findall(r'href="/workbench/organs/(\d+)/"', page)}
    assert shown == set(Organ.objects.active().in_region("990121").values_list("pk", flat=True))


def test_the_tree_stands_by_roots_and_unfolds_without_scripts(world: World) -> None:
    page = text(world.client("system_officer").get(reverse("organ_tree")))
    assert [page.index(f'id="root-{root}"') for root in ("party", "congress", "government", "consultative", "court")]
    assert (
        page.index("和源市人民政府<")
        < page.index("和源市住房和城乡建设局<")
        < page.index("和源市建设工程质量安全监督站<")
    )
    assert re.search(r"<details open>\s*<summary>", page)
    assert "data-open" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"name": "住房"}, "和源市住房和城乡建设局", "和源市市场监督管理局"),
        ({"region": "990121"}, "石桥县市场监督管理局", "和源市市场监督管理局"),
        ({"branch": "court"}, "人民法院", "和源市市场监督管理局"),
        ({"state": "merged"}, "没有符合条件的机构", "和源市市场监督管理局"),
    ],
)
def test_the_tree_is_filtered_and_keeps_the_way_up(world: World, query: dict, shown: str, hidden: str) -> None:
    page = text(world.client("system_officer").get(reverse("organ_tree"), query))
    assert shown in page
    assert hidden not in page


def test_an_organ_below_an_unfound_one_keeps_its_place(world: World) -> None:
    page = text(world.client("system_officer").get(reverse("organ_tree"), {"name": "质量安全"}))
    assert "tree-aside" in page
    assert "和源市住房和城乡建设局" in page


@pytest.mark.parametrize("extra", [0, 200, pytest.param(2000, marks=pytest.mark.slow)])
def test_the_tree_costs_the_same_statements_however_many_organs(
    world: World, django_assert_num_queries, extra: int
) -> None:
    add_organs(extra, world.organ("county-market-bureau"))
    client = opened(world, "county_system_officer")
    with django_assert_num_queries(TREE):
        page = text(client.get(reverse("organ_tree")))
    assert page.count("事业站") == extra
    with django_assert_num_queries(TREE + 1):  # and which of them are meant
        client.get(reverse("organ_tree"), {"name": "第1"})


def test_the_tree_is_taken_away_as_a_table_and_leaves_a_record(world: World) -> None:
    response = world.client("county_system_officer").get(reverse("organ_tree"), {"export": "csv", "name": "市场"})
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("名称,简称,统一社会信用代码,系统")
    assert "石桥县市场监督管理局" in lines[1]
    record = Record.objects.get(act="directory.export_rows")
    assert "机构" in record.note
    assert record.actor_name == str(world.account("county_system_officer").person)


def test_an_organ_outside_the_county_is_not_found(world: World) -> None:
    client = world.client("county_system_officer")
    for name in (
        "organ_page",
        "organ_revise",
        "organ_rename",
        "organ_merge",
        "organ_close",
        "unit_create",
        "post_create",
    ):
        assert client.get(reverse(name, args=[world.organ("housing-bureau").pk])).status_code == 404


def test_an_organ_page_shows_posts_holders_and_superiors_in_few_statements(
    world: World, django_assert_num_queries
) -> None:
    client, address = opened(world, "official"), reverse("organ_page", args=[world.organ("housing-bureau").pk])
    with django_assert_num_queries(FRAME + 10):
        page = text(client.get(address))
    for words in (
        "行政审批科",
        "许青禾",
        "顾行舟",
        "（代理）",
        "和源市人民政府",
        "江岭省住房和城乡建设厅",
        "设立",
        "隶属（2）",
    ):
        assert words in page
    province = world.organ("housing-bureau").line_superior
    assert reverse("organ_page", args=[province.pk]) not in page, "outside the reader's reach: no link"


def test_an_ordinary_official_gets_no_buttons_and_is_refused(world: World) -> None:
    client, organ = world.client("official"), world.organ("housing-bureau")
    unit, post = organ.units.first(), organ.posts.first()
    pages = text(client.get(reverse("organ_page", args=[organ.pk]))) + text(client.get(reverse("organ_tree")))
    pages += text(client.get(reverse("post_page", args=[post.pk])))
    changing = [("organ_establish", None), ("organ_import", None), ("unit_revise", unit), ("unit_close", unit)]
    changing += [(f"organ_{verb}", organ) for verb in ("revise", "rename", "move", "merge", "close")]
    changing += [("unit_create", organ), ("post_create", organ), ("post_revise", post), ("post_close", post)]
    changing += [
        ("official_register", organ),
        ("official_import", organ),
        ("grant_create", post),
        ("appoint_to_post", post),
    ]
    for name, row in changing:
        address = reverse(name, args=[row.pk] if row else [])
        assert address not in pages, name
        assert client.post(address, {"name": "x"}).status_code == 403, name
        assert client.get(address).status_code == 403, name


def test_visitors_sign_in_first_and_citizens_stay_out(world: World) -> None:
    assert world.client("visitor").get(reverse("organ_tree")).url.startswith(reverse("sign_in"))
    assert world.client("citizen").get(reverse("organ_tree")).status_code == 403


def test_an_organ_is_established_under_its_superior(world: World) -> None:
    superior = world.organ("county-government")
    data = {
        "name": "石桥县数据局", "short_name": "县数据局", "branch": "government", "kind": "organ", "region": "990121",
        "superior": superior.pk, "line_superior": "", "credit_code": "", "document_word": "石数", "rank": "50",
        "on": "2026-02-01", "basis": "石编发〔2026〕1号",
    }  # fmt: skip
    response = world.client("county_system_officer").post(reverse("organ_establish"), data, follow=True)
    organ = Organ.objects.get(name="石桥县数据局")
    assert organ.superior == superior
    assert "已设立“石桥县数据局”" in text(response)
    assert "石编发〔2026〕1号" in text(response)


def test_the_picker_looks_without_losing_what_was_typed(world: World) -> None:
    client = world.client("system_officer")
    page = text(
        client.post(
            reverse("organ_establish"), {"name": "新局", "find_superior": "石桥县人民政府", "look": "find_superior"}
        )
    )
    assert 'value="新局"' in page
    assert "error-summary" not in page
    found = page[page.index('id="id_superior"') :][:600]
    assert "石桥县人民政府</option>" in found
    assert "和源市妇女联合会" not in found


def test_faults_of_establishing_stand_beside_their_fields(world: World) -> None:
    client, wrong = world.client("county_system_officer"), "11990100009900101B"
    data = {
        "name": "",
        "branch": "court",
        "kind": "organ",
        "region": "",
        "rank": "x",
        "on": "2026-13-01",
        "credit_code": wrong,
    }
    response = client.post(reverse("organ_establish"), data)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "name",
        "region",
        "rank",
        "on",
        "credit_code",
    }
    assert wrong in text(response), "nothing typed is lost"
    superior = world.organ("county-government").pk
    data = {
        "name": "甲",
        "branch": "court",
        "kind": "organ",
        "region": "990121",
        "rank": "1",
        "on": "2026-01-01",
        "superior": superior,
    }
    assert "同一系统" in client.post(reverse("organ_establish"), data).context["form"].errors["superior"][0]
    beyond = client.post(reverse("organ_establish"), data | {"superior": world.organ("city-government").pk})
    assert "superior" in beyond.context["form"].errors, "a superior out of reach is no choice"
    assert client.post(reverse("organ_establish"), data | {"superior": ""}).status_code == 403, (
        "a root needs the whole node"
    )


def test_an_organ_is_revised_unless_it_changed_meanwhile(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    address = reverse("organ_revise", args=[organ.pk])
    seen = client.get(address).context["form"]["seen"].value()
    data = {
        "short_name": "住建局",
        "branch": "government",
        "kind": "organ",
        "region": "9901",
        "rank": "7",
        "seen": seen,
    }
    assert client.post(address, data).status_code == 302
    organ.refresh_from_db()
    assert (organ.short_name, organ.rank) == ("住建局", 7)
    assert "又有改动" in text(client.post(address, data | {"short_name": "别的"}))


def test_a_rename_keeps_the_old_name_in_the_history_and_can_be_undone(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("housing-bureau")
    before = organ.name
    data = {"name": "和源市住房城乡建设委员会", "short_name": "市住建委", **BY_DOCUMENT}
    page = text(client.post(reverse("organ_rename", args=[organ.pk]), data, follow=True))
    assert f"{before} → 和源市住房城乡建设委员会" in page
    assert "和编发〔2026〕3号" in page
    undo = re.search(r'action="(/workbench/evidence/\d+/undo/)"', page)
    assert undo, "the officer who did it may take it back"
    client.post(undo[1])
    organ.refresh_from_db()
    assert organ.name == before
    same = client.post(reverse("organ_rename", args=[organ.pk]), {"name": before, "short_name": "", **BY_DOCUMENT})
    assert same.status_code == 422
    assert "相同" in same.context["form"].errors["name"][0]


def test_an_organ_moves_below_another_but_not_below_itself(world: World) -> None:
    client, organ, target = (
        world.client("system_officer"),
        world.organ("construction-safety-station"),
        world.organ("market-bureau"),
    )
    response = client.post(reverse("organ_move", args=[organ.pk]), {"other": target.pk, **BY_DOCUMENT})
    organ.refresh_from_db()
    assert response.status_code == 302
    assert organ.superior == target
    assert organ.path.startswith(target.path)
    loop = client.post(reverse("organ_move", args=[target.pk]), {"other": organ.pk, **BY_DOCUMENT})
    assert loop.status_code == 422
    assert "other" in loop.context["form"].errors


def test_merging_says_first_what_will_happen(world: World) -> None:
    client, organ = world.client("system_officer"), world.organ("construction-safety-station")
    into = world.organ("housing-bureau")
    posts, address = organ.posts.count(), reverse("organ_merge", args=[organ.pk])
    page = client.post(address, {"other": into.pk, **BY_DOCUMENT})
    assert page.status_code == 200
    assert page.context["load"].posts == posts
    assert f"{posts} 个" in text(page)
    assert "确认合并" in text(page)
    organ.refresh_from_db()
    assert organ.is_active, "nothing has happened yet"
    back = client.post(address, {"other": into.pk, "look": "back", **BY_DOCUMENT})
    assert back.status_code == 200
    assert 'value="和编发〔2026〕3号"' in text(back)
    assert client.post(address, {"other": into.pk, "confirmed": "1", **BY_DOCUMENT}).status_code == 302
    organ.refresh_from_db()
    assert organ.successor == into
    assert not Post.objects.filter(organ=organ).exists()


def test_an_organ_with_people_or_subordinates_cannot_be_closed(world: World) -> None:
    client = world.client("system_officer")
    for key, reason in (("housing-bureau", "下级机构"), ("county-market-bureau", "任职")):
        address = reverse("organ_close", args=[world.organ(key).pk])
        today = BY_DOCUMENT | {"on": timezone.localdate().isoformat()}
        page = text(client.post(address, today))
        assert "现在还不能继续" in page
        assert 'name="confirmed"' not in page
        refused = client.post(address, {"confirmed": "1", **today})
        assert refused.status_code == 422
        assert reason in text(refused)


def test_units_and_posts_are_set_up_revised_and_closed(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    assert client.post(reverse("unit_create", args=[organ.pk]), {"name": "信用监管股", "rank": "30"}).status_code == 302
    unit = Unit.objects.get(organ=organ, name="信用监管股")
    again = client.post(reverse("unit_create", args=[organ.pk]), {"name": "信用监管股", "rank": "30"})
    assert again.status_code == 422
    assert "name" in again.context["form"].errors
    data = {"name": "股长", "unit": unit.pk, "leads": "on", "rank": "10"}
    assert client.post(reverse("post_create", args=[organ.pk]), data).status_code == 302
    post = Post.objects.get(unit=unit, name="股长")
    assert post.leads
    assert client.post(reverse("unit_close", args=[unit.pk]), {"on": "2026-05-01"}).status_code == 422, (
        "a post is still open"
    )
    client.post(reverse("post_revise", args=[post.pk]), {"name": "负责人", "rank": "5"})
    post.refresh_from_db()
    assert (post.name, post.leads, post.rank) == ("负责人", False, 5)
    client.post(reverse("unit_revise", args=[unit.pk]), {"name": "信用股", "rank": "31"})
    assert client.post(reverse("post_close", args=[post.pk]), {"on": "2026-05-01"}).status_code == 302
    assert client.post(reverse("unit_close", args=[unit.pk]), {"on": "2026-05-01"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.closed_on) == ("信用股", date(2026, 5, 1))
    client.get(reverse("organ_tree"))  # shows the messages
    assert "信用股" not in text(client.get(reverse("organ_page", args=[organ.pk])))


def test_a_held_post_cannot_be_closed(world: World) -> None:
    held = Appointment.objects.filter(organ=world.organ("county-market-bureau"), end=None).first()
    response = world.client("county_system_officer").post(
        reverse("post_close", args=[held.post_id]), {"on": timezone.localdate().isoformat()}
    )
    assert response.status_code == 422
    assert "任职" in text(response)


def test_markup_in_a_name_is_shown_as_text(world: World) -> None:
    organ = world.organ("housing-bureau")
    Organ.objects.filter(pk=organ.pk).update(name="<script>alert(1)</script>", short_name="=1+1")
    client = world.client("system_officer")
    page = text(client.get(reverse("organ_tree"))) + text(client.get(reverse("organ_page", args=[organ.pk])))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    table = b"".join(client.get(reverse("organ_tree"), {"export": "csv"}).streaming_content).decode()
    assert ",'=1+1," in table or ',"\'=1+1",' in table


def test_regions_offer_counties_not_villages(world: World) -> None:
    form = world.client("system_officer").get(reverse("organ_tree")).context["form"]
    levels = Region.objects.filter(pk__in=[key for key, _ in form.fields["region"].choices if key]).values_list(
        "level", flat=True
    )
    assert max(levels) == Region.Level.COUNTY
