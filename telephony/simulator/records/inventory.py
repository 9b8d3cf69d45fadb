"""The numbers for sale: believable, the same every time, never more than is plausible."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A range of numbers: `template` is E.164 with an x for each free digit."""

    country: str
    kind: str
    """Local, TollFree or Mobile."""
    template: str
    area_code: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    latitude: float = 0.0
    longitude: float = 0.0


def _city(country: str, code: str, text: str) -> Block:
    locality, region, postal_code, latitude, longitude = text.split("|")
    # The exchange 555 would look made up; 2xx to 9xx with a fixed first digit is always dialable.
    return Block(
        country,
        "Local",
        f"+1{code}6xxxxxx",
        code,
        locality,
        region,
        postal_code,
        float(latitude),
        float(longitude),
    )


BLOCKS = (
    _city("US", "415", "San Francisco|CA|94103|37.7749|-122.4194"),
    _city("US", "212", "New York|NY|10001|40.7128|-74.0060"),
    _city("US", "312", "Chicago|IL|60601|41.8781|-87.6298"),
    _city("US", "206", "Seattle|WA|98101|47.6062|-122.3321"),
    _city("US", "512", "Austin|TX|78701|30.2672|-97.7431"),
    _city("US", "617", "Boston|MA|02108|42.3601|-71.0589"),
    _city("US", "303", "Denver|CO|80202|39.7392|-104.9903"),
    _city("US", "305", "Miami|FL|33101|25.7617|-80.1918"),
    _city("US", "213", "Los Angeles|CA|90012|34.0522|-118.2437"),
    _city("US", "404", "Atlanta|GA|30303|33.7490|-84.3880"),
    _city("CA", "416", "Toronto|ON|M5H|43.6532|-79.3832"),
    _city("CA", "604", "Vancouver|BC|V6B|49.2827|-123.1207"),
    _city("CA", "514", "Montreal|QC|H2Y|45.5019|-73.5674"),
    Block("US", "TollFree", "+18336xxxxxx"),
    Block("US", "TollFree", "+18446xxxxxx"),
    Block("CA", "TollFree", "+18556xxxxxx"),
    Block("GB", "Local", "+44207946xxxx", "20", "London"),
    Block("GB", "Local", "+44161496xxxx", "161", "Manchester"),
    Block("GB", "Mobile", "+447400xxxxxx"),
    Block("GB", "TollFree", "+44808164xxxx"),
    Block("HK", "Local", "+8523008xxxx"),
    Block("HK", "Mobile", "+8526452xxxx"),
    Block("HK", "TollFree", "+852800906xxx"),
    Block("AU", "Local", "+6127202xxxx", "2", "Sydney"),
    Block("AU", "Local", "+6137018xxxx", "3", "Melbourne"),
    Block("AU", "Mobile", "+61480xxxxxx"),
    Block("AU", "TollFree", "+611800595xxx"),
    Block("DE", "Local", "+49302555xxxx", "30", "Berlin"),
    Block("DE", "Local", "+498920006xxx", "89", "München"),
    Block("DE", "Mobile", "+4915735xxxxxx"),
    Block("DE", "TollFree", "+498001810xxx"),
    Block("FR", "Local", "+3317676xxxx", "1", "Paris"),
    Block("FR", "TollFree", "+3380590xxxx"),
    Block("IE", "Local", "+35315xxxxxx", "1", "Dublin"),
    Block("NZ", "Local", "+6499320xxx", "9", "Auckland"),
    Block("NZ", "TollFree", "+64800454xxx"),
    Block("SG", "Local", "+653159xxxx"),
    Block("SG", "Mobile", "+658087xxxx"),
    Block("SG", "TollFree", "+658001301xxx"),
)
COUNTRIES = {
    "US": "United States",
    "CA": "Canada",
    "GB": "United Kingdom",
    "HK": "Hong Kong",
    "AU": "Australia",
    "DE": "Germany",
    "FR": "France",
    "IE": "Ireland",
    "NZ": "New Zealand",
    "SG": "Singapore",
}
PER_BLOCK = 60
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def numbers(block: Block, pattern: str) -> list[str]:
    """Return numbers of a block that contain the pattern (digits, letters, `*` for any digit)."""
    wanted = pattern.upper().translate(KEYPAD)
    found = [_fill(block.template, index, "") for index in range(PER_BLOCK)]
    literal = wanted.lstrip("+")
    if literal.isdigit() and len(literal) <= block.template.count("x"):
        found += [_fill(block.template, index, literal) for index in range(PER_BLOCK)]
    return [number for number in dict.fromkeys(found) if contains(number, wanted)]


def _fill(template: str, index: int, ending: str) -> str:
    digest = hashlib.sha256(f"{template}{index}".encode()).hexdigest()
    digits = iter(str(int(digest, 16))[5:])
    number = "".join(next(digits) if char == "x" else char for char in template)
    return number[: len(number) - len(ending)] + ending


def contains(number: str, pattern: str) -> bool:
    """Tell whether a pattern with `*` for any digit occurs; a leading + ties it to the start."""
    text = number if pattern.startswith("+") else number[1:]
    starts = [0] if pattern.startswith("+") else range(len(text) - len(pattern) + 1)
    return any(
        len(text) >= start + len(pattern)
        and all(want in ("*", have) for want, have in zip(pattern, text[start:], strict=False))
        for start in starts
    )


def on_sale(country: str, kind: str) -> list[Block]:
    """Return the blocks of a country and kind; empty if that kind is not sold there."""
    return [block for block in BLOCKS if block.country == country and block.kind == kind]
