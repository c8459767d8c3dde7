"""What pages of the portal show of other domains."""

from mingtang.config.neighbours import letter_boxes
from mingtang.domains.interaction.messages.tests.mailroom import Mailroom
from tests.world import World


def test_leaders_with_a_box_lead_to_it(world: World) -> None:
    box, without = Mailroom(world).box(), world.post("city-government/mayor")
    assert letter_boxes([box.post_id, without.pk]) == {box.post_id: box.get_absolute_url()}
