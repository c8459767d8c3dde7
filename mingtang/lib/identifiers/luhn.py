"""The check digit of bank cards and of numbers that people type (ISO/IEC 7812-1 annex B)."""


def luhn_digit(digits: str) -> str:
    """The digit that completes `digits`."""
    return str(-_luhn_sum(digits + "0") % 10)


def is_luhn_number(text: str) -> bool:
    """Whether `text` consists of ASCII digits of which the last is the check digit of the others."""
    return text.isascii() and text.isdigit() and _luhn_sum(text) % 10 == 0


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * (2 - (len(digits) - place) % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled)
