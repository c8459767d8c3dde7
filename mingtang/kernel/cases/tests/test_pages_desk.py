"""Phrases and substitutes: what people keep at their desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mingtang.kernel.cases.api import Phrase, Substitution, handle
from mingtang.kernel.cases.tests.workbench import at, new_case
from mingtang.kernel.directory.tests.pages import text
from mingtang.kernel.evidence.models import Record
from mingtang.lib.flow.commands import Claim
from tests.world import World


def test_phrases_are_added_changed_moved_and_removed_by_their_owner_only(world: World) -> None:
    client = world.client("official")
    assert "还没有自己的常用语" in text(client.get(reverse("phrases")))
    for words in ("同意。", "请补充图纸。"):
        client.post(reverse("phrases"), {"text": words})
    again = client.post(reverse("phrases"), {"text": "同意。"})
    assert again.status_code == 422
    assert "已经有了" in text(again)
    first, second = Phrase.objects.all()
    client.post(reverse("phrase_place", args=[second.pk]), {"do": "raise"})
    assert [each.text for each in Phrase.objects.all()] == ["请补充图纸。", "同意。"]
    client.post(reverse("phrase", args=[first.pk]), {"text": "原则同意。"})
    assert Phrase.objects.get(pk=first.pk).text == "原则同意。"
    other = world.client("leader")
    assert other.get(reverse("phrase", args=[first.pk])).status_code == 404
    assert other.post(reverse("phrase_place", args=[first.pk]), {"do": "remove"}).status_code == 404
    client.post(reverse("phrase_place", args=[first.pk]), {"do": "remove"})
    assert [each.text for each in Phrase.objects.all()] == ["请补充图纸。"]
    case = new_case(world)
    assert "请补充图纸。" in text(client.get(reverse("case", args=[case.pk])))


def test_a_substitute_sees_the_items_until_the_absent_ends_it(world: World) -> None:
    case, actor, today = new_case(world), world.actor("official"), timezone.localdate()
    handle(actor, case.pk, Claim(at(case, "accept"), f"account:{actor.account_id}"))
    client, leader = world.client("official"), world.client("leader")
    assert case.title not in text(leader.get(reverse("tasks")))
    sent = {
        "to": "周以宁",
        "start": today.isoformat(),
        "end": (today + timedelta(days=3)).isoformat(),
        "reason": "出差",
    }
    assert client.post(reverse("substitutions"), sent).status_code == 302
    assert "生效中" in text(client.get(reverse("substitutions")))
    assert "代 许青禾 办理" in text(leader.get(reverse("substitutions")))
    assert case.title in text(leader.get(reverse("tasks")))
    row = Substitution.objects.get()
    assert leader.post(reverse("substitution_end", args=[row.pk])).status_code == 404
    client.post(reverse("substitution_end", args=[row.pk]))
    assert case.title not in text(leader.get(reverse("tasks")))
    acts = set(Record.objects.filter(act__startswith="cases.").values_list("act", flat=True))
    assert {"cases.appoint_substitute", "cases.end_substitution"} <= acts


@pytest.mark.parametrize(
    ("values", "wrong"),
    [({"to": "没有这人"}, "找不到“没有这人”"), ({"to": "许青禾"}, "请选择另一位"), ({"end": "2020-01-01"}, "不能早于"),
     ({"start": "2020-01-01", "end": "2020-01-02"}, "已经过去"), ({"end": "x"}, "")],
)  # fmt: skip
def test_a_substitution_that_makes_no_sense_is_refused(world: World, values: dict[str, str], wrong: str) -> None:
    today = timezone.localdate().isoformat()
    answer = world.client("official").post(
        reverse("substitutions"), {"to": "周以宁", "start": today, "end": today} | values
    )
    assert answer.status_code == 422
    assert wrong in text(answer)
    assert not Substitution.objects.exists()
