"""The test till: a page of our own that says it is a test. It signs its notices as a real one does."""

import json
from typing import Any

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from mingtang.domains.services.payments.models import PaymentOrder
from mingtang.domains.services.payments.providers.provider import NotGenuine, Paid, Provider

_SALT = "mingtang.payments.test-till"


class TestTill(Provider):
    """Takes no money. Its page lets whoever tries the system out say that the payment succeeded."""

    __test__ = False  # not a class of tests
    code = "test"
    label = "测试收银台"

    def address(self, order: PaymentOrder) -> str:
        return reverse("test_till", args=[order.pk])

    def read(self, body: bytes, signature: str) -> Paid:
        if not constant_time_compare(self.sign(body), signature):
            raise NotGenuine("签名不对")
        try:
            return Paid(**_checked(json.loads(body)))
        except (ValueError, TypeError, KeyError) as fault:
            raise NotGenuine("内容不能读取") from fault

    def refund(self, order: PaymentOrder, amount: int, key: str) -> str:
        return f"TEST-REFUND-{order.pk}-{key}"

    def notice(self, order: PaymentOrder) -> tuple[bytes, str]:
        """The notice that a paid order brings, with its signature."""
        said = {
            "number": order.number,
            "organ_id": order.organ_id,
            "amount": order.amount,
            "transaction": f"TEST-{order.pk}",
            "receipt": f"测试{order.number}",
        }
        body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        return body, self.sign(body)

    @staticmethod
    def sign(body: bytes) -> str:
        """The signature of a notice."""
        return salted_hmac(_SALT, body, algorithm="sha256").hexdigest()


def _checked(said: Any) -> dict[str, Any]:
    """The fields of a notice, each of its type and length."""
    texts = {name: str(said[name])[:60] for name in ("number", "transaction", "receipt")}
    return {**texts, "amount": int(said["amount"]), "organ_id": int(said["organ_id"])}
