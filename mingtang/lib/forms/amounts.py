"""Amounts of money in figures and in capitals (大写金额).

Source: 支付结算办法 (银发〔1997〕393号), annex 1 正确填写票据和结算凭证的基本规定.
"""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
LARGEST_AMOUNT = 10**18 - 1


def yuan(fen: int, *, grouped: bool = False) -> str:
    """`123450` fen as `1234.50`, or `1,234.50` when grouped."""
    whole, part = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:{',' if grouped else ''}}.{part:02}"


def amount_in_words(fen: int) -> str:
    """`123450` fen as 人民币壹仟贰佰叁拾肆元伍角整. Raises ValueError beyond ten thousand million million yuan."""
    if abs(fen) > LARGEST_AMOUNT:
        raise ValueError("the amount has no customary words")
    whole, part = divmod(abs(fen), 100)
    amount = f"{_number(whole) or '零'}元" if whole or not part else ""
    rest = _jiao_and_fen(part, after_yuan=whole > 0) if part else "整"
    return f"人民币{'负' if fen < 0 else ''}{amount}{rest}"


def _jiao_and_fen(part: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(part, 10)
    if not jiao:
        return f"零{_DIGITS[fen]}分" if after_yuan else f"{_DIGITS[fen]}分"
    return f"{_DIGITS[jiao]}角" + (f"{_DIGITS[fen]}分" if fen else "整")


def _number(whole: int) -> str:
    """Groups of four digits, the highest first; one 零 stands for any gap between them."""
    groups = []
    while whole:
        whole, group = divmod(whole, 10_000)
        groups.append(group)
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(text)
            continue
        text += ("零" if text and (gap or group < 1000) else "") + _group(group) + _name(groups, place)
        gap = False
    return text


def _name(groups: list[int], place: int) -> str:
    """万亿 is said 万 when 亿 follows in the next group."""
    return "万" if place == 3 and groups[2] else _GROUPS[place]


def _group(group: int) -> str:
    """Four digits: `1020` as 壹仟零贰拾."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
