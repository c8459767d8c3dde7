"""Makes `static/ui/icons.svg` from the outline icons of Tabler (npm @tabler/icons, MIT) named in `icons.txt`.

Run it after a change of `icons.txt`:  npm pack @tabler/icons && tar xzf tabler-icons-*.tgz
                                       python -m mingtang.ui.sprite package/icons/outline
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = HERE / "icons.txt"
SPRITE = HERE / "static" / "ui" / "icons.svg"

# The mark of the house: round above, square below, nine rooms. Colours by attribute, because a sprite in a file of its
# own does not see the classes of the page; `currentColor` and custom properties are inherited through <use>.
MARK = (
    '<symbol id="i-mark" viewBox="0 0 48 48">'
    '<circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="2.4"/>'
    '<path d="M11 11h26v26H11z" fill="currentColor"/>'
    '<path d="M19.7 11v26M28.3 11v26M11 19.7h26M11 28.3h26" fill="none" '
    'stroke="var(--mark-line, #fff)" stroke-width="1.4"/></symbol>'
)
LICENCE = "<!-- Tabler Icons, MIT, see vendor/tabler-icons/LICENSE -->"
FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')


def icon_names() -> list[str]:
    """Names of the icons we carry, in alphabetical order."""
    return sorted(set(NAMES.read_text().split()))


def symbol(name: str, source: str) -> str:
    """`source`, the text of one Tabler SVG file, as a symbol of the sprite."""
    drawing = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
    if drawing is None:
        raise ValueError(f"{name}: not an SVG drawing")
    shapes = " ".join(FRAME.sub("", drawing[1]).split())
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def sprite(folder: Path) -> str:
    """The whole sprite, drawn from the SVG files in `folder`."""
    symbols = [symbol(name, (folder / f"{name}.svg").read_text()) for name in icon_names()]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', LICENCE, MARK, *symbols, "</svg>\n"])


if __name__ == "__main__":
    SPRITE.write_text(sprite(Path(sys.argv[1])))
