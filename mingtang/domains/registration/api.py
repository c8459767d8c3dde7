"""What config may use of registration; other domains meet it through facts."""

from mingtang.domains.registration.actions.applying import Wish, apply, supply, withdraw
from mingtang.domains.registration.actions.batch import open_batch
from mingtang.domains.registration.actions.carrying_out import carry_out, confirm_recoveries
from mingtang.domains.registration.actions.examining import check_identity, review
from mingtang.domains.registration.actions.founding import open_registration
from mingtang.domains.registration.actions.handing_over import collect, confirm_import, send_codes
from mingtang.domains.registration.actions.reminding import remind_of_expiry
from mingtang.domains.registration.events import CertificateAppliedFor, CertificateCollected
from mingtang.domains.registration.installing import install
from mingtang.domains.registration.models import CertificateApplication, IdentityCheck, RegistrationAuthority
from mingtang.domains.registration.rules import HolderKind, Kind, Stage

__all__ = [
    "CertificateApplication",
    "CertificateAppliedFor",
    "CertificateCollected",
    "HolderKind",
    "IdentityCheck",
    "Kind",
    "RegistrationAuthority",
    "Stage",
    "Wish",
    "apply",
    "carry_out",
    "check_identity",
    "collect",
    "confirm_import",
    "confirm_recoveries",
    "install",
    "open_batch",
    "open_registration",
    "remind_of_expiry",
    "review",
    "send_codes",
    "supply",
    "withdraw",
]
