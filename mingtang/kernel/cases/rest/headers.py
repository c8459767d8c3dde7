"""The name of a request, so that a repeated one does nothing twice. Source: draft-ietf-httpapi-idempotency-key-header."""

from typing import Annotated

from ninja import Header

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=60,
        pattern=r"^[!-~]+$",
        description="这次请求的名字，重发时不变：重复的请求不再办理，给出第一次的结果",
    ),
]
