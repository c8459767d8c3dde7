"""One stylesheet and one script, put together at start from the files of styles, components and behaviours.

Their addresses carry a digest of the content, so browsers may keep them for ever. Third-party files and pictures stay
separate and are served as ordinary static files by `StaticFiles`.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.templatetags.static import static

HERE = Path(__file__).parent
INDEX = HERE / "styles" / "index.css"
COMPONENTS = HERE / "components"
BEHAVIOURS = HERE / "behaviours"

IMPORT = re.compile(r'@import url\("([^"]+)"\);')
PICTURE = re.compile(r'url\("[^"]*?/static/([^"]+)"\)')


@dataclass(frozen=True)
class Bundle:
    """One assembled file as the browser gets it."""

    name: str
    content_type: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change when the content does."""
        return hashlib.sha256(self.body).hexdigest()[:12]

    @cached_property
    def compressed(self) -> bytes:
        """The body packed with gzip, once."""
        return gzip.compress(self.body, mtime=0)


class StaticFiles(ManifestStaticFilesStorage):
    """Static files under names with digests, modules import each other by them: so no page mixes two releases.

    A file outside the manifest keeps its plain name (tests, development).
    """

    manifest_strict = False
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """The name with a digest if the manifest knows one, otherwise `name` itself."""
        known = self.hashed_files.get(self.hash_key(self.clean_name(name)))
        return str(known or name)


def imported_styles() -> list[Path]:
    """The files index.css imports, in its order."""
    return [(INDEX.parent / address).resolve() for address in IMPORT.findall(INDEX.read_text())]


def behaviour_files() -> list[Path]:
    """Behaviours first, then the scripts of components, each in alphabetical order."""
    return [*sorted(BEHAVIOURS.glob("*.js")), *sorted(COMPONENTS.glob("*/*.js"))]


def _stylesheet() -> Bundle:
    opening = IMPORT.sub("", INDEX.read_text()).strip()
    text = "\n".join([opening, *(file.read_text() for file in imported_styles())])
    text = PICTURE.sub(lambda found: f'url("{static(found[1])}")', text)
    return Bundle("mingtang.css", "text/css; charset=utf-8", text.encode())


def _script() -> Bundle:
    scopes = [f"(() => {{\n{file.read_text()}\n}})();" for file in behaviour_files()]
    return Bundle("mingtang.js", "text/javascript; charset=utf-8", "\n".join(['"use strict";', *scopes]).encode())


@lru_cache(maxsize=1)
def _assembled() -> dict[str, Bundle]:
    return {bundle.name: bundle for bundle in (_stylesheet(), _script())}


def assemble() -> dict[str, Bundle]:
    """Both bundles by name; while developing (DEBUG) put together anew, so that edits show on reload."""
    if settings.DEBUG:
        _assembled.cache_clear()
    return _assembled()
