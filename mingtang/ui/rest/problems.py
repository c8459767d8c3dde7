"""How a program learns that its request was not done: problem+json, with words in Chinese for whoever reads them.

Source: RFC 9457. The address in `type` leads to the line of the API reference that explains the kind of problem.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Field, Schema

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its code, status, title, and what a program should do about it."""

    code: str
    status: int
    title: str
    advice: str

    @property
    def address(self) -> str:
        return f"/api/#problem-{self.code}"


MALFORMED = Kind("malformed", 400, "请求无法读懂", "请求体不是合法的 JSON，或表单不完整。改正后重发。")
UNAUTHENTICATED = Kind("unauthenticated", 401, "需要登录或令牌", "带上会话 Cookie，或 Authorization: Bearer 令牌。")
NOT_PERMITTED = Kind(
    "not-permitted", 403, "没有权限", "当前岗位没有这项权限，或对象不在管辖范围内。这次被拒绝已记录在案。"
)
FORM_TOKEN = Kind(
    "form-token", 403, "防伪令牌不对", "用会话 Cookie 修改数据时，须在 X-CSRFToken 中带上 Cookie 里的令牌。"
)
DUTY_DUE = Kind(
    "duty-due", 403, "须先修改口令或绑定动态口令", "口令是初始口令、已经过期，或还没有绑定动态口令，请先登录网页办理。"
)
NARROW_TOKEN = Kind("narrow-token", 403, "令牌范围不够", "令牌没有这项操作所需的范围，请重新申请授权。")
NOT_FOUND = Kind("not-found", 404, "没有找到", "地址不对，或对象不存在，或不在可查阅的范围内。")
WRONG_METHOD = Kind("wrong-method", 405, "不支持这种方法", "可用的方法见响应头 Allow。")
REFUSED = Kind("refused", 409, "与现状不符", "对象当前的状态不允许这样做，原因见 detail。")
STALE = Kind("stale", 412, "对象已被改动", "重新读取对象，取新的 ETag 后再改。")
TOO_LARGE = Kind("too-large", 413, "内容太大", "拆分后再上传。")
INVALID = Kind("invalid", 422, "内容有错", "每处错误及其字段见 errors。")
TABLE_REJECTED = Kind("table-rejected", 422, "表格未被接受", "每处错误及其行号见 errors；没有导入任何内容。")
VERSION_NEEDED = Kind("version-needed", 428, "须说明所见版本", "先读取对象，把 ETag 放在 If-Match 中再改。")
TOO_MANY = Kind("too-many", 429, "请求太多", "等待响应头 Retry-After 所说的秒数后再试。")
UNAVAILABLE = Kind("unavailable", 503, "暂时不可用", "没有做任何改动；等待响应头 Retry-After 所说的秒数后再试。")
FAILED = Kind("failed", 500, "系统出错", "稍后再试；求助时请报 instance 中的编号。")

KINDS: tuple[Kind, ...] = (
    MALFORMED, UNAUTHENTICATED, NOT_PERMITTED, FORM_TOKEN, DUTY_DUE, NARROW_TOKEN, NOT_FOUND, WRONG_METHOD,
    REFUSED, STALE, TOO_LARGE, INVALID, TABLE_REJECTED, VERSION_NEEDED, TOO_MANY, UNAVAILABLE, FAILED,
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One thing to correct: in a field of the request, or in a row and column of a table."""

    message: str
    field: str | None = None
    row: int | None = None


class Problem(Exception):
    """The request cannot be done, for a reason that the program can be told."""

    def __init__(
        self, kind: Kind, detail: str = "", *, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail or kind.advice)
        self.kind = kind
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


class FaultOut(Schema):
    """One thing to correct."""

    field: str | None = Field(description="出错的字段，或表格中出错的列")
    message: str = Field(description="错在哪里")
    row: int | None = Field(description="表格中出错的行号")


class ProblemOut(Schema):
    """The body of every answer that is not a success."""

    type: str = Field(description="问题的种类，也是说明它的地址")
    title: str = Field(description="问题的名称")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="这一次的原因")
    instance: str | None = Field(None, description="这次请求的编号，求助时请提供")
    errors: list[FaultOut] | None = Field(None, description="逐条错误")


def answer(request: HttpRequest, problem: Problem) -> JsonResponse:
    """`problem` as problem+json; `instance` is the number by which the request is found in the log."""
    kind = problem.kind
    body: dict[str, Any] = {
        "type": kind.address,
        "title": kind.title,
        "status": kind.status,
        "detail": str(problem),
    }
    if number := getattr(request, "request_id", ""):
        body["instance"] = f"urn:request:{number}"
    if problem.faults:
        body["errors"] = [asdict(fault) for fault in problem.faults]
    response = JsonResponse(body, status=kind.status, content_type=CONTENT_TYPE, headers=problem.headers)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def kind_of_status(status: int) -> Kind:
    """The usual kind of problem behind a status that the framework answered with."""
    usual = {
        400: MALFORMED,
        401: UNAUTHENTICATED,
        403: NOT_PERMITTED,
        404: NOT_FOUND,
        405: WRONG_METHOD,
        413: TOO_LARGE,
        503: UNAVAILABLE,
    }
    return usual.get(status, FAILED if status >= 500 else MALFORMED)
