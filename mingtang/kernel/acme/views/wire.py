"""How programs speak to us (RFC 8555 6): signed requests come in, answers carry a nonce, refusals are problems."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.csrf import csrf_exempt

from mingtang.kernel.acme.actions.accounts import actor_of
from mingtang.kernel.acme.models import AcmeAccount, BindingKey
from mingtang.kernel.acme.nonces import new_nonce, spend_nonce
from mingtang.kernel.acme.queries import account_numbered
from mingtang.kernel.acme.rules import Fault, Problem, Wishes
from mingtang.kernel.evidence.api import Actor, Origin
from mingtang.lib.jws import ALGORITHMS, MOST_BYTES, BadAlgorithm, BadKey, BadSignature, Jws, JwsFault, PublicKey
from mingtang.ui.rates import within_rate

REQUESTS_PER_MINUTE = 600
_PROBLEM, _JOSE = "application/problem+json", "application/jose+json"


class By(Enum):
    """Who has signed: the key that the header brings, an account that it names, or either."""

    KEY = "jwk"
    ACCOUNT = "kid"
    EITHER = "either"


@dataclass(frozen=True)
class Signed:
    """A request whose signature, address and nonce are right. `account` is None if its own key is in the header."""

    jws: Jws
    key: PublicKey
    account: AcmeAccount | None
    origin: Origin

    @property
    def actor(self) -> Actor:
        return actor_of(self.owner, self.origin)

    @property
    def owner(self) -> AcmeAccount:
        """The account that signed, where one must."""
        if self.account is None:
            raise Problem(Fault.MALFORMED, "本请求须以账户（kid）签名。")
        return self.account

    @property
    def only_reads(self) -> bool:
        """Whether nothing is asked but to be shown (POST-as-GET, RFC 8555 6.3)."""
        return not self.jws.payload

    @property
    def wishes(self) -> Wishes:
        """What the payload says. Raises Problem."""
        return wishes_in(self.jws)


View = Callable[..., HttpResponse]


def signed(by: By) -> Callable[[View], View]:
    """For requests signed by `by`: the view gets the request and a `Signed`, and may raise Problem."""

    def decorated(view: View) -> View:
        @csrf_exempt  # programs sign every request, and have no session
        @wraps(view)
        def handled(request: HttpRequest, **places: Any) -> HttpResponse:
            return answered(request, lambda: view(request, _read(request, by), **places))

        return handled

    return decorated


def answered(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """What `answer` gives, or the problem it raises; with a fresh nonce and never kept by anybody."""
    try:
        if not within_rate(request, "acme", per_minute=REQUESTS_PER_MINUTE):
            raise Problem(Fault.RATE_LIMITED, "请求过于频繁，请稍后再试。", retry_after=60)
        response = answer()
    except Problem as problem:
        response = told_problem(problem)
    response["Replay-Nonce"], response["Cache-Control"] = new_nonce(), "no-store"
    directory = f'<{address("acme_directory")}>;rel="index"'
    response["Link"] = f"{response['Link']}, {directory}" if "Link" in response else directory
    return response


def told_problem(problem: Problem) -> HttpResponse:
    """A refusal as the program gets it."""
    response = JsonResponse(problem.document, status=problem.status, content_type=_PROBLEM, json_dumps_params=_PLAIN)
    if problem.location:
        response["Location"] = problem.location
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


_PLAIN = {"ensure_ascii": False}


def told(document: Mapping[str, Any], *, status: int = 200, location: str = "") -> HttpResponse:
    """An object as the program gets it."""
    response = JsonResponse(document, status=status, json_dumps_params=_PLAIN)
    if location:
        response["Location"] = location
    return response


def address(name: str, pk: int | None = None) -> str:
    """The address of a resource, as directory and header call it: under the settings, not under what a client says."""
    return settings.ACME_ADDRESS + reverse(name, kwargs={"pk": pk} if pk is not None else None)


def wishes_in(jws: Jws) -> Wishes:
    """The object that the payload of `jws` is. Raises Problem."""
    try:
        inside = jws.read_payload()
    except JwsFault as fault:
        raise Problem(Fault.MALFORMED, f"payload：{fault}。") from fault
    if not isinstance(inside, dict):
        raise Problem(Fault.MALFORMED, "payload 应为 JSON 对象。")
    return Wishes(inside)


def _read(request: HttpRequest, by: By) -> Signed:
    """In the order in which it costs least: form, address, key, signature, nonce, account."""
    if request.method != "POST":
        raise Problem(Fault.MALFORMED, "请用 POST 发送签名的请求。", status=405)
    if request.content_type != _JOSE:
        raise Problem(Fault.MALFORMED, f"请求的类型应为 {_JOSE}。", status=415)
    try:
        jws = Jws.read(request.read(MOST_BYTES + 1))
        require_url(jws, settings.ACME_ADDRESS + request.path)
        key, account = _signer(jws, by)
        jws.verify(key)
    except BadAlgorithm as fault:
        raise Problem(Fault.BAD_ALGORITHM, f"签名算法不支持：{fault}。", algorithms=ALGORITHMS) from fault
    except BadKey as fault:
        raise Problem(Fault.BAD_KEY, f"公钥不合格：{fault}。") from fault
    except BadSignature as fault:
        raise Problem(Fault.UNAUTHORIZED, "签名验证不通过。") from fault
    except JwsFault as fault:
        raise Problem(Fault.MALFORMED, f"请求格式不对：{fault}。") from fault
    spend_nonce(jws.header.get("nonce"))
    _require_served(account)
    return Signed(jws, key, account, request.actor.origin)  # type: ignore[attr-defined]


def require_url(jws: Jws, url: str) -> None:
    """Raises Problem unless the message was signed for `url` (RFC 8555 6.4)."""
    if jws.header.get("url") != url:
        raise Problem(Fault.UNAUTHORIZED, f"请求中的 url 与地址不一致，应为 {url}。")


def _signer(jws: Jws, by: By) -> tuple[PublicKey, AcmeAccount | None]:
    if ("jwk" in jws.header) == ("kid" in jws.header):
        raise Problem(Fault.MALFORMED, "jwk 与 kid 须有且只有一个。")
    if by is not By.EITHER and by.value not in jws.header:
        raise Problem(Fault.MALFORMED, f"本请求须用 {by.value}。")
    if "jwk" in jws.header:
        return jws.key_inside, None
    account = _account_at(jws.header["kid"])
    if account is None:
        raise Problem(Fault.ACCOUNT_UNKNOWN, "没有这个账户。")
    return account.key, account


def _account_at(kid: object) -> AcmeAccount | None:
    if not isinstance(kid, str) or not kid.startswith(f"{settings.ACME_ADDRESS}/"):
        return None
    try:
        found = resolve(urlsplit(kid).path)
    except (Resolver404, ValueError):
        return None
    return account_numbered(found.kwargs["pk"]) if found.url_name == "acme_account" else None


def _require_served(account: AcmeAccount | None) -> None:
    if account is None:
        return
    if account.state != AcmeAccount.State.VALID:
        raise Problem(Fault.UNAUTHORIZED, f"账户{account.get_state_display()}。", status=401)
    if account.binding and account.binding.state != BindingKey.State.USABLE:
        raise Problem(Fault.UNAUTHORIZED, "账户绑定密钥已收回。", status=401)
