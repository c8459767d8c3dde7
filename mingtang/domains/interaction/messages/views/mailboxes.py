"""Boxes of leaders: who has one, the letters that were answered in public, and writing to one of them."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.domains.interaction.messages.actions.mailboxes import KIND, write_to
from mingtang.domains.interaction.messages.forms.writing import LetterForm
from mingtang.domains.interaction.messages.kinds import kinds
from mingtang.domains.interaction.messages.models import Mailbox
from mingtang.domains.interaction.messages.queries.letters import public_letters
from mingtang.domains.interaction.messages.queries.mailboxes import public_mailboxes
from mingtang.domains.interaction.messages.views.writing import letter_form_page
from mingtang.kernel.directory.api import Organ
from mingtang.ui.listing import Column, FilterForm, Listing

LETTERS = Listing(
    columns=(Column("received", _("收到"), sort="received_at", kind="date", value=lambda row: row.received_at),),
    default_sort="-received", filter_form=FilterForm, caption=_("公开的来信和答复"), page_size=10,
    empty=_("还没有公开的来信"),
)  # fmt: skip


@require_safe
def mailboxes(request: HttpRequest) -> HttpResponseBase:
    """The leaders that have a box, organ by organ; three statements."""
    return render(request, "interaction/mailboxes.html", {"mailboxes": public_mailboxes()})


@require_safe
def mailbox(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A leader, and the letters to him that were published; five statements."""
    box: Mailbox = get_object_or_404(public_mailboxes(), pk=pk)
    page = LETTERS.page(request, public_letters().filter(mailbox=box))
    return render(request, "interaction/mailbox.html", {"box": box, "page": page})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write to a leader."""
    box: Mailbox = get_object_or_404(public_mailboxes(), pk=pk)
    actor: Any = request.actor  # type: ignore[attr-defined]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterForm(*sent, actor=actor, kind=kinds()[KIND], organs=Organ.objects.none())
    context = {
        "title": gettext("写给%s") % box,
        "lead": box.duties,
        "back": box.get_absolute_url(),
        "above": _("领导信箱"),
    }
    return letter_form_page(request, form, lambda: write_to(actor, box, form.letter), context)
