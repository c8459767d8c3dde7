"""Permissions of payments. Whoever has to pay reads and pays without any."""

from mingtang.kernel.evidence.api import declare_permission

READ_PAYMENTS = declare_permission("payments.read", "查阅缴费")
CHARGE_FEES = declare_permission("payments.charge", "告知缴费、登记窗口缴费和退费")
