"""How large round seals are, in millimetres.

Source: 国务院关于国家行政机关和企业事业单位社会团体印章管理的规定（国发〔1999〕25号）. Governments down to counties have the
national emblem in the middle of theirs; we draw a star for all.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Rank(StrEnum):
    """Who the seal is for."""

    PROVINCE = "province"  # provincial governments, ministries
    CITY = "city"  # prefectures, cities, counties
    TOWNSHIP = "township"
    BODY = "body"  # their departments and internal bodies: at most this


DIAMETERS: Mapping[Rank, float] = MappingProxyType(
    {Rank.PROVINCE: 50.0, Rank.CITY: 45.0, Rank.TOWNSHIP: 42.0, Rank.BODY: 45.0}
)
BUSINESS_DIAMETER = 42.0  # of seals for one business, such as approvals; usual, not prescribed
