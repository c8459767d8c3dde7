"""The kinds of acts of the supervision of time limits."""

from mingtang.domains.services.efficiency.permissions import SUPERVISE_EFFICIENCY
from mingtang.kernel.evidence.api import declare_act

RAISE_LIGHT = declare_act("efficiency.raise_light", "亮灯", None)
RAISE_BY_HAND = declare_act("efficiency.raise_by_hand", "人工亮灯", SUPERVISE_EFFICIENCY)
ANSWER_LIGHT = declare_act("efficiency.answer_light", "对红黄灯说明或申诉", None)
CONFIRM_LIGHT = declare_act("efficiency.confirm_light", "确认红黄灯", SUPERVISE_EFFICIENCY)
CONFIRM_BY_SILENCE = declare_act("efficiency.confirm_by_silence", "逾期未说明，确认红黄灯", None)
REVOKE_LIGHT = declare_act("efficiency.revoke_light", "撤销红黄灯", SUPERVISE_EFFICIENCY)
RECTIFY_LIGHT = declare_act("efficiency.rectify_light", "报送整改情况", None)
CLOSE_LIGHT = declare_act("efficiency.close_light", "红黄灯销号", SUPERVISE_EFFICIENCY)
PASS_LIGHT = declare_act("efficiency.pass_light", "黄灯解除", None)
SEND_ORDER = declare_act("efficiency.send_order", "发督办单", SUPERVISE_EFFICIENCY)
ANSWER_ORDER = declare_act("efficiency.answer_order", "答复督办单", None)
CLOSE_ORDER = declare_act("efficiency.close_order", "督办办结", SUPERVISE_EFFICIENCY)
MAKE_REPORT = declare_act("efficiency.make_report", "编制效能月报", SUPERVISE_EFFICIENCY)
KEEP_REPORT = declare_act("efficiency.keep_report", "保存效能月报文件", None)
