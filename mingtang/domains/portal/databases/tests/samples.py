"""A public record for tests of other rooms."""

from django.utils import timezone

from mingtang.domains.portal.databases.models import Record
from tests.world import World


def sample_record(world: World) -> Record:
    """A key project of the housing bureau."""
    return Record.objects.create(
        database="projects", number="P-1", title="澄江大桥改造", values={"name": "澄江大桥改造", "code": "P-1"},
        organ=world.organ("housing-bureau"), updated_at=timezone.now(),
    )  # fmt: skip
