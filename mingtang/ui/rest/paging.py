"""Lists in pages behind opaque cursors: a stable order, a bounded page, a link to the next one, declared filters.

    @router.get("/organs", response=list[OrganOut], summary="机构")
    @listed(orders=("path", "name"))
    def list_organs(request: SignedIn, filters: Query[OrganFilter]) -> QuerySet[Organ]:
        return filters.filter(organs_visible_to(request.actor))

A page costs the statement of its rows and those of their prefetches; nothing is counted.
"""

import base64
import binascii
import inspect
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase, paginate
from pydantic import create_model

from mingtang.ui.reading import CHOICES
from mingtang.ui.rest.fields import plain_text
from mingtang.ui.rest.problems import INVALID, Fault, Problem

USUAL, MOST = 50, 200
LONGEST_CURSOR = 1000

Operation = TypeVar("Operation", bound=Callable[..., Any])


def listed(orders: Sequence[str]) -> Callable[[Operation], Operation]:
    """Answer the rows of an operation in pages. `orders` are the columns it may be ordered by, the usual one first.

    The columns are never null. Parameters that nobody declared are faults: a mistyped filter must not show everything.
    """

    def decorate(function: Operation) -> Operation:
        decorated: Operation = paginate(CursorPages, orders=tuple(orders), names=_declared(function))(function)
        return decorated

    return decorate


def _declared(function: Callable[..., Any]) -> set[str]:
    """Names of the query parameters of an operation, those inside schemas included."""
    names: set[str] = set()
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        annotation = (
            get_args(parameter.annotation)[0] if get_origin(parameter.annotation) is Annotated else parameter.annotation
        )
        inner = getattr(annotation, "model_fields", None)
        names |= set(inner) if inner else {parameter.name}
    return names | {"limit", "cursor", "order", *CHOICES}


class CursorPages(PaginationBase):
    """Pages by the value of the order and the key of the last row, so that pages stay put while rows come and go."""

    class Output(Schema):
        items: list[Any]
        next: str | None = Field(description="下一页的地址；没有下一页时为空")

    def __init__(self, *, orders: tuple[str, ...], names: set[str]) -> None:
        super().__init__()
        self.orders, self.names = orders, names
        choices = tuple(sign + order for order in orders for sign in ("", "-"))
        fields: dict[str, Any] = {
            "limit": (int, Field(USUAL, ge=1, le=MOST, description=f"每页条数，最多 {MOST}")),
            "cursor": (str | None, Field(None, max_length=LONGEST_CURSOR, description="上一页 next 中的游标")),
            "order": (Literal[choices], Field(orders[0], description="排序，前加 - 为降序")),
        }
        self.Input: Any = create_model("Page", __base__=Schema, **fields)

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> dict[str, Any]:
        """The rows of one page; one row more is read to know whether another page follows."""
        self._require_declared(request)
        order, limit = pagination.order, pagination.limit
        rows = _after(queryset, order, pagination.cursor) if pagination.cursor else queryset
        sign = "-" if order.startswith("-") else ""
        shown = list(rows.order_by(order, f"{sign}pk")[: limit + 1])
        follows = len(shown) > limit
        return {"items": shown[:limit], "next": _next(request, order, shown[limit - 1]) if follows else None}

    def _require_declared(self, request: HttpRequest) -> None:
        unknown = [name for name in request.GET if name not in self.names]
        if unknown:
            raise Problem(INVALID, faults=[Fault("没有这个参数", name) for name in unknown])


def _next(request: HttpRequest, order: str, last: Model) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor_of(order, last)
    return f"{request.path}?{query.urlencode()}"


def cursor_of(order: str, row: Model) -> str:
    """An opaque name of the place behind `row`."""
    fields: list[Any] = [row._meta.get_field(order.removeprefix("-")), row._meta.pk]
    place = [order, *(field.value_to_string(row) for field in fields)]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _after(rows: QuerySet[Any], order: str, cursor: str) -> QuerySet[Any]:
    """`rows` behind the place that `cursor` names. Raises Problem when it is not a cursor of this order."""
    value, key = _place(rows.model, order, cursor)
    name, side = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
    return rows.filter(Q(**{f"{name}__{side}": value}) | Q(**{name: value, f"pk__{side}": key}))


def _place(model: type[Model], order: str, cursor: str) -> tuple[Any, Any]:
    try:
        said, value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if said != order or not isinstance(value, str) or not isinstance(key, str):
            raise ValueError(said)
        return _value(model, order.removeprefix("-"), value), _value(model, str(model._meta.pk.name), key)
    except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError) as error:
        raise Problem(INVALID, faults=[Fault("不是这个列表这种排序的游标", "cursor")]) from error


def _value(model: type[Model], name: str, text: str) -> Any:
    """The value of a column that was written as text, checked as anything foreign is."""
    field: Any = model._meta.get_field(name)
    value = field.to_python(plain_text(text))
    field.run_validators(value)
    return value
