"""Distinguished Encoding Rules: a writer for what we issue in numbers, a strict reader for short foreign structures.

Source: ITU-T X.690 (GB/T 16263.1-2006).
"""

from mingtang.lib.crypto.der.reading import (
    Value,
    bits_of,
    children,
    object_identifier_of,
    octets_of,
    one_value,
    sequence_of,
    unsigned_of,
)
from mingtang.lib.crypto.der.times import gentime, time, utctime
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
    "Value",
    "bit_string",
    "bits_of",
    "boolean",
    "children",
    "context",
    "enumerated",
    "explicit",
    "gentime",
    "ia5",
    "integer",
    "object_identifier_of",
    "octet_string",
    "octets_of",
    "oid",
    "one_value",
    "printable",
    "sequence",
    "sequence_of",
    "set_of",
    "time",
    "tlv",
    "unsigned_of",
    "utctime",
    "utf8",
]
