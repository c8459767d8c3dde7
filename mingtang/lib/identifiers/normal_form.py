"""One written form for identifiers that people type with an input method, or paste from a document."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～ are ! to ~ moved by 0xFEE0
_UPPER = {code: code - 0x20 for code in range(ord("a"), ord("z") + 1)}
_FULL_WIDTH_LOWER = {code: code - 0xFEE0 - 0x20 for code in range(ord("ａ"), ord("ｚ") + 1)}
# blanks, the byte order mark and the invisible marks that office programs leave around pasted text
_DROPPED = dict.fromkeys(
    map(ord, " \t\r\n\v\f\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u3000\ufeff")
)
_NORMAL = {**_FULL_WIDTH, **_UPPER, **_FULL_WIDTH_LOWER, **_DROPPED}


def normalise_identifier(text: str) -> str:
    """`text` with half-width characters, upper-case Latin letters and no blanks; other characters stay as they are."""
    return text.translate(_NORMAL)
