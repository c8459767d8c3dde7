"""Authorities and roots: how they stand, how one is founded, what is brought from a root."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import asks
from mingtang.kernel.trust.actions.founding import (
    appoint_office,
    open_authority,
    prepare_authority,
    retire_authority,
    take_list,
    trust_root,
)
from mingtang.kernel.trust.actions.publishing import publish_list
from mingtang.kernel.trust.describing import FORMS, chain_of, described
from mingtang.kernel.trust.forms.authorities import CertificateFileForm, ListFileForm, PrepareForm
from mingtang.kernel.trust.hierarchy import NoAuthority
from mingtang.kernel.trust.models import Authority, Office
from mingtang.kernel.trust.permissions import MANAGE_AUTHORITIES, READ_CERTIFICATES
from mingtang.kernel.trust.queries import authorities_visible_to, lists_of, offices_of
from mingtang.kernel.trust.views.asking import Asked, Question, ask, sent
from mingtang.kernel.trust.views.history import history_of
from mingtang.lib.crypto.keys import KeyKind, to_pem
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {Authority.State.PREPARED: "warn", Authority.State.IN_SERVICE: "good", Authority.State.RETIRED: "off"}
LABEL = "签发机构"


def _state(authority: Authority) -> Any:
    return tag(authority.get_state_display(), TONES[Authority.State(authority.state)])


AUTHORITIES = Listing(
    columns=(
        Column(
            "name", "名称", sort="name", link=lambda each: reverse("authority", args=[each.pk]),
            sub=lambda each: "测试机构" if each.is_test else "",
        ),
        Column("level", "层级", sort="level", value=lambda each: each.get_level_display()),
        Column("kind", "算法", sort="kind", value=lambda each: each.get_kind_display(), middle=True),
        Column("state", "状态", sort="state", value=lambda each: each.get_state_display(), show=_state),
        Column("superior", "上级", sort="superior__name", value=lambda each: str(each.superior or ""), minor=True),
        Column(
            "not_after", "有效期至", sort="not_after", kind="date", middle=True,
            value=lambda each: localtime(each.not_after).date() if each.not_after else None,
        ),
    ),
    default_sort="-level", caption=LABEL, unit="个", empty="还没有签发机构。先登记根证书，再建立二级签发机构。",
)  # fmt: skip


@asks(READ_CERTIFICATES)
def authorities_page(request: Any) -> HttpResponseBase:
    """All authorities and roots; two statements."""
    page = AUTHORITIES.page(request, authorities_visible_to(request.actor).defer("request"))
    context = {
        "page": page,
        "may_manage": request.actor.may(MANAGE_AUTHORITIES),
        "is_test": any(row.object.is_test for row in page.rows),
    }
    return render(request, "trust/authorities/list.html", context)


def authority_for(request: Any, pk: int) -> Authority:
    """The authority, when the reader may see it; 404 otherwise."""
    authority: Authority = get_object_or_404(authorities_visible_to(request.actor), pk=pk)
    return authority


@asks(READ_CERTIFICATES)
def authority_page(request: Any, pk: int) -> HttpResponseBase:
    """One authority: its certificate, those who serve for it, its lists, what may be done."""
    authority = authority_for(request, pk)
    context = {
        "authority": authority,
        "tone": TONES[Authority.State(authority.state)],
        "words": described(authority.certificate) if authority.encoded else None,
        "offices": _offices(authority),
        "lists": lists_of(authority),
        "superiors": _superiors(authority),
        "may_manage": request.actor.may(MANAGE_AUTHORITIES, authority),
        "history": history_of(request.actor, authority),
    }
    return render(request, "trust/authorities/authority.html", context)


def _offices(authority: Authority) -> list[tuple[Office, bool]]:
    """Everybody who serves or served, and whether he is the newest of his role."""
    offices = offices_of(authority)
    newest = {office.role: office for office in reversed(offices)}
    return [(office, office is newest[office.role]) for office in offices]


def _superiors(authority: Authority) -> list[Authority]:
    """What is above it, the root first; a statement a level."""
    path, at = [], authority.superior
    while at is not None:
        path.append(at)
        at = at.superior
    return path[::-1]


def _parents(authority: Authority | None = None) -> list[tuple[str, str]]:
    above = [(LABEL, reverse("authorities"))]
    return [*above, (authority.name, reverse("authority", args=[authority.pk]))] if authority else above


@asks(MANAGE_AUTHORITIES)
def prepare(request: Any) -> HttpResponseBase:
    """An authority of the second level is begun: its key is made here, its request goes to the root."""
    question = Question(
        "建立二级签发机构", _parents(), "生成密钥和证书申请",
        lead="密钥在本平台生成，私钥不离开。下一步下载证书申请，带到离线的根密钥仪式签发，再把签发的证书带回来启用。",
        done="已生成密钥和证书申请。请下载证书申请，交根签发。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        made = prepare_authority(request.actor, **(given | {"kind": KeyKind(given["kind"])}))
        return reverse("authority", args=[made.pk])

    return ask(request, question, PrepareForm(**sent(request)), do)


@asks(MANAGE_AUTHORITIES)
def root(request: Any) -> HttpResponseBase:
    """The certificate of a root is brought from its ceremony."""
    question = Question(
        "登记根证书", _parents(), "登记",
        lead="上传前请与仪式记录纸上的指纹逐字核对：登记后，本平台信任这个根签发的一切。",
        done="已登记根证书。请核对页面上的指纹。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> str:
        return reverse("authority", args=[trust_root(request.actor, given["brought"]).pk])

    return ask(request, question, CertificateFileForm(**sent(request)), do)


@asks(MANAGE_AUTHORITIES)
def opening(request: Any, pk: int) -> HttpResponseBase:
    """The certificate that the root has issued is brought, and the authority begins to serve."""
    authority = authority_for(request, pk)
    question = Question(
        "启用签发机构", _parents(authority), "启用",
        lead="上传根签发的证书。启用后，同一算法原来在用的签发机构停止签发，并为新机构颁发状态查询、时间戳等服务证书。",
        done="已启用，服务证书已颁发。", is_test=authority.is_test,
    )  # fmt: skip
    return ask(
        request,
        question,
        CertificateFileForm(**sent(request)),
        lambda given: open_authority(request.actor, authority, given["brought"]),
    )


@asks(MANAGE_AUTHORITIES)
def root_list(request: Any, pk: int) -> HttpResponseBase:
    """A list that a root has signed off line is brought."""
    authority = authority_for(request, pk)
    question = Question(
        "登记根的撤销列表", _parents(authority), "登记",
        lead=f"现有第 {authority.list_number} 号。新的列表序号应当更大，由这个根签名。", done="已登记撤销列表。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        take_list(request.actor, authority, given["brought"])

    return ask(request, question, ListFileForm(**sent(request)), do)


@asks(MANAGE_AUTHORITIES)
def retirement(request: Any, pk: int) -> HttpResponseBase:
    """An authority issues no more."""
    authority = authority_for(request, pk)
    question = Question(
        "停用签发机构", _parents(authority), "停用", is_test=authority.is_test, done="已停止签发。",
        facts=[("名称", authority.name), ("算法", authority.get_kind_display())],
        warning="停用后不能再签发证书，也不能恢复。已签发的证书继续有效，撤销列表和状态查询继续提供，直到它们全部到期。",
    )  # fmt: skip
    return ask(request, question, Asked(**sent(request)), lambda given: retire_authority(request.actor, authority))


@asks(MANAGE_AUTHORITIES)
def office(request: Any, pk: int, role: str) -> HttpResponseBase:
    """Whoever serves for an authority gets a new key and certificate."""
    authority = authority_for(request, pk)
    served = Office.Role(role) if role in Office.Role.values else None
    if served is None:
        return redirect("authority", pk=pk)
    question = Question(
        f"换发{served.label}证书", _parents(authority), "换发", is_test=authority.is_test,
        lead="生成新的密钥和证书，立即启用。原来的证书不再用于新的签名，它签过的仍然可以验证。",
        facts=[("签发机构", authority.name), ("职能", served.label)], done=f"已换发{served.label}证书。",
    )  # fmt: skip

    def do(given: dict[str, Any]) -> None:
        appoint_office(request.actor, authority, served)

    return ask(request, question, Asked(**sent(request)), do)


@asks(MANAGE_AUTHORITIES)
@require_POST
def publication(request: Any, pk: int) -> HttpResponseBase:
    """A full list is published at once."""
    authority = authority_for(request, pk)
    try:
        published = publish_list(request.actor, authority, timezone.now(), full=True)
    except (Refused, NoAuthority) as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, f"已发布第 {published.number} 号列表，{published.entries} 条。")
    return redirect("authority", pk=pk)


@asks(READ_CERTIFICATES)
def request_file(request: Any, pk: int) -> HttpResponseBase:
    """The request that is taken to the root, PKCS#10 in PEM."""
    authority = authority_for(request, pk)
    if not authority.request:
        return redirect("authority", pk=pk)
    encoded = to_pem("CERTIFICATE REQUEST", bytes(authority.request)).encode("ascii")
    return attachment(encoded, "application/pkcs10", f"authority-{pk}.csr")


@asks(READ_CERTIFICATES)
def chain(request: Any, pk: int) -> HttpResponseBase:
    """The certificates from the authority up to its root, PEM."""
    authority = authority_for(request, pk)
    if not authority.encoded:
        return redirect("authority", pk=pk)
    return attachment(chain_of(authority), FORMS["chain"], f"authority-{pk}-chain.pem")


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
