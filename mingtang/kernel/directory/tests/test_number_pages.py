"""Formats of official numbers."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.directory.actions.numbers import issue_number
from mingtang.kernel.directory.models import NumberFormat
from mingtang.kernel.directory.tests.pages import text
from tests.world import World

ADDRESS = "number_format_set"


def test_formats_are_shown_with_an_example_and_series_with_their_last_number(world: World) -> None:
    client, year = world.client("system_officer"), timezone.localdate().year
    assert f"{year}-000012" in text(client.get(reverse("number_formats")))
    with transaction.atomic():
        issue_number(world.organ("housing-bureau"), "case", on=timezone.localdate())
    assert "和源市住房和城乡建设局" in text(client.get(reverse("number_formats"), {"tab": "series"}))


def test_the_example_changes_nothing_and_setting_does(world: World) -> None:
    client, organ = world.client("county_system_officer"), world.organ("county-market-bureau")
    data = {"kind": "document", "organ": organ.pk, "template": "{word}〔{year}〕第{n:03}号"}
    shown = f"{organ.document_word}〔{timezone.localdate().year}〕第012号"
    assert shown in text(client.post(reverse(ADDRESS), data | {"preview": "1"}))
    assert not NumberFormat.objects.filter(organ=organ).exists()
    assert shown in text(client.post(reverse(ADDRESS), data, follow=True))
    assert NumberFormat.objects.get(organ=organ, kind="document").template == data["template"]


def test_faults_of_a_template_stand_beside_it(world: World) -> None:
    client = world.client("system_officer")
    for template in ("没有顺序号", "{n}{what}", "{n", "{n!r}", "{n:>999999}"):
        response = client.post(reverse(ADDRESS), {"kind": "case", "organ": "", "template": template})
        assert response.status_code == 422, template
        assert "template" in response.context["form"].errors, template


def test_the_default_belongs_to_the_whole_node(world: World) -> None:
    data = {"kind": "case", "organ": "", "template": "{n}"}
    assert world.client("county_system_officer").post(reverse(ADDRESS), data).status_code == 403
    assert world.client("security_officer").get(reverse("number_formats")).status_code == 403
