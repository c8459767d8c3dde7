"""Numbers that name citizens, organisations, places and licences: parse, check, mask, make valid ones for tests."""

from mingtang.lib.identifiers.credit_code import (
    CreditCode,
    credit_code_check_character,
    is_credit_code,
    make_credit_code,
)
from mingtang.lib.identifiers.faults import (
    ImpossibleDate,
    InvalidIdentifier,
    WrongCharacter,
    WrongCheckCharacter,
    WrongLength,
)
from mingtang.lib.identifiers.identity_number import (
    IdentityKind,
    IdentityNumber,
    Sex,
    identity_check_character,
    is_identity_number,
    make_identity_number,
)
from mingtang.lib.identifiers.licence import LicenceIdentifier, licence_check_character, licence_type_code
from mingtang.lib.identifiers.luhn import is_luhn_number, luhn_digit
from mingtang.lib.identifiers.masking import mask_identity_number, mask_name, mask_phone
from mingtang.lib.identifiers.mobile_phone import is_mobile_phone, parse_mobile_phone
from mingtang.lib.identifiers.normal_form import normalise_identifier
from mingtang.lib.identifiers.organization_code import (
    is_organization_code,
    make_organization_code,
    organization_check_character,
    parse_organization_code,
)
from mingtang.lib.identifiers.region_code import RegionCode, RegionLevel

__all__ = [
    "CreditCode",
    "IdentityKind",
    "IdentityNumber",
    "ImpossibleDate",
    "InvalidIdentifier",
    "LicenceIdentifier",
    "RegionCode",
    "RegionLevel",
    "Sex",
    "WrongCharacter",
    "WrongCheckCharacter",
    "WrongLength",
    "credit_code_check_character",
    "identity_check_character",
    "is_credit_code",
    "is_identity_number",
    "is_luhn_number",
    "is_mobile_phone",
    "is_organization_code",
    "licence_check_character",
    "licence_type_code",
    "luhn_digit",
    "make_credit_code",
    "make_identity_number",
    "make_organization_code",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "normalise_identifier",
    "organization_check_character",
    "parse_mobile_phone",
    "parse_organization_code",
]
