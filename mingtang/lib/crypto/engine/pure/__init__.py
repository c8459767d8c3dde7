"""SM2 in plain Python, where the operating system's library was built without it (RHEL, Fedora, Alpine).

Its time depends on the numbers it handles: it verifies and encrypts in production, and signs in tests only.
"""

from mingtang.lib.crypto.engine.pure.engine import PureEngine

__all__ = ["PureEngine"]
