"""Time-ordered opaque identifiers."""

import secrets
import time
from uuid import UUID

_NS_PER_MS = 1_000_000


def uuid7() -> UUID:
    """A version 7 UUID (RFC 9562 5.7); the 12 bits after the version hold the fraction of the millisecond."""
    milliseconds, rest = divmod(time.time_ns(), _NS_PER_MS)
    fraction = (rest << 12) // _NS_PER_MS
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
