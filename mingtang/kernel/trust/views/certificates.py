"""The register of certificates for officers: its list, one of them, when they expire, and what becomes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime

from mingtang.kernel.evidence.api import act, asks, officials_only
from mingtang.kernel.trust import acts
from mingtang.kernel.trust.actions.standing import resume_certificate, revoke_certificate, suspend_certificate
from mingtang.kernel.trust.describing import FORMS, as_file, described
from mingtang.kernel.trust.forms.certificates import CertificateFilter, NoteForm, RevocationForm
from mingtang.kernel.trust.models import Certificate
from mingtang.kernel.trust.permissions import READ_CERTIFICATES, REVOKE_CERTIFICATES
from mingtang.kernel.trust.queries import (
    WINDOWS,
    certificates_visible_to,
    ending_by_organ,
    organs_with_certificates,
)
from mingtang.kernel.trust.views.asking import Question, ask, sent
from mingtang.kernel.trust.views.authorities import attachment
from mingtang.kernel.trust.views.history import history_of
from mingtang.lib.crypto.revocation import Reason
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag

TONES = {Certificate.State.ACTIVE: "good", Certificate.State.SUSPENDED: "warn", Certificate.State.REVOKED: "off"}
LABEL = "数字证书"


def state_tag(certificate: Certificate) -> Any:
    """How a certificate stands, as a tag."""
    return tag(certificate.standing, tone_of(certificate))


def tone_of(certificate: Certificate) -> str:
    """The colour of its state."""
    expired = certificate.state == Certificate.State.ACTIVE and certificate.has_expired
    return "off" if expired else TONES[Certificate.State(certificate.state)]


CERTIFICATES = Listing(
    columns=(
        Column(
            "common_name", "名称", sort="common_name", link=lambda each: reverse("certificate", args=[each.pk]),
            sub=lambda each: each.get_profile_display(),
        ),
        Column("standing", "状态", sort="state", show=state_tag),
        Column("organ", "机构", sort="organ__path", value=lambda each: each.organ.label if each.organ else "", middle=True),
        Column("not_after", "有效期至", sort="not_after", kind="date", value=lambda each: localtime(each.not_after).date()),
        Column(
            "not_before", "有效期起", sort="not_before", kind="date", middle=True,
            value=lambda each: localtime(each.not_before).date(),
        ),
        Column("authority", "签发机构", sort="authority__name", value=lambda each: each.authority.name, middle=True),
        Column("serial", "序列号", export_only=True),
        Column("profile", "类型", value=lambda each: each.get_profile_display(), export_only=True),
        Column("subject", "主体", export_only=True),
        Column("fingerprint", "指纹（SM3）", export_only=True),
        Column("reason", "注销或冻结原因", value=lambda each: each.get_reason_display() or "", export_only=True),
        Column("state_at", "状态变更时间", kind="datetime", export_only=True),
    ),
    default_sort="-not_before", filter_form=CertificateFilter, caption=LABEL, unit="张", exportable=True,
    empty="还没有签发证书。",
)  # fmt: skip


@asks(READ_CERTIFICATES)
def certificates_page(request: Any) -> HttpResponseBase:
    """Certificates the reader may see; three statements: organs, how many, these."""
    rows = certificates_visible_to(request.actor)
    arguments = {"organs": organs_with_certificates(request.actor)}
    if request.GET.get("export"):
        with act(acts.EXPORT_CERTIFICATES, request.actor) as deed:
            deed.note = f"导出证书清单：{request.GET.urlencode()}"[:400]
        return CERTIFICATES.export(request, rows, "证书清单", **arguments)
    return render(request, "trust/certificates/list.html", {"page": CERTIFICATES.page(request, rows, **arguments)})


def certificate_for(request: Any, pk: int) -> Certificate:
    """The certificate, when the reader may see it, with its encoding and those beside it; 404 otherwise."""
    related = ("authority__superior", "organ", "account__person", "account__legal_person", "post", "pair", "renews")
    rows = Certificate.objects.visible_to(request.actor).select_related(*related)
    certificate: Certificate = get_object_or_404(rows, pk=pk)
    return certificate


@officials_only
def certificate_page(request: Any, pk: int) -> HttpResponseBase:
    """One certificate: what it says, whose it is, what belongs to it, what became of it, what may be done."""
    certificate = certificate_for(request, pk)
    context = {
        "certificate": certificate,
        "tone": tone_of(certificate),
        "words": described(certificate.certificate),
        "beside": _beside(certificate),
        "turns": _turns_for(request.actor, certificate),
        "sees_authority": request.actor.may(READ_CERTIFICATES, certificate.authority),
        "history": history_of(request.actor, *filter(None, (certificate, certificate.pair))),
    }
    return render(request, "trust/certificates/certificate.html", context)


def _beside(certificate: Certificate) -> list[tuple[str, Certificate]]:
    """The other one of its pair, the one it replaces, those that replace it; two statements."""
    encryption = Certificate.objects.filter(pair=certificate).first()
    found = [("签名证书", certificate.pair), ("加密证书", encryption), ("取代的旧证书", certificate.renews)]
    newer = [("取代它的新证书", each) for each in certificate.renewed_by.all()]
    return [(label, each) for label, each in (*found, *newer) if each is not None]


@officials_only
def certificate_file(request: Any, pk: int, form: str) -> HttpResponseBase:
    """The certificate as a file, or with everything above it."""
    return certificate_attachment(certificate_for(request, pk), form)


def certificate_attachment(certificate: Certificate, form: str) -> HttpResponseBase:
    """One of the forms of `FORMS`, to be kept."""
    name = f"{certificate.serial}.cer" if form == "cer" else f"{certificate.serial}{'-chain' * (form == 'chain')}.pem"
    return attachment(as_file(certificate, form), FORMS[form], name)


@dataclass(frozen=True)
class Turn:
    """A change of state that officers bring about. `states` are those it starts from."""

    label: str
    icon: str
    states: tuple[str, ...]
    form: type[forms.Form]
    do: Callable[..., None]
    warning: str


def _revoke(actor: Any, certificate: Certificate, *, reason: int, note: str) -> None:
    revoke_certificate(actor, certificate, Reason(reason), note=note)


_ACTIVE, _SUSPENDED = Certificate.State.ACTIVE, Certificate.State.SUSPENDED
TURNS = {
    "suspension": Turn(
        "冻结", "player-pause", (_ACTIVE,), NoteForm, suspend_certificate,
        "冻结后证书立即不能使用，用它登录的会话随即结束；可以解冻。",
    ),
    "resumption": Turn("解冻", "player-play", (_SUSPENDED,), NoteForm, resume_certificate, "解冻后证书恢复有效。"),
    "revocation": Turn(
        "注销", "ban", (_ACTIVE, _SUSPENDED), RevocationForm, _revoke,
        "注销后证书永久失效，不能恢复；用它登录的会话随即结束，加密密钥转入历史库。",
    ),
}  # fmt: skip


def _turns_for(actor: Any, certificate: Certificate) -> list[tuple[str, str, str]]:
    """What the reader may do now: value, words, icon."""
    if not actor.may(REVOKE_CERTIFICATES, certificate):
        return []
    return [(value, turn.label, turn.icon) for value, turn in TURNS.items() if certificate.state in turn.states]


@asks(REVOKE_CERTIFICATES)
def turn_page(request: Any, pk: int, step: str) -> HttpResponseBase:
    """Freeze, thaw or revoke: the reason first, then once more whether it is meant."""
    turn = TURNS.get(step)
    if turn is None:
        raise Http404
    certificate = certificate_for(request, pk)
    address = reverse("certificate", args=[pk])
    question = Question(
        f"{turn.label}证书", [(LABEL, reverse("certificates")), (certificate.common_name, address)], turn.label,
        facts=_named(certificate), warning=turn.warning, confirm=f"确认{turn.label}？", done=f"已{turn.label}。",
        is_test=certificate.authority.is_test,
    )  # fmt: skip
    do = partial(turn.do, request.actor, certificate)
    return ask(request, question, turn.form(**sent(request)), lambda given: do(**given))


def _named(certificate: Certificate) -> list[tuple[str, str]]:
    pair = Certificate.objects.filter(pair=certificate).exclude(state=Certificate.State.REVOKED).first()
    facts = [
        ("名称", certificate.common_name),
        ("类型", certificate.get_profile_display()),
        ("序列号", certificate.serial),
        ("现在的状态", certificate.standing),
    ]
    return [*facts, ("同时处理", f"同一持有人的{pair.get_profile_display()}证书 {pair.serial}")] if pair else facts


@asks(READ_CERTIFICATES)
def expiry_page(request: Any) -> HttpResponseBase:
    """Which organs' certificates run out soon; one statement."""
    rows = [
        {
            "organ": row["organ"],
            "name": row["organ__short_name"] or "",
            "counts": [row[f"within_{days}"] for days in WINDOWS],
        }
        for row in ending_by_organ(request.actor)
    ]
    totals = [sum(row["counts"][place] for row in rows) for place in range(len(WINDOWS))]
    figures = [
        {"label": f"{days} 日内到期", "value": total, "unit": "张"} for days, total in zip(WINDOWS, totals, strict=True)
    ]
    context = {"rows": _with_links(rows), "figures": figures, "windows": WINDOWS}
    return render(request, "trust/certificates/expiry.html", context)


def _with_links(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each count with the list of what it counts; certificates of no organ cannot be asked for alone."""
    base = reverse("certificates")
    for row in rows:
        row["cells"] = [
            (count, f"{base}?organ={row['organ']}&ending={days}&sort=not_after" if count and row["organ"] else "")
            for days, count in zip(WINDOWS, row["counts"], strict=True)
        ]
    return rows
