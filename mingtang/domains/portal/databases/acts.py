"""The kinds of acts of the special databases."""

from mingtang.domains.portal.databases.permissions import KEEP_RECORDS
from mingtang.kernel.evidence.api import declare_act

IMPORT_RECORDS = declare_act("portal_databases.import", "导入专题数据", KEEP_RECORDS)
HIDE_RECORD = declare_act("portal_databases.hide", "停止公开专题数据", KEEP_RECORDS)
