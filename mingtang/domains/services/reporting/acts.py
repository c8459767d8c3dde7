"""The kinds of acts of reporting."""

from mingtang.domains.services.reporting.permissions import READ_REPORTED
from mingtang.kernel.evidence.api import declare_act

EXPORT = declare_act("services.export_reported", "导出上报数据", READ_REPORTED)
READ_OUT = declare_act("services.read_out_reported", "读取上报数据", READ_REPORTED)
