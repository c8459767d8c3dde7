"""Rating by the link of an invitation, one's own invitations, and what everybody may read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.services.ratings.actions.rating import Opinion, add_further, rate
from mingtang.domains.services.ratings.forms import FurtherForm, RatingFilter, RatingForm
from mingtang.domains.services.ratings.models import Invitation, Rating
from mingtang.domains.services.ratings.queries.ratings import invitation_with, own_invitations, published_ratings
from mingtang.domains.services.ratings.rules import Channel
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import signed_in
from mingtang.ui.listing import Column, Listing
from mingtang.ui.pieces import tag
from mingtang.ui.rates import within_rate

PER_MINUTE = 10
_CHANNELS = {"qr": Channel.CODE, "tablet": Channel.TABLET, "sms": Channel.SMS, "terminal": Channel.TERMINAL}


def grade_tag(rating: Rating | None) -> Any:
    """The grade of a rating as a tag; a dash where there is none."""
    return tag(rating.get_grade_display(), "state" if rating.is_negative else "good") if rating else "—"


def _standing(row: Invitation) -> str:
    return str(row.rating.standing) if hasattr(row, "rating") else _("待评价")


PUBLISHED = Listing(
    columns=(
        Column("subject", gettext_lazy("事项"), value=lambda row: row.invitation.subject, sub=lambda row: row.organ.label),
        Column("grade", gettext_lazy("评价"), sort="grade", value=lambda row: row.get_grade_display(), show=grade_tag),
        Column("words", gettext_lazy("意见"), value=lambda row: row.public_text or row.tag_words or "—", minor=True),
        Column("reply", gettext_lazy("答复"), value=lambda row: row.reply or "—", minor=True),
        Column("at", gettext_lazy("公开日期"), sort="published_at", value=lambda row: timezone.localdate(row.published_at), kind="date"),
    ),
    default_sort="-at", filter_form=RatingFilter, caption=gettext_lazy("公开的评价"), unit=gettext_lazy("条"),
    empty=gettext_lazy("还没有公开的评价"), page_size=20, exportable=True,
)  # fmt: skip
OWN = Listing(
    columns=(
        Column("subject", gettext_lazy("办的事"), sort="subject", link=lambda row: row.get_absolute_url(), sub=lambda row: row.organ.label),
        Column("grade", gettext_lazy("我的评价"), value=lambda row: getattr(row, "rating", None) and row.rating.get_grade_display(), show=lambda row: grade_tag(getattr(row, "rating", None)), middle=True),
        Column("standing", gettext_lazy("进展"), value=_standing, show=lambda row: tag(_standing(row), "brand" if hasattr(row, "rating") else "warn")),
        Column("at", gettext_lazy("邀请时间"), sort="at", kind="datetime", middle=True),
    ),
    default_sort="-at", caption=gettext_lazy("我的评价"), unit=gettext_lazy("件"),
    empty=gettext_lazy("还没有可以评价的办件。事情办结以后，这里会请您评价。"), exportable=True,
)  # fmt: skip


@require_safe
def published(request: HttpRequest) -> HttpResponseBase:
    """Ratings that everybody may read, with the replies."""
    rows = published_ratings()
    if request.GET.get("export"):
        return PUBLISHED.export(request, rows, str(_("公开的评价")))
    return render(request, "ratings/published.html", {"page": PUBLISHED.page(request, rows)})


@never_cache
@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponseBase:
    """What the reader was asked to rate."""
    rows = own_invitations(request.actor)  # type: ignore[attr-defined]
    if request.GET.get("export"):
        return OWN.export(request, rows, str(_("我的评价")))
    return render(request, "ratings/own.html", {"page": OWN.page(request, rows)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """Rate once; afterwards read what came of it, and after a reply add one further word. No account is needed."""
    invitation = invitation_with(code)
    if invitation is None:
        raise Http404
    rating: Rating | None = getattr(invitation, "rating", None)
    form = _form_for(request, invitation, rating)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _keep(request, invitation, rating, form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("谢谢您的评价。"))
            return redirect(invitation)
    context = {"invitation": invitation, "rating": rating, "form": form}
    return render(request, "ratings/rate.html", context, status=422 if form is not None and form.errors else 200)


def _form_for(request: HttpRequest, invitation: Invitation, rating: Rating | None) -> Any:
    if rating is None:
        return RatingForm(request.POST or None, online=invitation.online)
    may_add = rating.is_negative and rating.replied_at is not None and rating.further_at is None
    return FurtherForm(request.POST or None) if may_add else None


def _keep(request: HttpRequest, invitation: Invitation, rating: Rating | None, said: dict[str, Any]) -> None:
    if not within_rate(request, "rating", per_minute=PER_MINUTE):
        raise Refused(str(_("提交太频繁，请一分钟后再试。")))
    actor: Any = request.actor  # type: ignore[attr-defined]
    if rating is None:
        channel = _CHANNELS.get(request.GET.get("by", ""), Channel.WEB)
        rate(actor, invitation, Opinion(said["grade"], said["tags"], said["text"], channel))
    else:
        add_further(actor, rating, grade=said["grade"], text=said["text"])
