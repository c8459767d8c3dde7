"""What config may use of the special databases."""

from mingtang.domains.portal.databases.actions.importing import hide_record, import_records
from mingtang.domains.portal.databases.events import RecordsChanged
from mingtang.domains.portal.databases.library import databases
from mingtang.domains.portal.databases.models import Quote, Record
from mingtang.domains.portal.databases.permissions import KEEP_RECORDS, READ_RECORDS

__all__ = [
    "KEEP_RECORDS",
    "READ_RECORDS",
    "Quote",
    "Record",
    "RecordsChanged",
    "databases",
    "hide_record",
    "import_records",
]
