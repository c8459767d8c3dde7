"""What ACME keeps."""

from mingtang.kernel.acme.models.access import AcmeAccount, BindingKey, UsedNonce
from mingtang.kernel.acme.models.orders import Authorization, Order

__all__ = ["AcmeAccount", "Authorization", "BindingKey", "Order", "UsedNonce"]
