"""Opening registration authorities (RA, LRA)."""

from mingtang.domains.registration import acts
from mingtang.domains.registration.models import RegistrationAuthority
from mingtang.domains.registration.rules import CASE_TYPE
from mingtang.kernel.directory.api import Organ, Refused, Region, set_number_format
from mingtang.kernel.evidence.api import Actor, act

_NUMBERS = "SQ-{code}-{{year}}{{month:02}}-{{n:06}}"
"""Numbers of applications (trust.md 15): the day is left out, since formats of the directory count by the year."""


def open_registration(actor: Actor, organ: Organ, *, code: str, name: str, region: Region) -> RegistrationAuthority:
    """Let an organ take applications of a region; their numbers bear its code. Raises Refused."""
    if not code.isascii() or not code.isalnum():
        raise Refused("编码只能用字母和数字。", "code")
    authority = RegistrationAuthority(code=code, name=name, organ=organ, region=region)
    with act(acts.OPEN_REGISTRATION, actor, within=authority) as deed:
        if RegistrationAuthority.objects.filter(organ=organ).exists():
            raise Refused(f"{organ.label}已经是注册机构。", "organ")
        deed.create(authority)
        set_number_format(actor, CASE_TYPE, _NUMBERS.format(code=code), organ=organ)
    return authority
