"""What strangers send harms nobody, in any room: bursts are throttled, injections are text, personal data is not published."""

from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from mingtang.domains.interaction.moderation.tests.rooms import ROOMS, Room, Surveys
from mingtang.lib.personal_data import MASK, kinds_of_personal_data
from tests.world import World

EVIL = (
    '<script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">点我</a>'
    ' "><svg onload=alert(4)></textarea> {{ 7|add:7 }} http://bad.example/'
)
PERSONAL = (
    "我是林叙，手机 138-1234-5678，身份证 １１０１０５１９４９１２３１００２Ｘ，卡号 6222020200012345678，请尽快回复。"
)


@pytest.fixture(params=ROOMS, ids=lambda room: room.__name__)
def room(request: pytest.FixtureRequest, world: World) -> Room:
    cache.clear()
    made: Room = request.param(world)
    return made


class Dangers(HTMLParser):
    """What of a page would run or lead away: scripts with a text, handlers, addresses of scripts and of the stranger."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        for name, value in attrs:
            leads = name in {"href", "src", "action"} and ("bad.example" in f"{value}" or f"{value}".startswith("java"))
            if name.startswith("on") or leads:
                self.found.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.found.append(data)


def test_a_burst_from_one_address_is_throttled_and_keeps_what_was_typed(room: Room) -> None:
    sent = [f"第{number}条意见。" for number in range(2 * room.limit + 2)]
    answers = [room.send(text, **{"X-Forwarded-For": f"203.0.113.{number}"}) for number, text in enumerate(sent)]
    refused = [(text, answer) for text, answer in zip(sent, answers, strict=True) if answer.status_code == 422]
    assert room.kept.objects.count() <= 2 * room.limit  # a minute of the clock may turn meanwhile
    assert len(refused) == len(sent) - room.kept.objects.count()
    for text, answer in refused:
        assert "太频繁" in answer.content.decode()
        assert text in answer.content.decode()


def test_injected_scripts_and_links_are_text(room: Room, world: World) -> None:
    assert len(Dangers(EVIL).found) == 4
    assert room.send(EVIL).status_code == 302
    officer = world.client(room.desk)
    for address in room.desk_pages():
        assert Dangers(officer.get(address).content.decode()).found == []
    room.publish()
    for address in room.public_pages():
        page = Client().get(address).content.decode()
        assert Dangers(page).found == []
    assert isinstance(room, Surveys) or "{{ 7|add:7 }}" in page
    again = room.send(f"{EVIL} 代开发票")
    assert again.status_code == 422
    assert Dangers(again.content.decode()).found == []


def test_personal_data_is_not_published(room: Room) -> None:
    assert room.send(PERSONAL).status_code == 302
    room.publish()
    pages = [Client().get(address).content.decode() for address in room.public_pages()]
    for page in pages:
        assert "林叙" not in page
        for number in ("138-1234-5678", "１１０１０５", "6222020200012345678"):
            assert number not in page
    assert isinstance(room, Surveys) or MASK in pages[-1]


def test_personal_data_in_answers_to_a_survey_is_not_even_kept(world: World) -> None:
    cache.clear()
    surveys = Surveys(world)
    surveys.send(f'=HYPERLINK("http://bad.example/") {PERSONAL}')
    answers = reverse("survey_answers", args=[surveys.survey.pk])
    sent = b"".join(world.client(surveys.desk).get(answers).streaming_content)
    cell = load_workbook(BytesIO(sent)).active["E2"]
    assert kinds_of_personal_data(cell.value) == []
    assert MASK in cell.value
    assert cell.data_type == "s"
    assert cell.value.startswith("'=")
