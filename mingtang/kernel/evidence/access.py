"""Who may open a page at all. What is shown on it is a matter of `visible_to`, what it does of the ritual."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.http import urlencode

from mingtang.kernel.evidence.permission import Permission

View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """For everybody who has signed in; visitors go to the sign-in page and come back afterwards."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.account_id is None:  # type: ignore[attr-defined]
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return checked


def officials_only(view: View) -> View:
    """For officials; citizens and legal persons are refused."""

    @signed_in
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.kind != "official":  # type: ignore[attr-defined]
            raise PermissionDenied("这里是工作人员的工作台。")
        return view(request, *args, **kwargs)

    return checked


def asks(permission: Permission) -> Callable[[View], View]:
    """For officials who hold `permission` over anything at all."""

    def decorated(view: View) -> View:
        @officials_only
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.actor.may(permission):  # type: ignore[attr-defined]
                raise PermissionDenied(f"您没有“{permission.label}”的权限。")
            return view(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]  # read by the policy tests
        return checked

    return decorated


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The way to the sign-in page and back to `request`. A form that was sent is answered on the spot, so that the
    sign-in page can keep what was typed.
    """
    if request.method == "POST":
        answer: HttpResponseBase = resolve(reverse("sign_in")).func(request)
        return answer
    how = getattr(request, "expired", "")
    expired = {"expired": how} if how else {}
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path(), **expired})}")
