"""Telling an applicant whose account is known that a letter has come."""

from mingtang.domains.disclosure.requests.models import DisclosureLetter
from mingtang.kernel.directory.api import Account
from mingtang.kernel.messaging.api import Content, notify_person

TOPIC = "disclosure"
PAGE = "/disclosure/requests/query/"
"""Written out, so that workers need not know every address of the site."""
_OF_PUBLIC = {Account.Kind.CITIZEN, Account.Kind.LEGAL}


def tell_of_letter(letter_id: int) -> None:
    """Send the notice of a letter, once, where the applicant signed in to ask; others look by their code."""
    letter = DisclosureLetter.objects.select_related("request__registered_by", "request__organ").get(pk=letter_id)
    account = letter.request.registered_by
    if account is None or account.kind not in _OF_PUBLIC or not letter.is_for_applicant:
        return
    content = Content(
        subject=f"{letter.request.organ.name}发出{letter.title}",
        body=f"您的政府信息公开申请（{letter.request.number}）有新的文书：{letter.title} {letter.number}。凭查询码和查询密码查看、下载。",
        topic=TOPIC, link=PAGE, kind="statutory", basis="政府信息公开条例第三十三条",
    )  # fmt: skip
    notify_person(account, content, key=f"disclosure-letter:{letter.pk}", about=letter.request)
