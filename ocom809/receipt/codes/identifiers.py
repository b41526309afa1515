"""GS1 application identifiers: which there are, by our names for them, and what each may hold.

From the GS1 General Specifications, section 3. Those that a till, a stock room or a kitchen prints are here; any
other is refused, because what is not known here cannot be checked.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What the value of an identifier is made of."""

    DIGITS = "digits"
    KEY = "digits with a check digit"
    DATE = "a date"
    MEASURE = "a decimal number"
    TEXT = "letters, digits and signs"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One application identifier.

    Attributes:
        ai: Its digits; of a measure the first three, the fourth being the number of decimals.
        name: Our name for it, a keyword of :meth:`GS1.of`.
        kind: What its value is made of.
        least: Fewest characters.
        most: Most characters.
    """

    ai: str
    name: str
    kind: Kind
    least: int
    most: int


def _identifiers() -> tuple[Identifier, ...]:
    digits, text = Kind.DIGITS, Kind.TEXT
    fixed = [(Kind.KEY, *row) for row in _KEYS] + [(Kind.DATE, ai, name, 6, 6) for ai, name in _DATES]
    measures = [(Kind.MEASURE, ai, name, 6, 6) for ai, name in _MEASURES]
    amounts = [(Kind.MEASURE, ai, name, 1, 15) for ai, name in _AMOUNTS]
    numbers = [(digits, *row) for row in _NUMBERS]
    texts = [(text, ai, name, 1, most) for ai, name, most in _TEXTS]
    rows = [*fixed, *measures, *amounts, *numbers, *texts]
    return tuple(Identifier(ai, name, kind, least, most) for kind, ai, name, least, most in rows)


_KEYS = (
    ("00", "sscc", 18, 18),
    ("01", "gtin", 14, 14),
    ("02", "content_gtin", 14, 14),
    ("402", "shipment_number", 17, 17),
    ("410", "ship_to", 13, 13),
    ("411", "bill_to", 13, 13),
    ("412", "purchased_from", 13, 13),
    ("413", "ship_for", 13, 13),
    ("414", "location", 13, 13),
    ("415", "pay_to", 13, 13),
    ("8018", "service_recipient", 18, 18),
)
_DATES = (
    ("11", "production_date"),
    ("12", "due_date"),
    ("13", "packaging_date"),
    ("15", "best_before"),
    ("16", "sell_by"),
    ("17", "expiry"),
)
_MEASURES = (
    ("310", "net_weight_kg"),
    ("311", "length_m"),
    ("312", "width_m"),
    ("313", "depth_m"),
    ("314", "area_m2"),
    ("315", "net_volume_l"),
    ("316", "net_volume_m3"),
    ("320", "net_weight_lb"),
    ("330", "gross_weight_kg"),
    ("395", "price_per_unit"),
)
_AMOUNTS = (("390", "amount"), ("392", "price"))
_NUMBERS = (
    ("20", "variant", 2, 2),
    ("30", "variable_count", 1, 8),
    ("37", "count", 1, 8),
    ("422", "origin_country", 3, 3),
    ("7003", "expiry_time", 10, 10),
    ("8005", "unit_price", 6, 6),
)
_TEXTS = (
    ("10", "lot", 20),
    ("21", "serial", 20),
    ("22", "consumer_variant", 20),
    ("240", "additional_id", 30),
    ("241", "customer_part", 30),
    ("250", "secondary_serial", 30),
    ("251", "source", 30),
    ("254", "location_extension", 20),
    ("400", "order_number", 30),
    ("401", "consignment", 30),
    ("403", "routing_code", 30),
    ("420", "ship_to_postcode", 20),
    ("8004", "asset", 30),
    ("8020", "payment_reference", 25),
    ("8200", "web_address", 70),
    ("90", "internal_90", 30),
    *((str(ai), f"internal_{ai}", 90) for ai in range(91, 100)),
)

IDENTIFIERS = _identifiers()
BY_NAME = {identifier.name: identifier for identifier in IDENTIFIERS}
_BY_AI = {identifier.ai: identifier for identifier in IDENTIFIERS}

NO_SEPARATOR_AFTER = frozenset(f"{number:02}" for number in (*range(5), *range(11, 21), *range(31, 37), 41))
"""First two digits of identifiers whose length readers know, so that no FNC1 follows (figure 7.8.5-2)."""

FOUR_DIGITS = frozenset(("31", "32", "33", "34", "35", "36", "39", "43", "70", "71", "72", "80", "81", "82"))
THREE_DIGITS = frozenset(("23", "24", "25", "40", "41", "42"))


def length_of(ai_start: str) -> int:
    """How many digits the identifier has that begins with these two."""
    return 4 if ai_start in FOUR_DIGITS else 3 if ai_start in THREE_DIGITS else 2


def identifier_of(ai: str) -> Identifier | None:
    """The identifier with these digits; ``None`` for one that is not in the table."""
    return _BY_AI.get(ai) or (_BY_AI.get(ai[:3]) if len(ai) == 4 else None)  # noqa: PLR2004 - decimals are the fourth
