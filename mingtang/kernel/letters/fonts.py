"""Which fonts letters are set in, and which of the standard's are missing (GB/T 9704-2012, 5.2.2)."""

from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

ROLES: dict[str, tuple[str, ...]] = {
    "仿宋": ("FangSong_GB2312", "FangSong", "FandolFang R"),
    "楷体": ("KaiTi_GB2312", "KaiTi", "FandolKai"),
    "黑体": ("SimHei", "FandolHei", "Noto Sans CJK SC"),
    "小标宋": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC"),
}
"""Families that may play each role, as in layouts/layout.typ. Noto Serif Bold stands in for 小标宋, which no free font is."""

REMEDY = "run scripts/fetch-fonts, or put licensed fonts into the folder of fonts"


def font_folders() -> list[Path]:
    """Where fonts lie besides those of the system."""
    folder = Path(settings.FONTS)
    return [folder] if folder.is_dir() else []


def missing_roles() -> list[str]:
    """Roles of the standard that no installed font can play; looked up once for a state of the folder."""
    folders = font_folders()
    return list(_missing(tuple(str(each) for each in folders), tuple(each.stat().st_mtime_ns for each in folders)))


@lru_cache(maxsize=4)
def _missing(folders: tuple[str, ...], _changed: tuple[int, ...]) -> tuple[str, ...]:
    known = set(typst.Fonts(font_paths=list(folders)).families())
    return tuple(role for role, families in ROLES.items() if not known & set(families))
