"""The callers of the sample data: made-up companies with numbers reserved for fiction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caller:
    """A sample contact, known by its company's name; its number lies in a range that is never assigned."""

    name: str
    number: str
    vip: bool = False


_NAMES = [
    ("Harbour Dental", True),
    ("Northside Garage", False),
    ("Bluebird Bakery", False),
    ("Tall Pine Books", False),
    ("Riverside Clinic", True),
    ("Copper Kettle Café", False),
    ("Meadow Nursery", False),
    ("Lantern Hotel", True),
    ("Quick Parcel", False),
    ("Old Mill Tiles", False),
    ("Green Door Realty", False),
    ("Silver Fern Travel", False),
    ("云杉茶馆", False),
    ("海风物流", True),
    ("晨光文具", False),
    ("青石建材", False),
]

CALLERS = tuple(
    Caller(name=company, number=f"+1202555{100 + index:04d}", vip=vip)
    for index, (company, vip) in enumerate(_NAMES)
)

NOTES = {
    "resolved": [
        "Explained the invoice line by line.",
        "Reset the password together.",
        "改了送货地址，已确认。",
    ],
    "follow_up": ["Wants a call back on Thursday morning.", "等仓库回复后再联系客户。"],
    "sale": ["Ordered two more desks.", "Upgraded to the yearly plan."],
    "wrong_number": ["Looking for another company."],
}
