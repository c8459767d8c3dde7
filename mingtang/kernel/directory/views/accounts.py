"""Accounts: their state, their sessions, and what the officers do with them."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.access import ActorRequest, asks
from mingtang.kernel.directory.actions import accounts as actions
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.forms.accounts import AccountFilter, DisableForm
from mingtang.kernel.directory.models import Account, SignIn
from mingtang.kernel.directory.permissions import ACTIVATE_ACCOUNTS, MANAGE_ACCOUNTS, READ_ACCOUNTS
from mingtang.kernel.directory.queries import accounts_visible_to, open_sessions
from mingtang.kernel.directory.views.exports import exported
from mingtang.kernel.directory.views.people import state_tag
from mingtang.kernel.directory.views.reach import in_reach
from mingtang.kernel.directory.views.submission import Done, FormPage, ask, making
from mingtang.kernel.directory.views.traces import traces_of
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

RECENT_SIGN_INS = 20


def _lock(account: Account) -> str:
    return "已锁定" if account.is_locked(timezone.now()) else ""


def _lock_tag(account: Account) -> SafeString | str:
    return tag("已锁定", "warn") if _lock(account) else "—"


ACCOUNTS = Listing(
    columns=(
        Column(
            "holder", "姓名、名称", value=lambda account: account.holder_name,
            link=lambda account: reverse("account_page", args=[account.pk]),
        ),
        Column("login", "登录名", sort="login"),
        Column("kind", "类别", sort="kind", value=lambda account: account.get_kind_display(), minor=True),
        Column("organ", "机构", sort="organ__path", value=lambda account: account.organ.label if account.organ else "", minor=True),
        Column("state", "状态", sort="state", value=lambda account: account.get_state_display(), show=state_tag),
        Column("lock", "锁定", value=_lock, show=_lock_tag, middle=True),
        Column("signed_in_at", "最近登录", sort="signed_in_at", kind="datetime", middle=True),
    ),
    default_sort="login",
    filter_form=AccountFilter,
    caption="账号",
    unit="个",
    exportable=True,
)  # fmt: skip


def _accounts(request: ActorRequest) -> QuerySet[Account]:
    latest = SignIn.objects.filter(account=OuterRef("pk"), result=SignIn.Result.DONE).order_by("-at")
    return accounts_visible_to(request.actor).annotate(signed_in_at=Subquery(latest.values("at")[:1]))


@asks(READ_ACCOUNTS)
def account_list(request: ActorRequest) -> HttpResponseBase:
    """Accounts in the reader's reach; two statements."""
    if request.GET.get("export"):
        return exported(request, ACCOUNTS, _accounts(request), "账号")
    return render(request, "directory/accounts/list.html", {"page": ACCOUNTS.page(request, _accounts(request))})


@asks(READ_ACCOUNTS)
def account_page(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One account: state, open sessions, sign-ins, and what may be done."""
    account: Account = in_reach(request, _accounts(request), pk)
    may_activate = request.actor.may(ACTIVATE_ACCOUNTS, account)
    context = {
        "account": account,
        "state_tag": state_tag(account),
        "locked": account.is_locked(timezone.now()),
        "sessions": open_sessions(account),
        "sign_ins": SignIn.objects.filter(account=account).order_by("-at", "-pk")[:RECENT_SIGN_INS],
        "traces": traces_of(request, account),
        "can": {
            "activate": may_activate and account.state in (Account.State.CREATED, Account.State.DISABLED),
            "reset": may_activate and account.is_active,
            "disable": request.actor.may(MANAGE_ACCOUNTS, account)
            and account.state != Account.State.DISABLED
            and account.pk != request.actor.account_id,
        },
    }
    return render(request, "directory/accounts/page.html", context)


def _account(request: ActorRequest, pk: int, to: Any) -> Account:
    account: Account = in_reach(request, accounts_visible_to(request.actor), pk, to)
    return account


def _page(account: Account) -> str:
    return reverse("account_page", args=[account.pk])


def _parents(account: Account) -> list[tuple[str, str]]:
    return [("账号", reverse("account_list")), (account.holder_name, _page(account))]


@never_cache
@require_POST
@asks(ACTIVATE_ACCOUNTS)
def account_activate(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Enable an account and show its first password, this once."""
    account = _account(request, pk, ACTIVATE_ACCOUNTS)
    try:
        password = actions.activate_account(request.actor, account)
    except Refused as fault:
        return _told(request, account, fault)
    return _first_password(request, account, password, "账号已启用")


@never_cache
@require_POST
@asks(ACTIVATE_ACCOUNTS)
def account_reset_password(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Give an account a new first password and show it, this once."""
    account = _account(request, pk, ACTIVATE_ACCOUNTS)
    password = actions.reset_password(request.actor, account)
    return _first_password(request, account, password, "口令已重置")


def _first_password(request: ActorRequest, account: Account, password: str, title: str) -> HttpResponseBase:
    context = {"account": account, "password": password, "title": title, "parents": _parents(account)}
    return render(request, "directory/accounts/password.html", context)


def _told(request: ActorRequest, account: Account, fault: Refused) -> HttpResponseBase:
    """Back to the account with the reason why nothing was done."""
    return Done(str(fault), _page(account), good=False).answer(request)


@require_POST
@asks(ACTIVATE_ACCOUNTS)
def account_unlock(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Lift the lock that failed sign-ins have put on an account."""
    account = _account(request, pk, ACTIVATE_ACCOUNTS)
    actions.unlock_account(request.actor, account)
    return Done("已解除锁定。", _page(account)).answer(request)


@require_POST
@asks(ACTIVATE_ACCOUNTS)
def account_reset_factor(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take a lost second factor away."""
    account = _account(request, pk, ACTIVATE_ACCOUNTS)
    actions.reset_second_factor(request.actor, account)
    return Done("动态口令已重置，本人下次登录后重新绑定。", _page(account)).answer(request)


@asks(MANAGE_ACCOUNTS)
def account_disable(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Disable an account, with a reason."""
    account = _account(request, pk, MANAGE_ACCOUNTS)

    def do(data: dict[str, Any]) -> Done:
        actions.disable_account(request.actor, account, reason=data["reason"])
        return Done("账号已停用，全部会话已结束。", _page(account))

    lead = "停用后立即不能登录，已登录的会话全部结束。岗位和任职不变；安全保密管理员可以重新启用。"
    page = FormPage(f"停用{account.holder_name}的账号", _parents(account), submit="停用", lead=lead)
    return ask(request, page, making(DisableForm), do)


@require_POST
@asks(ACTIVATE_ACCOUNTS)
def account_end_session(request: ActorRequest, pk: int, sign_in: int) -> HttpResponseBase:
    """End one session of an account."""
    account = _account(request, pk, ACTIVATE_ACCOUNTS)
    actions.end_session(request.actor, get_object_or_404(open_sessions(account), pk=sign_in))
    return Done("会话已结束。", _page(account)).answer(request)
