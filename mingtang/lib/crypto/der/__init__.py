"""Distinguished Encoding Rules: a writer for what we issue in numbers, a strict reader for short foreign structures.

Source: ITU-T X.690 (GB/T 16263.1-2006).
"""

from mingtang.lib.crypto.der.fields import Fields
from mingtang.lib.crypto.der.reading import (
    Value,
    bits_of,
    boolean_of,
    children,
    named_bits_of,
    object_identifier_of,
    octets_of,
    one_value,
    sequence_of,
    text_of,
    unsigned_of,
)
from mingtang.lib.crypto.der.times import gentime, moment_of, time, utctime
from mingtang.lib.crypto.der.writing import (
    NULL,
    bit_string,
    boolean,
    context,
    enumerated,
    explicit,
    ia5,
    integer,
    octet_string,
    oid,
    printable,
    sequence,
    set_of,
    tlv,
    utf8,
)

__all__ = [
    "NULL",
    "Fields",
    "Value",
    "bit_string",
    "bits_of",
    "boolean",
    "boolean_of",
    "children",
    "context",
    "enumerated",
    "explicit",
    "gentime",
    "ia5",
    "integer",
    "moment_of",
    "named_bits_of",
    "object_identifier_of",
    "octet_string",
    "octets_of",
    "oid",
    "one_value",
    "printable",
    "sequence",
    "sequence_of",
    "set_of",
    "text_of",
    "time",
    "tlv",
    "unsigned_of",
    "utctime",
    "utf8",
]
