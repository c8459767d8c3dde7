"""One's own account: who I am, sessions, sign-in history, password, posts."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mingtang.kernel.directory import queries
from mingtang.kernel.directory.access import ActorRequest, signed_in
from mingtang.kernel.directory.actions.accounts import change_password as change_own_password
from mingtang.kernel.directory.actions.accounts import end_session
from mingtang.kernel.directory.actions.faults import Refused
from mingtang.kernel.directory.forms.account import ChangePasswordForm, SignInFilter
from mingtang.kernel.directory.models import SignIn
from mingtang.kernel.directory.sign_in import (
    password_is_too_old,
    renew_session,
    switch_legal_person,
    switch_post,
)
from mingtang.kernel.directory.terminals import terminal_name
from mingtang.kernel.directory.views.account_frame import account_page
from mingtang.kernel.directory.views.exports import exported
from mingtang.kernel.directory.views.submission import blame
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag


def _result(row: SignIn) -> Any:
    return tag(row.get_result_display(), "good" if row.result == SignIn.Result.DONE else "warn")


SIGN_INS = Listing(
    columns=(
        Column("at", gettext_lazy("时间"), sort="at", kind="datetime"),
        Column("result", gettext_lazy("结果"), sort="result", show=_result, value=lambda row: row.get_result_display()),
        Column("address", gettext_lazy("来源地址"), sort="address", middle=True),
        Column("agent", gettext_lazy("终端"), value=lambda row: terminal_name(row.agent), middle=True),
        Column("ended_at", gettext_lazy("结束"), sort="ended_at", kind="datetime", minor=True),
        Column("ending", gettext_lazy("结束方式"), value=lambda row: row.get_ending_display(), minor=True),
    ),
    default_sort="-at",
    filter_form=SignInFilter,
    caption=gettext_lazy("登录记录"),
    unit=gettext_lazy("次"),
    exportable=True,
)


@signed_in
def my_account(request: ActorRequest) -> HttpResponseBase:
    """Who I am here, what I may act as, and where I am signed in."""
    account, today = request.actor.account, timezone.localdate()
    person = account.person
    return account_page(
        request,
        "me.html",
        "my_account",
        account=account,
        facts=_facts(request),
        posts=queries.appointments_of(person, today) if person and request.actor.is_official else [],
        agencies=queries.agencies_of(person, today) if person and not request.actor.is_official else [],
        sessions=_sessions(request),
    )


@signed_in
@require_POST
def end_my_session(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Sign out another of one's terminals; it learns so with its next request."""
    sign_in = get_object_or_404(queries.open_sessions(request.actor.account), pk=pk)
    end_session(request.actor, sign_in)
    messages.success(request, _("已退出那个终端。"))
    return redirect("my_account")


@signed_in
def my_sign_ins(request: ActorRequest) -> HttpResponseBase:
    """The account's sign-in history."""
    rows = queries.sign_ins_of(request.actor.account)
    if request.GET.get("export"):
        return exported(request, SIGN_INS, rows, "登录记录")
    return account_page(request, "sign_ins.html", "my_sign_ins", page=SIGN_INS.page(request, rows))


@sensitive_post_parameters()
@never_cache
@signed_in
def change_password(request: ActorRequest) -> HttpResponseBase:
    """A new password; every other session of the account ends."""
    account = request.actor.account
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid():
        try:
            change_own_password(request.actor, account, old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except Refused as fault:
            blame(form, fault, {})
        else:
            renew_session(request, account)
            messages.success(request, _("口令已修改，其他终端已退出登录。"))
            return redirect("workbench" if request.actor.is_official else "my_account")
    return account_page(
        request,
        "password.html",
        "change_password",
        status=422 if form.errors else 200,
        form=form,
        first=account.must_change_password,
        too_old=password_is_too_old(account),
    )


@signed_in
def switch(request: ActorRequest) -> HttpResponseBase:
    """Go on in another post, or for a legal person."""
    person, today = request.actor.account.person, timezone.localdate()
    if person is None:
        return redirect("my_account")
    choices = (queries.appointments_of if request.actor.is_official else queries.agencies_of)(person, today)
    if request.method == "POST":
        return _switched(request, choices)
    return account_page(request, "switch.html", "", choices=choices, chosen=_chosen(request))


def _switched(request: ActorRequest, choices: Any) -> HttpResponseBase:
    wish = request.POST.get("as", "")
    chosen = get_object_or_404(choices, pk=wish) if wish.isdecimal() else None
    if request.actor.is_official and chosen:
        switch_post(request, request.actor, chosen)
        messages.success(request, _("已切换到：%(name)s") % {"name": f"{chosen.organ.label} {chosen.post}"})
        return redirect("workbench")
    if not request.actor.is_official:
        switch_legal_person(request, request.actor, chosen)
        name = chosen.legal_person.name if chosen else request.actor.name
        messages.success(request, _("现在以“%(name)s”的身份办事。") % {"name": name})
    return redirect("my_account")


def _chosen(request: ActorRequest) -> int | None:
    actor = request.actor
    held = actor.appointment or actor.agency
    return held.pk if held else None


def _facts(request: ActorRequest) -> list[tuple[str, Any]]:
    """Who the account belongs to; numbers are masked."""
    account = request.actor.account
    if account.legal_person:
        return [
            (_("法人名称"), account.legal_person.name),
            (_("统一社会信用代码"), account.legal_person.credit_code),
            (_("账号类别"), account.get_kind_display()),
        ]
    facts = [
        (_("姓名"), account.person.name),
        (_("身份证件号"), account.person.masked_identity),
        (_("手机号"), account.person.masked_phone),
        (_("账号类别"), account.get_kind_display()),
    ]
    last = (_("工号"), account.login) if request.actor.is_official else (_("认证等级"), account.get_assurance_display())
    return [*facts, last]


def _sessions(request: ActorRequest) -> list[dict[str, Any]]:
    """Where the account is signed in, newest first."""
    here = request.session.session_key
    return [
        {"row": row, "terminal": terminal_name(row.agent), "here": row.session_key == here}
        for row in queries.open_sessions(request.actor.account)
    ]
