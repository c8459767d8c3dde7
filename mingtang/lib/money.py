"""Amounts of money: whole fen (分), as figures and as capital characters (大写金额).

Source: 正确填写票据和结算凭证的基本规定 (中国人民银行, 支付结算办法附一).
"""

from decimal import Decimal, InvalidOperation

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
MOST = 10**16
"""One fen more than can be written: sixteen digits of fen, which is what records of payments hold."""


def fen(yuan: str | Decimal) -> int:
    """Whole fen of an amount in yuan. Raises ValueError for what is no amount, negative, or finer than a fen."""
    try:
        exact = Decimal(yuan) * 100
    except InvalidOperation as fault:
        raise ValueError(f"“{yuan}”不是金额") from fault
    if not exact.is_finite() or exact != exact.to_integral_value() or not 0 <= exact < MOST:
        raise ValueError(f"“{yuan}”不是金额")
    return int(exact)


def figures(amount: int) -> str:
    """`1,234.50` for 123450 fen."""
    return f"{Decimal(amount) / 100:,.2f}"


def capitals(amount: int) -> str:
    """`人民币壹仟贰佰叁拾肆元伍角整` for 123450 fen. Raises ValueError outside 0..MOST-1."""
    if not 0 <= amount < MOST:
        raise ValueError(f"{amount} fen cannot be written")
    yuan, cents = divmod(amount, 100)
    whole = f"{_whole(yuan)}元" if yuan or not cents else ""
    return f"人民币{whole}{_cents(cents, after=bool(yuan))}"


def _cents(cents: int, *, after: bool) -> str:
    jiao, fen_ = divmod(cents, 10)
    if not cents:
        return "整"
    if not jiao:
        return f"{'零' if after else ''}{_DIGITS[fen_]}分"
    return f"{_DIGITS[jiao]}角" + (f"{_DIGITS[fen_]}分" if fen_ else "整")


def _whole(yuan: int) -> str:
    """Groups of four digits; a zero stands between digits wherever places are left out."""
    if not yuan:
        return "零"
    said, gap = "", False
    for place in reversed(range(len(_GROUPS))):
        group = yuan // 10 ** (4 * place) % 10**4
        if not group:
            gap = bool(said)
            continue
        said += ("零" if said and (gap or group < 10**3) else "") + _group(group) + _GROUPS[place]
        gap = False
    return said


def _group(group: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            said += ("零" if said and gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return said
