"""The root key ceremony (根密钥仪式): root keys made off line, divided among custodians, and all that is done with them.

Pure functions from bytes to bytes: a `Ceremony` is what its folder holds, every act gives one with more files, and no
act changes a file. Who calls keeps the files, hands out the shares and tells the time.
"""

from mingtang.lib.ceremony.certifying import certify
from mingtang.lib.ceremony.faults import CeremonyRefused
from mingtang.lib.ceremony.holding import Plan, hold
from mingtang.lib.ceremony.paper import paper
from mingtang.lib.ceremony.people import Session
from mingtang.lib.ceremony.record import ROOTS, Ceremony, Entry
from mingtang.lib.ceremony.revoked import REASONS
from mingtang.lib.ceremony.revoking import Revocation, make_lists
from mingtang.lib.ceremony.verifying import verify
from mingtang.lib.ceremony.without_us import openssl_commands

__all__ = [
    "REASONS",
    "ROOTS",
    "Ceremony",
    "CeremonyRefused",
    "Entry",
    "Plan",
    "Revocation",
    "Session",
    "certify",
    "hold",
    "make_lists",
    "openssl_commands",
    "paper",
    "verify",
]
