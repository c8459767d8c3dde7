"""The kinds of acts of the annual report."""

from mingtang.domains.disclosure.reports.permissions import COMPILE_REPORTS, SIGN_REPORTS
from mingtang.kernel.evidence.api import declare_act

FREEZE = declare_act("disclosure.freeze_report", "冻结年报数据", COMPILE_REPORTS)
ENTER = declare_act("disclosure.enter_figures", "填报年报数据", COMPILE_REPORTS)
WRITE = declare_act("disclosure.write_report", "编写年度报告", COMPILE_REPORTS)
SIGN = declare_act("disclosure.sign_report", "签发年度报告", SIGN_REPORTS)
RETURN = declare_act("disclosure.return_report", "退回年度报告", SIGN_REPORTS)
PUBLISH = declare_act("disclosure.publish_report", "公布年度报告", SIGN_REPORTS)
