"""Numbers of one byte, with the addition and multiplication of the field GF(2⁸) of AES (FIPS 197, 4)."""

from collections.abc import Sequence

_GENERATOR, _MODULUS = 0x03, 0x11B


def _powers() -> list[int]:
    """Powers of the generator, twice round, so that sums of two logarithms need no remainder."""
    powers, power = [], 1
    for _ in range(2 * 255):
        powers.append(power)
        power ^= power << 1  # times 3
        if power > 0xFF:
            power ^= _MODULUS
    return powers


_POWERS = _powers()
_LOGARITHMS = {power: exponent for exponent, power in enumerate(_POWERS[:255])}


def product(one: int, other: int) -> int:
    """`one` times `other`."""
    return _POWERS[_LOGARITHMS[one] + _LOGARITHMS[other]] if one and other else 0


def quotient(one: int, other: int) -> int:
    """`one` by `other`. Raises ZeroDivisionError."""
    if not other:
        raise ZeroDivisionError("division by zero in GF(256)")
    return _POWERS[_LOGARITHMS[one] - _LOGARITHMS[other] + 255] if one else 0


def value_at(x: int, coefficients: Sequence[int]) -> int:
    """The polynomial with `coefficients`, lowest first, at `x`."""
    value = 0
    for coefficient in reversed(coefficients):
        value = product(value, x) ^ coefficient
    return value


def weights_at_zero(places: Sequence[int]) -> list[int]:
    """What the values at `places` (distinct, not zero) are multiplied by so that their sum is the value at zero."""
    weights = []
    for place in places:
        weight = 1
        for other in places:
            if other != place:
                weight = product(weight, quotient(other, other ^ place))
        weights.append(weight)
    return weights
