"""What happens between the moment somebody has shown who they are and the page they wanted."""

from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingtang.kernel.directory.doors import onward
from mingtang.kernel.directory.models import Account, SignIn
from mingtang.kernel.directory.sign_in import PENDING, TRIES_WINDOW, Attempt, actor_of, open_session
from mingtang.kernel.directory.unsent import read_unsent


def enter(request: HttpRequest, account: Account, *, credential: str = "") -> HttpResponseBase:
    """Open the session and lead the person on; what an ended session kept from being sent is offered again.

    `credential` is the fingerprint of the certificate that was shown, if it was one.
    """
    request.session.pop(PENDING, None)
    open_session(request, account, credential=credential)
    request.actor = actor_of(request, account)  # type: ignore[attr-defined]
    kept = read_unsent(request.POST.get("kept", ""), account.pk)
    if kept:
        return render(request, "directory/sign_in/resume.html", {"kept": kept})
    return redirect(onward(request) or landing(account))


def landing(account: Any) -> str:
    """Where somebody begins who did not want to go anywhere."""
    return reverse("workbench" if account.kind == Account.Kind.OFFICIAL else "my_account")


def why_not(attempt: Attempt) -> str:
    """Why somebody could not sign in; an unknown name and a wrong password get the same words."""
    if attempt.result == SignIn.Result.LOCKED and attempt.locked_until:
        minutes = max(1, ceil((attempt.locked_until - timezone.now()).total_seconds() / 60))
        return _("连续输错次数过多，账号已锁定，请 %(minutes)d 分钟后再试。") % {"minutes": minutes}
    if attempt.result == SignIn.Result.LOCKED:
        minutes = int(TRIES_WINDOW.total_seconds() // 60)
        return _("您所在网络的登录尝试过多，请 %(minutes)d 分钟后再试。") % {"minutes": minutes}
    if attempt.result == SignIn.Result.CLOSED:
        return _("账号还没有启用或者已经停用，请联系管理员。")
    if attempt.result == SignIn.Result.WRONG_SIGNATURE:
        return _(
            "没有登录成功：签名不正确，或者证书不能用于登录。请核对密钥文件；证书已冻结、注销或过期的，请联系证书管理人员。"
        )
    if attempt.result == SignIn.Result.WRONG_CODE:
        return _("动态口令不正确，或者已经用过。请等下一组数字出现后再试。")
    return _("账号或口令不正确。连续输错 %(times)d 次，账号会锁定 %(minutes)d 分钟。") % {
        "times": settings.LOCK_AFTER,
        "minutes": settings.LOCK_MINUTES,
    }
