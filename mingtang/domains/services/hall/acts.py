"""The kinds of acts in a hall. What visitors do for themselves asks for no permission."""

from mingtang.domains.services.hall import permissions
from mingtang.kernel.evidence.api import declare_act

ARRANGE = declare_act("services.arrange_hall", "安排大厅业务和窗口", permissions.MANAGE_HALL)
SIT = declare_act("services.sit_at_window", "窗口值守", permissions.SERVE_AT_WINDOW)
TAKE_TICKET = declare_act("services.take_ticket", "取号", None)
GIVE_UP_TICKET = declare_act("services.give_up_ticket", "弃号", None)
CALL = declare_act("services.call_ticket", "叫号", permissions.SERVE_AT_WINDOW)
SERVE = declare_act("services.serve_ticket", "窗口服务", permissions.SERVE_AT_WINDOW)
BOOK = declare_act("services.book_appointment", "预约", None)
CANCEL_BOOKING = declare_act("services.cancel_appointment", "取消预约", None)
MISS = declare_act("services.miss_appointment", "预约爽约", None)
HAND_OUT = declare_act("services.hand_out_result", "窗口出件", permissions.HAND_OUT)
