"""What facts of the sites do to manuscripts."""

from typing import Any

from mingtang.domains.portal.editing import acts
from mingtang.domains.portal.editing.models import Manuscript
from mingtang.domains.portal.editing.rules import Stage
from mingtang.domains.portal.sites.api import ColumnPage
from mingtang.kernel.evidence.api import SYSTEM, act


def column_merged(event: Any) -> None:
    """What was written for a column that is no more goes on in the one that took its place; who reviews it stays."""
    into = ColumnPage.objects.get(pk=event.into_id)
    underway = Manuscript.objects.filter(column=event.column_id, article=None).exclude(stage=Stage.ABANDONED)
    for manuscript in underway:
        with act(acts.PLACE, SYSTEM, manuscript) as deed:
            deed.change(manuscript, column=into)
