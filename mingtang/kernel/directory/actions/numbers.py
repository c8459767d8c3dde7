"""Issuing official numbers without gaps."""

from datetime import date

from django.db import connection, transaction
from django.db.models import F, Q

from mingtang.kernel.directory import acts
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.models import NumberFormat, NumberSeries, Organ
from mingtang.kernel.directory.rules import NumberTemplateError, check_number_template, format_number
from mingtang.kernel.evidence.api import Actor, act


class NoNumberFormat(Exception):
    """Neither the organ nor the node has a template for this kind of number."""


_NEXT = """INSERT INTO directory_numberseries (organ_id, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (organ_id, kind, year) DO UPDATE SET last = directory_numberseries.last + 1 RETURNING last"""


def issue_number(organ: Organ, kind: str, *, on: date) -> str:
    """The next number of `kind` for `organ` in the year of `on`, such as `和政办发〔2026〕12号`; two statements.

    Belongs inside the transaction that uses the number: the series stays locked until it ends, and a rollback gives
    the number back, so that none is missing and none is issued twice. Raises NoNumberFormat.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a number is issued inside the transaction that uses it")
    template = number_template(organ, kind)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [organ.pk, kind, on.year])
        (n,) = cursor.fetchone()
    return format_number(template, n=n, on=on, word=organ.document_word, code=organ.credit_code or "")


def number_template(organ: Organ, kind: str) -> str:
    """The organ's own template, else the node's default. Raises NoNumberFormat."""
    known = NumberFormat.objects.filter(Q(organ=organ) | Q(organ=None), kind=kind)
    template = known.order_by(F("organ").asc(nulls_last=True)).values_list("template", flat=True).first()
    if template is None:
        raise NoNumberFormat(f"没有“{kind}”的编号规则。")
    return template


def set_number_format(actor: Actor, kind: str, template: str, *, organ: Organ | None = None) -> NumberFormat:
    """Set the template of a kind of number for one organ, or the default. Raises Refused when it is malformed."""
    try:
        check_number_template(template)
    except NumberTemplateError as fault:
        raise Refused(str(fault), "template") from fault
    known = NumberFormat.objects.filter(kind=kind, organ=organ).first()
    scope = organ or NumberFormat(kind=kind)  # the default belongs to no organ: it asks for the whole node
    with act(acts.SET_NUMBER_FORMAT, actor, known, within=scope) as deed:
        if known is None:
            known = NumberFormat(kind=kind, organ=organ, template=template)
            deed.create(known)
        else:
            deed.change(known, template=template)
    return known


def last_number(organ: Organ, kind: str, year: int) -> int:
    """How many numbers have been issued."""
    return NumberSeries.objects.filter(organ=organ, kind=kind, year=year).values_list("last", flat=True).first() or 0
