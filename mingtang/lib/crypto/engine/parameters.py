"""The SM2 curve: y² = x³ + ax + b over the field of p, with base point G of prime order n (GB/T 32918.5-2017)."""

P = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFF_00000000_FFFFFFFF_FFFFFFFF
A = P - 3
B = 0x28E9FA9E_9D9F5E34_4D5A9E4B_CF6509A7_F39789F5_15AB8F92_DDBCBD41_4D940E93
N = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123
G = (
    0x32C4AE2C_1F198119_5F990446_6A39C994_8FE30BBF_F2660BE1_715A4589_334C74C7,
    0xBC3736A2_F4F6779C_59BDCEE3_6B692153_D0A9877C_C62A4740_02DF32E5_2139F0A0,
)
SIZE = 32  # bytes of a coordinate, a private number, a digest
POINT_SIZE = 65  # 04, x, y

DEFAULT_ID = b"1234567812345678"  # the signer's identifier where nothing else is agreed, GM/T 0009-2012 10


def coordinates_of(point: bytes) -> tuple[int, int]:
    """X and y of an uncompressed point of 65 bytes; whether it is on the curve is not asked."""
    return int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")


def point_of(x: int, y: int) -> bytes:
    """The uncompressed point of 65 bytes."""
    return b"\x04" + x.to_bytes(SIZE, "big") + y.to_bytes(SIZE, "big")
