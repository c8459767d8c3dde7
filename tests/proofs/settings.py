"""The product's settings, and the app that counts."""

from mingtang.config.settings import *

INSTALLED_APPS += ["tests.proofs.counting"]
