"""What the rest of Mingtang may use of the directory."""

from mingtang.kernel.directory.actions.accounts import end_sessions_opened_with
from mingtang.kernel.directory.actions.faults import Refused, Stale
from mingtang.kernel.directory.actions.keys import Sealed, register_sealed
from mingtang.kernel.directory.actions.numbers import NoNumberFormat, issue_number, set_number_format
from mingtang.kernel.directory.actions.organs import OrganDetails, establish_organ
from mingtang.kernel.directory.actor import AccountActor, Nobody
from mingtang.kernel.directory.doors import Door, onward, register_door, sign_in_ways
from mingtang.kernel.directory.entering import enter, landing, why_not
from mingtang.kernel.directory.events import (
    AccountOpened,
    AccountStateChanged,
    AppointmentEnded,
    GrantEnded,
    OrganChanged,
    OrganClosed,
    OrganEstablished,
    OrganMerged,
    PersonAppointed,
    PhoneCodeIssued,
    PostGranted,
)
from mingtang.kernel.directory.keyring import index_of, indexes_of, seal, unseal
from mingtang.kernel.directory.models import Account, Organ, Person, Post, Region, SignIn, Unit
from mingtang.kernel.directory.queries import (
    holders_of,
    known_roles,
    leaders_of,
    leading_posts,
    officials_visible_to,
    organs_visible_to,
    posts_with_role,
    public_organs,
    roles_granted_to,
    roles_of_post,
)
from mingtang.kernel.directory.sign_in import Attempt, check_account, refuse_sign_in, too_many_tries

__all__ = [
    "Account",
    "AccountActor",
    "AccountOpened",
    "AccountStateChanged",
    "AppointmentEnded",
    "Attempt",
    "Door",
    "GrantEnded",
    "NoNumberFormat",
    "Nobody",
    "Organ",
    "OrganChanged",
    "OrganClosed",
    "OrganDetails",
    "OrganEstablished",
    "OrganMerged",
    "Person",
    "PersonAppointed",
    "PhoneCodeIssued",
    "Post",
    "PostGranted",
    "Refused",
    "Region",
    "Sealed",
    "SignIn",
    "Stale",
    "Unit",
    "check_account",
    "end_sessions_opened_with",
    "enter",
    "establish_organ",
    "holders_of",
    "index_of",
    "indexes_of",
    "issue_number",
    "known_roles",
    "landing",
    "leaders_of",
    "leading_posts",
    "officials_visible_to",
    "onward",
    "organs_visible_to",
    "posts_with_role",
    "public_organs",
    "refuse_sign_in",
    "register_door",
    "register_sealed",
    "roles_granted_to",
    "roles_of_post",
    "seal",
    "set_number_format",
    "sign_in_ways",
    "too_many_tries",
    "unseal",
    "why_not",
]
