"""Types of licences: defined and changed by whoever keeps the directory of licences for the node."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from mingtang.domains.services.licences import acts
from mingtang.domains.services.licences.models import Issuer, LicenceType
from mingtang.kernel.directory.api import Organ, Refused
from mingtang.kernel.evidence.api import Actor, Deed, act
from mingtang.kernel.forms.api import FormDefinition
from mingtang.lib.identifiers import CreditCode, InvalidIdentifier


@dataclass(frozen=True, kw_only=True)
class TypeDetails:
    """What a type is; as in `LicenceType`. A retired type keeps its licences, and gets no new ones."""

    name: str
    form: FormDefinition
    issuers: Sequence[Organ]
    letter: str
    term: int | None = None
    basis: str = ""
    renewal_from: str = ""
    renewal_until: str = ""
    retired: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """By column; issuers have rows of their own."""
        return {name: value for name, value in vars(self).items() if name not in {"issuers", "retired"}}


def define_type(actor: Actor, code: str, details: TypeDetails) -> LicenceType:
    """A new type: its code is the definer's credit code and three digits. Raises NotPermitted, Refused."""
    kind = LicenceType(code=code, **details.values)
    with act(acts.DEFINE_TYPE, actor, kind) as deed:
        _require_code(code)
        deed.create(kind)
        deed.on = kind
        _set_issuers(deed, kind, details.issuers)
    return kind


def change_type(actor: Actor, kind: LicenceType, details: TypeDetails) -> None:
    """Change a type; licences that were issued stay as they are. Raises NotPermitted, Refused."""
    with act(acts.CHANGE_TYPE, actor, kind) as deed:
        retired_on = (kind.retired_on or timezone.localdate()) if details.retired else None
        deed.change(kind, **details.values, retired_on=retired_on)
        _set_issuers(deed, kind, details.issuers)


def _require_code(code: str) -> None:
    try:
        CreditCode.parse(code[:18])
    except InvalidIdentifier as fault:
        raise Refused(f"前 18 位是定义机构的统一社会信用代码：{fault}", "code") from fault
    if len(code) != 21 or not (code[18:].isascii() and code[18:].isdigit()):
        raise Refused("证照类型代码是 18 位统一社会信用代码加 3 位顺序号。", "code")
    if LicenceType.objects.filter(code=code).exists():
        raise Refused("这个证照类型代码已经有了。", "code")


def _set_issuers(deed: Deed, kind: LicenceType, organs: Sequence[Organ]) -> None:
    if not organs:
        raise Refused("请写明颁发机构。", "issuers")
    known = {issuer.organ_id: issuer for issuer in kind.issuers.all()}
    wanted = {organ.pk: organ for organ in organs}
    for organ_id in known.keys() - wanted.keys():
        deed.remove(known[organ_id])
    for organ_id in wanted.keys() - known.keys():
        deed.create(Issuer(type=kind, organ=wanted[organ_id]))
