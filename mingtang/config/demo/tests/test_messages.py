"""The letters of the demonstration city stand in all states, and what is public betrays nobody."""

import pytest
from django.utils import timezone

from mingtang.config.demo.city import load_city
from mingtang.config.demo.messages import load_messages
from mingtang.domains.interaction.messages.api import Message
from mingtang.domains.interaction.messages.rules import Stage
from mingtang.lib.personal_data import OF_OFFICES, kinds_of_personal_data
from tests.world import World

pytestmark = pytest.mark.slow


def test_letters_stand_in_all_states_and_betray_nobody(world: World) -> None:
    city = load_city()
    load_messages(city)
    load_messages(city)
    stages = set(Message.objects.values_list("stage", flat=True))
    assert stages == {stage.value for stage in Stage if stage is not Stage.ENDED}
    assert 25 <= Message.objects.count() <= 30
    for message in Message.objects.public():
        assert not kinds_of_personal_data(message.public_title + message.public_content)
        assert not kinds_of_personal_data(message.public_reply, allowed=OF_OFFICES)
        assert message.name not in message.public_content
    running = Message.objects.filter(replied_at=None, unit__isnull=False)
    assert running.filter(case__due_at__lt=timezone.now()).exists()  # a red light
    assert running.filter(case__amber_at__gt=timezone.now()).exists()  # and a green one
