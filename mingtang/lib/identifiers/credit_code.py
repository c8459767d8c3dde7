"""Unified social credit code (统一社会信用代码), eighteen characters: who registered whom, where, and a check character.

    9 1 350100 M000100Y4 3
    | | |      |         check character
    | | |      organization code
    | | region of the registering authority
    | category, its meaning depends on the registrar
    registrar (登记管理部门)

Source: GB 32100-2015 with amendment 1.
"""

from dataclasses import dataclass
from typing import Self

from mingtang.lib.identifiers.faults import WrongCheckCharacter, require_characters, require_length
from mingtang.lib.identifiers.normal_form import normalise_identifier
from mingtang.lib.identifiers.organization_code import make_organization_code

_NAME = "统一社会信用代码"
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_CATEGORIES = {
    "11": "机关",
    "12": "事业单位",
    "13": "群众团体",
    "31": "律师执业机构",
    "32": "公证处",
    "33": "基层法律服务所",
    "34": "司法鉴定机构",
    "35": "仲裁委员会",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "71": "宗教活动场所",
    "72": "宗教院校",
    "81": "基层工会",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "N1": "组级集体经济组织",
    "N2": "村级集体经济组织",
    "N3": "乡镇级集体经济组织",
}


@dataclass(frozen=True, order=True)
class CreditCode:
    """A valid code in its normal form; make one with `parse`."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed. Raises InvalidIdentifier with a Chinese message naming the first fault.

        The organization code inside is not checked by itself: real codes exist in which it fails.
        """
        code = normalise_identifier(text)
        require_length(code, 18, name=_NAME)
        require_characters(code, _ALPHABET, name=_NAME, hint="只能是数字或大写字母，且不使用 I、O、S、V、Z")
        require_characters(code[2:8], "0123456789", name=_NAME, hint="第 3 至 8 位是行政区划代码，只能是数字", first=3)
        if credit_code_check_character(code[:17]) != code[17]:
            raise WrongCheckCharacter(f"{_NAME}的校验码不对，请逐位核对")
        return cls(code)

    @property
    def category(self) -> str:
        """Kind of the body in Chinese, such as 机关 or 企业; 其他 for kinds that are rare or new."""
        return _CATEGORIES.get(self.text[:2], "其他")

    @property
    def is_public_body(self) -> bool:
        """Registered by the establishment office (机构编制部门): organs, public institutions, mass organisations."""
        return self.text[0] == "1"

    @property
    def region(self) -> str:
        """Six-digit region code of the registering authority; 100000 stands for the whole country."""
        return self.text[2:8]

    @property
    def organization_code(self) -> str:
        """The nine characters of GB 11714."""
        return self.text[8:17]

    def __str__(self) -> str:
        return self.text


def credit_code_check_character(body: str) -> str:
    """The eighteenth character for a `body` of seventeen characters of the code's alphabet."""
    total = sum(weight * _ALPHABET.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return _ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether `CreditCode.parse` accepts `text`."""
    try:
        CreditCode.parse(text)
    except ValueError:
        return False
    return True


def make_credit_code(category: str, region: str, body: str) -> str:
    """A valid code, for demonstrations and tests. Raises InvalidIdentifier.

    `category` is the two characters such as 11 or 91, `region` six digits, `body` the eight characters from which
    the organization code inside is made.
    """
    code = category + region + make_organization_code(body)
    require_length(code, 17, name=f"{_NAME}本体")
    require_characters(code, _ALPHABET, name=f"{_NAME}本体", hint="只能是数字或大写字母，且不使用 I、O、S、V、Z")
    return CreditCode.parse(code + credit_code_check_character(code)).text
