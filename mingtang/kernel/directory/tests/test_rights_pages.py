"""Roles, grants to posts, and who can do what."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.models import Grant, Role
from mingtang.kernel.directory.tests.pages import FRAME, opened, text
from tests.world import World

TODAY = timezone.localdate().isoformat()


def grant_data(world: World, **changes: object) -> dict[str, object]:
    role = Role.objects.get(code="official").pk
    place = f"organ-{world.organ('county-market-bureau').pk}"
    return {"role": role, "kind": "organ", "place": place, "start": TODAY, "end": "", **changes}


def county_post(world: World):
    return world.organ("county-market-bureau").posts.first()


def test_roles_are_listed_with_what_they_permit(world: World, django_assert_num_queries) -> None:
    client = opened(world, "county_security_officer")
    with django_assert_num_queries(FRAME + 2):
        page = text(client.get(reverse("role_list")))
    assert "查阅存证记录" in page
    assert "三员" in page
    assert reverse("role_define") not in page, "roles belong to the whole node"
    assert client.get(reverse("role_define")).status_code == 403


def test_a_role_is_defined_revised_and_the_builtin_ones_are_not(world: World) -> None:
    client = world.client("security_officer")
    data = {"code": "window-clerk", "name": "窗口人员", "permissions": ["directory.read"]}
    assert client.post(reverse("role_define"), data).status_code == 302
    role = Role.objects.get(code="window-clerk")
    again = client.post(reverse("role_define"), data)
    assert again.status_code == 422
    assert "code" in again.context["form"].errors
    empty = client.post(reverse("role_define"), {"code": "a b", "name": "", "permissions": ["no.such"]})
    assert set(empty.context["form"].errors) == {"code", "name", "permissions"}
    revised = {"name": "窗口", "permissions": ["directory.read", "directory.manage_people"]}
    assert "管理人员与任职" in text(client.post(reverse("role_revise", args=[role.pk]), revised, follow=True))
    builtin = Role.objects.get(code="official")
    assert reverse("role_revise", args=[builtin.pk]) not in text(client.get(reverse("role_page", args=[builtin.pk])))
    refused = client.post(reverse("role_revise", args=[builtin.pk]), revised)
    assert refused.status_code == 422
    assert "内置角色不能修改" in text(refused)


def test_a_grant_is_made_over_an_organ_and_shown_in_words(world: World) -> None:
    client, post = world.client("county_security_officer"), county_post(world)
    role = Role.objects.create(code="manager", name="人事经办", permissions=["directory.manage_people"])
    data = grant_data(world, role=role.pk)
    page = text(client.post(reverse("grant_create", args=[post.pk]), data, follow=True))
    assert "人事经办" in page
    assert "本机构：石桥县市场监督管理局" in page
    grant = Grant.objects.get(post=post, role=role)
    confirm = text(client.get(reverse("grant_end", args=[grant.pk])))
    assert "收回后立即生效" in confirm
    assert "已收回" in text(client.post(reverse("grant_end", args=[grant.pk]), follow=True))
    assert not Grant.objects.filter(pk=grant.pk).exists()


def test_the_place_is_found_without_scripts(world: World) -> None:
    client, post = world.client("county_security_officer"), county_post(world)
    address = reverse("grant_create", args=[post.pk])
    page = text(client.post(address, {"find": "人民政府", "look": "find", "kind": "organs"}))
    assert f"organ-{world.organ('county-government').pk}" in page
    assert 'value="organs"' in page
    assert f"organ-{world.organ('city-government').pk}" not in page, "nobody grants farther than they reach"
    assert re.search(r'value="organs"[^>]*checked', page)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": "organ", "place": ""}, "place", "请选择一个机构"),
        ({"kind": "region"}, "place", "行政区划"),
        ({"kind": "own"}, "place", "不用选"),
        ({"kind": "node", "place": ""}, "kind", "超出您自己的管辖范围"),
        ({"place": "organ-999999"}, "place", ""),
        ({"place": "organ-x"}, "place", ""),
        ({"role": ""}, "role", ""),
        ({"start": "昨天"}, "start", ""),
    ],
)
def test_faults_of_granting_stand_beside_their_fields(world: World, changes: dict, field: str, words: str) -> None:
    address = reverse("grant_create", args=[county_post(world).pk])
    response = world.client("county_security_officer").post(address, grant_data(world, **changes))
    assert response.status_code == 422
    assert words in response.context["form"].errors[field][0]


def test_the_three_officers_stay_apart_and_nobody_grants_to_oneself(world: World) -> None:
    client = world.client("security_officer")
    audit = Role.objects.get(code="audit_officer").pk
    data = {"role": audit, "kind": "node", "place": "", "start": TODAY}
    mixed = client.post(reverse("grant_create", args=[world.post("service-bureau/platform/system").pk]), data)
    assert mixed.status_code == 422
    assert "三员分立" in mixed.context["form"].errors["role"][0]
    own = client.post(reverse("grant_create", args=[world.post("service-bureau/platform/security").pk]), data)
    assert own.status_code == 422
    assert "不能给自己的岗位授权" in text(own)


def test_who_can_do_what_is_listed_in_reach_and_filtered(world: World, django_assert_num_queries) -> None:
    client = opened(world, "county_security_officer")
    with django_assert_num_queries(FRAME + 4):  # how many, these, and the roles twice
        page = client.get(reverse("access_list"), {"permission": "evidence.read"}).context["page"]
    assert [row.object.post_id for row in page.rows] == [world.post("county-service-bureau/platform/audit").pk]
    rows = client.get(reverse("access_list")).context["page"].rows
    assert all(row.object.organ.region_id.startswith("990121") for row in rows)
    official = Role.objects.get(code="official").pk
    assert client.get(reverse("access_list"), {"role": official, "organ": "市场"}).context["page"].total > 0
    assert client.get(reverse("access_list"), {"export": "xlsx"}).status_code == 200


def test_what_a_person_may_do_is_told_in_words(world: World, django_assert_num_queries) -> None:
    client = opened(world, "security_officer")
    address = reverse("person_rights", args=[world.account("county_system_officer").pk])
    with django_assert_num_queries(FRAME + 5):
        page = text(client.get(address))
    assert "管理机构与岗位" in page
    assert "系统管理员" in page
    assert "石桥县市场监督管理局" in page
    assert "个机构" in page
    assert "全平台" in text(client.get(reverse("person_rights", args=[world.account("system_officer").pk])))
    county = world.client("county_security_officer")
    assert county.get(reverse("person_rights", args=[world.account("system_officer").pk])).status_code == 404


def test_only_the_security_officer_sees_grants(world: World) -> None:
    post = county_post(world)
    assert "授予本岗位的角色" in text(world.client("county_security_officer").get(reverse("post_page", args=[post.pk])))
    for name in ("county_system_officer", "wrong_county_official"):
        client = world.client(name)
        assert "授予本岗位的角色" not in text(client.get(reverse("post_page", args=[post.pk])))
        assert client.get(reverse("access_list")).status_code == 403
        assert client.post(reverse("grant_create", args=[post.pk]), grant_data(world)).status_code == 403
    beyond = world.organ("housing-bureau").posts.first()
    assert world.client("county_security_officer").get(reverse("grant_create", args=[beyond.pk])).status_code == 404
