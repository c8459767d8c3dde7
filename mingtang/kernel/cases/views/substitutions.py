"""Who acts for me while I am away, and for whom I act."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mingtang.kernel.cases.actions.substitution import Absence, appoint_substitute, end_substitution
from mingtang.kernel.cases.case_types import case_type
from mingtang.kernel.cases.forms.desk import SubstitutionForm
from mingtang.kernel.cases.models import Substitution
from mingtang.kernel.cases.views.access import ActorRequest, officials_only
from mingtang.kernel.directory.api import Refused

MOST = 50


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def substitutions(request: ActorRequest) -> HttpResponseBase:
    """Both sides of substitution, and a form for a new one; one statement beside the form's."""
    form = SubstitutionForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        values = form.cleaned_data
        absence = Absence(values["start"], values["end"], values.get("types", []), values["reason"])
        try:
            appoint_substitute(request.actor, values["to"], absence)
        except Refused as reason:
            form.add_error("to", str(reason))
        else:
            messages.success(request, _("已委托。委托期间对方可以看到并办理您的事项，记录注明代办。"))
            return redirect("substitutions")
    rows = _rows(request.actor.account_id)
    context = {
        "form": form,
        "given": [row for row in rows if row["mine"]],
        "taken": [row for row in rows if not row["mine"]],
    }
    return render(request, "cases/substitutions.html", context, status=422 if form.errors else 200)


def _rows(account: int) -> list[dict[str, Any]]:
    found = Substitution.objects.filter(Q(account=account) | Q(substitute=account))
    found = found.select_related("account__person", "substitute__person").order_by("-end", "-pk")
    return [_row(each, account) for each in found[:MOST]]


def _row(row: Substitution, account: int) -> dict[str, Any]:
    """A substitution in words with its state as a tag."""
    today, mine = timezone.localdate(), row.account_id == account
    if row.ended_at is not None:
        state, kind = _("已收回"), "off"
    elif row.end < today:
        state, kind = _("已结束"), "off"
    else:
        state, kind = (_("生效中"), "good") if row.start <= today else (_("未开始"), "state")
    types = "、".join(case_type(code).label for code in row.types) or _("全部类别")
    return {
        "row": row, "mine": mine, "state": state, "kind": kind, "types": types, "open": kind != "off",
        "who": (row.substitute if mine else row.account).holder_name,
    }  # fmt: skip


@never_cache
@officials_only
@require_POST
def substitution_end(request: ActorRequest, pk: int) -> HttpResponseBase:
    """End one's own substitution before its last day."""
    row = Substitution.objects.filter(pk=pk, account=request.actor.account_id).first()
    if row is None:
        raise Http404
    end_substitution(request.actor, row)
    messages.success(request, _("委托已收回。"))
    return redirect("substitutions")
