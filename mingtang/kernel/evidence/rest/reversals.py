"""撤销: reversing the changes of a record in a new act; the record of the first stays."""

from ninja import Router, Status

from mingtang.kernel.evidence.queries import records_visible_to
from mingtang.kernel.evidence.undo import undo_record
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["存证"])


@router.post("/evidence/records/{int:record_id}/reversal", response={204: None}, summary="撤销这项操作")
def add_reversal(request: SignedIn, record_id: Key) -> Status[None]:
    undo_record(request.actor, found(records_visible_to(request.actor), record_id))
    return Status(204, None)
