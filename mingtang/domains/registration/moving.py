"""How an application follows its case: after every command, in the same transaction, its stage is that of the open step."""

from typing import Any

from mingtang.domains.registration.actions.handing_over import PAGE, TOPIC
from mingtang.domains.registration.models import CertificateApplication
from mingtang.domains.registration.rules import AGREE, CORRECT, REFUSE, Stage, stage_of
from mingtang.kernel.cases.api import Move
from mingtang.kernel.messaging.api import Content, notify_person


def follow(move: Move) -> None:
    """Write stage, reviewer and end, in one statement; tell the applicant of what came back."""
    if not move.opening:
        stage = stage_of(move.open_nodes, status=move.case.status, last_outcome=move.outcome)
        values: dict[str, Any] = {"stage": stage}
        if move.ended:
            values["ended_at"] = move.now
        if move.node == Stage.REVIEW and move.command == "Complete":
            agreed = move.outcome == AGREE
            values["reviewed_by"] = move.actor.account_id if agreed else None
            values["reviewed_at"] = move.now if agreed else None
        CertificateApplication.objects.filter(case=move.case.pk).update(**values)
        if move.command == "Complete" and move.outcome in _TOLD:
            _tell(move)


_TOLD = {CORRECT: "证书申请被退回补正", REFUSE: "证书申请不予办理"}


def _tell(move: Move) -> None:
    """The applicant hears of what came back and what was refused; why, stands on the page of the application."""
    rows = CertificateApplication.objects.select_related("applicant__person", "applicant__legal_person")
    application = rows.get(case=move.case.pk)
    body = f"申请 {application.number}（{application.name}）：理由请在申请页查看。"
    content = Content(subject=_TOLD[move.outcome], body=body, topic=TOPIC, link=PAGE.format(application.pk))
    notify_person(
        application.applicant, content, key=f"returned:{application.pk}:{move.now:%Y%m%d%H%M%S%f}", about=application
    )
