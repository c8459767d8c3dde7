"""What can go wrong with a ceremony, beside the faults of `lib.crypto`."""


class CeremonyRefused(Exception):
    """The act may not take place like this, or its record is not sound; nothing was made."""
