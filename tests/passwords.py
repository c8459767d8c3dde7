"""The product's password hash at the least cost the algorithm allows."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """A millisecond instead of a tenth of a second."""

    time_cost, memory_cost, parallelism = 1, 8, 1
