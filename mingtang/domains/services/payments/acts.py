"""The kinds of acts of payments."""

from mingtang.domains.services.payments.permissions import CHARGE_FEES, READ_PAYMENTS
from mingtang.kernel.evidence.api import declare_act

CHARGE = declare_act("payments.charge", "告知缴费", CHARGE_FEES)
PAY = declare_act("payments.pay", "缴费", None)
TAKE = declare_act("payments.take", "登记窗口缴费", CHARGE_FEES)
ORDER_REFUND = declare_act("payments.order_refund", "决定退费", CHARGE_FEES)
RECORD_REFUND = declare_act("payments.record_refund", "登记窗口退费", CHARGE_FEES)
RELEASE = declare_act("payments.release", "取消缴费、退费", None)
REFUND = declare_act("payments.refund", "退费", None)
EXPORT = declare_act("payments.export", "导出缴费", READ_PAYMENTS)
