"""What can go wrong with an OFD."""


class OfdFault(Exception):
    """Something was refused; nothing was done."""


class BadPackage(OfdFault, ValueError):
    """No OFD, or one that no reader should open: too large, names that lead outside, members or entities that hide things."""


class CannotConvert(OfdFault, ValueError):
    """The PDF holds something that our letters never do."""


class CannotSeal(OfdFault, ValueError):
    """There is no such page, or an earlier signature allows no further one."""
