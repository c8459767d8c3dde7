"""What stands around every page of one's own account: the layout of the reader's house, and the tabs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.kernel.directory.access import ActorRequest
from mingtang.kernel.directory.models import Account


def account_page(request: ActorRequest, template: str, here: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `template` with the tab `here` (a url name) marked; officials stay in the workbench."""
    frame = "official" if request.actor.is_official else "public"
    frame_context = {"frame": f"directory/account/{frame}.html", "tabs": _tabs(request.actor.account, here)}
    return render(request, f"directory/account/{template}", {**frame_context, **context}, status=status)


def _tabs(account: Account, here: str) -> list[dict[str, Any]]:
    places = {"my_account": _("账号信息"), "my_sign_ins": _("登录记录"), "change_password": _("修改口令")}
    places["second_factor"] = _("动态口令")
    places["my_certificates"] = _("我的证书")
    if account.kind != Account.Kind.OFFICIAL:
        places["my_agents"] = _("经办人授权")
        places["own_files"] = _("我的文件")
    return [{"label": label, "url": reverse(name), "current": name == here} for name, label in places.items()]
