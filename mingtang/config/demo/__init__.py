"""The fictional 和源市: the city that `mingtang demo load` builds, and the named world of the tests."""

from mingtang.config.demo.command import demo

__all__ = ["demo"]
