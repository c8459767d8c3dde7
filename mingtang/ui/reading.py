"""How a person reads: size of text, contrast, colours, site theme and language. Kept in one readable cookie."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

COOKIE = "mingtang_reading"
COOKIE_AGE = 400 * 24 * 3600  # seconds; browsers cap cookies at 400 days

# The empty value is the default of every setting.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("", "large", "larger"),
        "contrast": ("", "more"),
        "scheme": ("", "dark"),
        "lang": ("", "zh-hans", "zh-hant", "en", "ug"),
    }
)
SCRIPT_CODES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en", "ug": "ug", "bo": "bo", "kk-arab": "kk-Arab"}
"""Tags of languages. The last two are those of sites only: nobody chooses them for the words of the house."""
RIGHT_TO_LEFT = {"ug", "kk-arab"}
WITHOUT_CATALOGUE = {"zh-hant", "bo", "kk-arab"}


@dataclass(frozen=True)
class Reading:
    """The reading settings of one request; every field is one of `CHOICES`."""

    text: str = ""
    contrast: str = ""
    scheme: str = ""
    lang: str = ""

    @property
    def language(self) -> str:
        """The chosen language, as a code of settings.LANGUAGES."""
        return self.lang or "zh-hans"

    @property
    def catalogue(self) -> str:
        """The language that the words of the house are written in; traditional characters are made from the simplified page."""
        return "zh-hans" if self.language in WITHOUT_CATALOGUE else self.language

    @property
    def html_lang(self) -> str:
        """Language tag (BCP 47) for the page."""
        return SCRIPT_CODES[self.language]

    @property
    def direction(self) -> str:
        """`rtl` for scripts written from right to left."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def is_large(self) -> bool:
        return bool(self.text)

    @property
    def cookie(self) -> str:
        """`text:large|lang:en`, only what differs from the default."""
        return "|".join(
            f"{field.name}:{getattr(self, field.name)}" for field in fields(self) if getattr(self, field.name)
        )

    def changed(self, wishes: Mapping[str, str]) -> "Reading":
        """These settings with the valid values among `wishes`; unknown names and values are ignored."""
        valid = {name: wishes[name] for name in CHOICES if wishes.get(name) in CHOICES[name]}
        return replace(self, **valid)


def reading_from_cookie(cookie: str) -> Reading:
    """The settings kept in `cookie`; anything not understood counts as the default."""
    pairs = (part.partition(":") for part in cookie[:200].split("|"))
    return Reading().changed({name: value for name, _, value in pairs})
