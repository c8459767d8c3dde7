"""What of the databases can be found: public fields of public records, by everybody."""

from typing import Any

from mingtang.domains.portal.databases.library import databases
from mingtang.domains.portal.databases.models import Record
from mingtang.domains.portal.databases.permissions import READ_RECORDS
from mingtang.kernel.search.api import SearchSource

KIND = "record"


def _about(record: Any) -> str:
    return " ".join(value for _, value in databases()[record.database].shown(record.values))


RECORDS = SearchSource(
    kind=KIND,
    label="专题数据",
    rows=lambda: Record.objects.public().filter(database__in=databases()),
    title=lambda record: record.title,
    text=_about,
    permission=READ_RECORDS,
    organ=lambda record: record.organ_id,
    url=Record.get_absolute_url,
    public_url=Record.get_absolute_url,
    theme=lambda record: databases()[record.database].title,
    order=40,
)
