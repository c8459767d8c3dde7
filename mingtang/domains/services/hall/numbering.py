"""Serial numbers of tickets, and the codes by which tickets and appointments are known."""

import secrets
from datetime import date

from django.db import connection, transaction

_NEXT = """INSERT INTO services_hall_ticketserial (business_id, day, last) VALUES (%s, %s, 1)
ON CONFLICT (business_id, day) DO UPDATE SET last = services_hall_ticketserial.last + 1 RETURNING last"""


def next_serial(business_id: int, on: date) -> int:
    """The next number of a business on a day; one statement, inside the transaction that uses it, so that none is missing."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is issued inside the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [business_id, on])
        (n,) = cursor.fetchone()
    return int(n)


def fresh_code() -> str:
    """The address of a ticket, which nobody can guess."""
    return secrets.token_urlsafe(12)


def fresh_digits() -> str:
    """Six digits to say at a machine."""
    return f"{secrets.randbelow(10**6):06}"
