"""What people and programs are told when a request cannot be answered.

Pages say what happened and what to do next; addresses below /api/ answer with problem+json (RFC 9457).
"""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

log = structlog.get_logger(__name__)

MOST_FIELDS_SHOWN = 100
LONGEST_TEXT_SHOWN = 20_000
_NOT_SHOWN = ("password", "csrfmiddlewaretoken", "secret", "token", "code")


@dataclass(frozen=True)
class Trouble:
    """One kind of refusal: status, heading, explanation, and what the reader can do."""

    status: HTTPStatus
    title: str
    message: str
    advice: tuple[str, ...]


BAD_REQUEST = Trouble(
    HTTPStatus.BAD_REQUEST,
    gettext_noop("请求无法识别"),
    gettext_noop("浏览器发来的内容不完整或格式有误,系统没有作任何改动。"),
    (gettext_noop("返回上一页,检查后重新提交。"), gettext_noop("如果是从收藏夹或他人发来的链接打开的,请从首页重新进入。")),
)
FORBIDDEN = Trouble(
    HTTPStatus.FORBIDDEN,
    gettext_noop("您没有查看或办理的权限"),
    gettext_noop("这项内容不在您当前身份的权限范围内。"),
    (
        gettext_noop("如果您有多个岗位,请在页面右上角切换到相应岗位后再试。"),
        gettext_noop("确因工作需要的,请联系本单位系统管理员授权。"),
    ),
)
NOT_FOUND = Trouble(
    HTTPStatus.NOT_FOUND,
    gettext_noop("没有找到这个页面"),
    gettext_noop("页面可能已经移动、撤下,或者地址输入有误。"),
    (gettext_noop("检查地址是否完整。"), gettext_noop("从首页进入,或使用搜索查找。")),
)
SERVER_ERROR = Trouble(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    gettext_noop("系统暂时无法完成您的请求"),
    gettext_noop("问题出在系统一侧,已自动记录。您刚才的操作没有生效。"),
    (gettext_noop("请稍后再试。"), gettext_noop("如果问题持续出现,请把下面的请求编号告诉系统管理员。")),
)
FORM_EXPIRED = Trouble(
    HTTPStatus.FORBIDDEN,
    gettext_noop("页面已过期,请重新提交"),
    gettext_noop("这个页面打开的时间较长,或者您在别处重新登录过。为了您的安全,刚才的提交没有生效。"),
    (
        gettext_noop("返回上一页并刷新;您填写的内容会自动恢复。"),
        gettext_noop("如果没有自动恢复,可从下面复制您刚才填写的内容。"),
        gettext_noop("请确认浏览器允许本网站使用 Cookie。"),
    ),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 400."""
    return answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 403; a reason given by the code that refused is shown instead of the general one."""
    reason = str(exception)
    return answer(request, replace(FORBIDDEN, message=reason) if reason else FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Status 404; never says whether something exists that the reader may not see."""
    return answer(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Status 500, drawn without session and database: they may be what is broken."""
    return answer(request, SERVER_ERROR, plain=True)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Status 403 for a form whose token is missing or stale; what was typed is shown so that it can be kept."""
    log.info("form refused", reason=reason)
    return answer(request, FORM_EXPIRED, typed=typed_text(request), back=request.path)


def typed_text(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and texts the reader had filled in, without secrets, shortened to a bound."""
    try:
        fields = list(request.POST.lists())[:MOST_FIELDS_SHOWN]
    except Exception:  # a body that cannot be read has no text to keep
        return []
    shown = ((name, text) for name, texts in fields if not _is_secret(name) for text in texts if text.strip())
    return [(name, text[:LONGEST_TEXT_SHOWN]) for name, text in shown]


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in _NOT_SHOWN)


def answer(request: HttpRequest, trouble: Trouble, *, plain: bool = False, **more: Any) -> HttpResponse:
    """`trouble` as problem+json for programs and as a page for people."""
    if request.path.startswith("/api/"):
        return _problem(request, trouble)
    context = {
        "status": trouble.status.value,
        "title": _(trouble.title),
        "message": _(trouble.message),
        "advice": [_(line) for line in trouble.advice],
        "request_id": getattr(request, "request_id", ""),
        **more,
    }
    return HttpResponse(_page(request, context, plain=plain), status=trouble.status)


def _problem(request: HttpRequest, trouble: Trouble) -> JsonResponse:
    """Source: RFC 9457, sections 3.1 and 3.2."""
    problem = {
        "type": "about:blank",
        "title": trouble.status.phrase,
        "status": trouble.status.value,
        "detail": _(trouble.message),
        "instance": f"urn:request:{getattr(request, 'request_id', '')}",
    }
    return JsonResponse(
        problem, status=trouble.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def _page(request: HttpRequest, context: dict[str, Any], *, plain: bool) -> str:
    """The page of the design system; bare words when even that cannot be drawn."""
    try:
        return render_to_string("config/error.html", context, None if plain else request)
    except Exception:
        log.exception("the error page itself failed")
        words = [context["title"], context["message"], *context["advice"], context["request_id"]]
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words)
        return f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{escape(words[0])}</title>{paragraphs}'
