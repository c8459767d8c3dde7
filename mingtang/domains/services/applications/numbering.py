"""Numbers of applications, and the codes by which anybody may ask about one."""

import secrets
from datetime import date

from django.db import connection, transaction

from mingtang.domains.services.applications.rules import QUERY_DIGITS, project_number, query_code
from mingtang.domains.services.catalogue.api import ServiceItem
from mingtang.kernel.statements.api import answer_to

_NEXT = """INSERT INTO services_applications_dayserial (item_id, day, last) VALUES (%s, %s, 1)
ON CONFLICT (item_id, day) DO UPDATE SET last = services_applications_dayserial.last + 1 RETURNING last"""


def next_number(item: ServiceItem, on: date) -> str:
    """The next number of an item on a day; one statement, inside the transaction that uses it, so that none is missing."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is issued inside the transaction that uses it")
    ((n,),) = answer_to(_NEXT, [item.pk, on])
    return project_number(item.handle_code or item.task_code or item.code, on, n)


def fresh_query_code() -> str:
    """Twelve digits that nobody can guess from another application's."""
    return query_code(f"{secrets.randbelow(10 ** (QUERY_DIGITS - 1)):0{QUERY_DIGITS - 1}}")


def fresh_secret() -> str:
    """The six digits that belong to a query code."""
    return f"{secrets.randbelow(10**6):06}"
