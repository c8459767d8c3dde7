"""签发机构: authorities and roots."""

from django.db.models import QuerySet
from ninja import Router

from mingtang.kernel.trust.models import Authority
from mingtang.kernel.trust.queries import authorities_visible_to
from mingtang.kernel.trust.rest.shapes import AuthorityDetailOut, AuthorityOut
from mingtang.ui.rest.fields import Key
from mingtang.ui.rest.paging import listed
from mingtang.ui.rest.rows import SignedIn, found

router = Router(tags=["网络信任"])


@router.get("/trust/authorities", response=list[AuthorityOut], summary="签发机构列表")
@listed(orders=["id", "name"])
def list_authorities(request: SignedIn) -> QuerySet[Authority]:
    return authorities_visible_to(request.actor)


@router.get("/trust/authorities/{int:authority_id}", response=AuthorityDetailOut, summary="查看签发机构")
def show_authority(request: SignedIn, authority_id: Key) -> Authority:
    return found(authorities_visible_to(request.actor), authority_id)
