"""Making a mirror what it should be: the one place where mirrors are published, corrected and withdrawn."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mingtang.domains.portal.sharing import acts
from mingtang.domains.portal.sharing.models import Mirror
from mingtang.domains.portal.sharing.queries.trees import column_for
from mingtang.domains.portal.sharing.rules import OPEN, State, Step, next_step
from mingtang.domains.portal.sharing.texts import digest_of, text_for_mirror
from mingtang.domains.portal.sites.api import (
    ArticleText,
    ColumnPage,
    PortalSite,
    Publication,
    correct_article,
    publish_articles,
    withdraw_article,
)
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import SYSTEM, act

FOLLOWED = "随原文更正。"


def renew(mirror_id: int) -> State:
    """Make one mirror equal to its original, or take it away when it is not wanted; answers how it stands then.

    Doing it again changes nothing. What the site refuses is written down as a failure; anything else raises, and is tried again.
    """
    with transaction.atomic():
        mirror = Mirror.objects.listed().select_for_update(of=("self",)).get(pk=mirror_id)
        before = mirror.state
        try:
            with transaction.atomic():
                values = _renewed(mirror)
        except (Refused, ValidationError) as fault:
            values = {"state": State.FAILED.value, "remark": _words(fault)}
        if any(getattr(mirror, name) != value for name, value in values.items()):
            with act(acts.RENEW_MIRROR, SYSTEM, mirror) as deed:
                deed.change(mirror, **values)
                deed.note = f"{before} → {mirror.state}"
    return State(mirror.state)


def _renewed(mirror: Mirror) -> dict[str, Any]:
    """Do what has to be done; the values that the mirror has then."""
    page = mirror.page
    shown = page is not None and page.live
    text = text_for_mirror(mirror.original, mirror.source)
    step = next_step(wanted=mirror.is_wanted, shown=shown, same=mirror.digest == digest_of(text))
    if step is Step.PUBLISH:
        return _published(mirror, text)
    if step is Step.CORRECT and page is not None:
        correct_article(SYSTEM, mirror.site, page, text, note=mirror.original.correction or FOLLOWED)
        return {"state": State.SHOWN.value, "digest": digest_of(text), "remark": ""}
    if step is Step.WITHDRAW and page is not None:
        withdraw_article(SYSTEM, mirror.site, page, reason=_why(mirror))
    if not mirror.is_wanted:
        return _ended(mirror)
    return {"state": State.SHOWN.value, "remark": ""}


def _published(mirror: Mirror, text: ArticleText) -> dict[str, Any]:
    column = mirror.column or column_for(mirror.original, mirror.site)
    if column is None:
        raise Refused("本站没有对应的栏目，请在“栏目对应”里设置后重试。")
    _require_open(mirror.site)
    (page,) = publish_articles(SYSTEM, mirror.site, [Publication(column, mirror.site.organ, text)])
    told = {"page": page, "column": ColumnPage.objects.get(pk=column.pk), "since": page.publish_date, "ended_at": None}
    return {**told, "state": State.SHOWN.value, "digest": digest_of(text), "remark": ""}


def _require_open(site: PortalSite) -> None:
    if site.state != PortalSite.State.OPEN:
        raise Refused(f"网站{site.get_state_display()}，不能转载。")


def _ended(mirror: Mirror) -> dict[str, Any]:
    """A mirror that is not wanted is ended, unless it was declined and never shown; nor is a proposal ended that still stands."""
    if mirror.state == State.DECLINED or (mirror.state == State.PROPOSED and mirror.original.live):
        return {}
    ended_at = mirror.ended_at or timezone.now()
    return {"state": State.ENDED.value, "ended_at": ended_at, "remark": _why(mirror)[:300], "digest": ""}


def _why(mirror: Mirror) -> str:
    """Why a mirror goes: the original was withdrawn, or what was said when it was recalled or dropped."""
    if not mirror.original.live and mirror.state in OPEN:
        return f"原文已撤下：{mirror.original.withdrawal_reason}"[:200]
    return mirror.remark[:200] or "不再转载。"


def _words(fault: Refused | ValidationError) -> str:
    return str(fault if isinstance(fault, Refused) else "；".join(fault.messages))[:300]
