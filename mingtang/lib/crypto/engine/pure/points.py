"""Points of the SM2 curve in Jacobian coordinates: x/z², y/z³; z is 0 for the point at infinity."""

from functools import cache

from mingtang.lib.crypto.engine.parameters import A, B, G, P

Affine = tuple[int, int]
Point = tuple[int, int, int]

INFINITY: Point = (1, 1, 0)
_WINDOW = 4  # bits of a factor that are looked up at once
_BYTES = 32


def is_on_curve(point: Affine) -> bool:
    """Whether both coordinates are below p and fulfil the equation."""
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x * x + A * x + B)) % P == 0


def double(point: Point) -> Point:
    """Formula dbl-2001-b, for a = -3; infinity stays infinity."""
    x, y, z = point
    delta, gamma = z * z % P, y * y % P
    beta, alpha = x * gamma % P, 3 * (x - delta) * (x + delta) % P
    twice_x = (alpha * alpha - 8 * beta) % P
    return twice_x, (alpha * (4 * beta - twice_x) - 8 * gamma * gamma) % P, ((y + z) ** 2 - gamma - delta) % P


def add(one: Point, other: Point) -> Point:
    """Formula add-1998-cmo-2, and the cases it leaves out: infinity, equal points, opposite points."""
    (x1, y1, z1), (x2, y2, z2) = one, other
    if not z1 or not z2:
        return one if z1 else other
    square1, square2 = z1 * z1 % P, z2 * z2 % P
    u1, s1 = x1 * square2 % P, y1 * z2 * square2 % P
    width, height = (x2 * square1 - u1) % P, (y2 * z1 * square1 - s1) % P
    if not width:
        return INFINITY if height else double(one)
    square, v = width * width % P, u1 * width * width % P
    cube = square * width % P
    x = (height * height - cube - 2 * v) % P
    return x, (height * (v - x) - s1 * cube) % P, width * z1 * z2 % P


def times(factor: int, point: Affine) -> Point:
    """`factor` (below 2²⁵⁶) times `point`, by windows of four bits."""
    multiples = [INFINITY, (*point, 1)]
    while len(multiples) < 1 << _WINDOW:
        multiples.append(add(multiples[-1], multiples[1]))
    total = INFINITY
    for shift in range(8 * _BYTES - _WINDOW, -1, -_WINDOW):
        for _ in range(_WINDOW):
            total = double(total)
        total = add(total, multiples[factor >> shift & 15])
    return total


def times_base(factor: int) -> Point:
    """`factor` (below 2²⁵⁶) times G, by one look-up for each byte."""
    total = INFINITY
    for place, row in enumerate(_multiples_of_base()):
        total = add(total, row[factor >> 8 * place & 255])
    return total


@cache
def _multiples_of_base() -> list[list[Point]]:
    """Row i has 0, 1, ... 255 times 256^i G; made once, in some 50 ms."""
    rows: list[list[Point]] = []
    step: Point = (*G, 1)
    for _ in range(_BYTES):
        row = [INFINITY]
        for _ in range(255):
            row.append(add(row[-1], step))
        rows.append(row)
        step = add(row[-1], step)
    return rows


def affine(point: Point) -> Affine:
    """X and y. Raises ValueError for infinity."""
    inverse = pow(point[2], -1, P)
    square = inverse * inverse % P
    return point[0] * square % P, point[1] * square * inverse % P
