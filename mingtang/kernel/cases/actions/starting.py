"""Starting a matter by hand."""

from mingtang.kernel.cases.acts import act_of
from mingtang.kernel.cases.matters import MATTER
from mingtang.kernel.cases.models import Case
from mingtang.kernel.cases.opening import Opening, open_case
from mingtang.kernel.cases.queries.starting import startable
from mingtang.kernel.directory.api import AccountActor, Organ, Unit
from mingtang.kernel.evidence.api import NotPermitted, record_refusal
from mingtang.lib.flow.commands import Start


def start_matter(actor: AccountActor, process: str, *, title: str, urgency: int = 0, key: str) -> Case:
    """Open a matter of the actor's organ and unit on the process with key `process`; a repeated `key` gives the first case.

    Raises NotPermitted when the actor may not start it, and Refused as `open_case`.
    """
    if process not in {version.definition.key for version in startable(actor)}:
        record_refusal(act_of(Start), actor, Organ.objects.filter(pk=actor.organ_id).first())
        raise NotPermitted("您不能发起这个事项。")
    opening = Opening(
        MATTER.code,
        title,
        Organ.objects.get(pk=actor.organ_id),
        key=f"{actor.account_id}:{key}"[:80],  # keys of different people do not meet
        unit=Unit.objects.filter(pk=actor.unit_id).first(),
        urgency=urgency,
        process=process,
    )
    return open_case(actor, opening)
