"""Fees (政务服务缴费): what has to be paid for an application, how it was paid, what is paid back."""
