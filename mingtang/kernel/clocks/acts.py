"""The kinds of acts on calendars and limits."""

from mingtang.kernel.clocks.permissions import MANAGE_CLOCKS
from mingtang.kernel.evidence.api import declare_act

ENTER_NOTICE = declare_act("clocks.enter_notice", "录入放假调休通知", MANAGE_CLOCKS)
WITHDRAW_NOTICE = declare_act("clocks.withdraw_notice", "撤下放假调休通知", MANAGE_CLOCKS)
SET_OPENING_HOURS = declare_act("clocks.set_opening_hours", "设定办公时间", MANAGE_CLOCKS)
SET_LIMIT = declare_act("clocks.set_limit", "设定本地时限", MANAGE_CLOCKS)
