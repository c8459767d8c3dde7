"""Notices about cases: reminders of items, and errands that are dead."""

from django.db import transaction
from django.db.models.expressions import RawSQL

from mingtang.kernel.cases.errands.taking import lock
from mingtang.kernel.cases.events import ErrandDied
from mingtang.kernel.cases.models import Candidate, Errand, Token
from mingtang.kernel.cases.people import posts_behind
from mingtang.kernel.cases.permissions import MANAGE_ERRANDS
from mingtang.kernel.cases.rules import account_of
from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.api import Content, notify_holders, notify_permission_holders, notify_person


@transaction.atomic
def remind(errand: Errand) -> bool:
    """Tell whoever holds an item, or may take it, that it is urged."""
    if not lock(errand):
        return False
    rows = Token.objects.select_related("case").filter(case=errand.case_id, life=RawSQL("'A'", []), kind="T")
    word = "期限调整" if errand.body.get("redated") else "催办"
    for token in rows.filter(no=errand.no) if errand.no else rows:
        body = errand.body.get("text") or f"请尽快办理“{token.title}”。"
        tell_holders(
            token,
            Content(subject=f"{word}：{token.case.title}"[:200], body=body, topic="cases"),
            f"errand:{errand.pk}:{token.no}",
        )
    errand.delete()
    return True


def tell_holders(token: Token, content: Content, key: str) -> None:
    """A notice to the holder of an item; while nobody holds it, to every person and post that may take it. Once for a `key`."""
    keys = [token.holder] if token.holder else _offered(token)
    accounts = {number for each in keys if (number := account_of(each)) is not None}
    for account in Account.objects.filter(pk__in=accounts):
        notify_person(account, content, key=f"{key}:{account.pk}", about=token.case)
    for post in posts_behind(keys):
        notify_holders(post, content, key=f"{key}:post:{post.pk}", about=token.case)


def tell_administrators(fact: ErrandDied) -> None:
    """A notice to whoever may retry errands of the organ."""
    about = f"（案件 {fact.case_id}）" if fact.case_id else ""
    body = f"{fact.kind}{about}多次失败，已停止，等待处理：{fact.error}"
    content = Content(subject="案件后台事项失败", body=body, topic="cases")
    notify_permission_holders(MANAGE_ERRANDS, content, organ=fact.organ_id or None, key=f"errand:{fact.errand_id}")


def _offered(token: Token) -> list[str]:
    return list(Candidate.objects.filter(case=token.case_id, no=token.no).values_list("key", flat=True))
