"""What points to the same being asked again and again. Hints for people, never a judgement."""

MANY_A_MONTH = 10
"""Requests of one applicant to an organ in a month beyond which clerks are told to look: the pieces that are free of
charge (国办函〔2020〕109号). The law names no number; whether it is excessive is for people to judge (第三十五条)."""


def likeness(one: str, other: str) -> float:
    """How alike two texts are: the share of pairs of neighbouring characters they have in common, 0 to 1 (Jaccard)."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _pairs(text: str) -> set[str]:
    plain = "".join(character for character in text if character.isalnum())
    return {plain[place : place + 2] for place in range(len(plain) - 1)}
