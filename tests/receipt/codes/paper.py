"""Receipts on the virtual printer's paper, seen by foreign readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp
from PIL import ImageOps

from ocom809.profile import OCPP809, Profile
from ocom809.receipt import Composition, Receipt, compose
from ocom809.virtual import Ticket, VirtualPrinter

if TYPE_CHECKING:
    from PIL.Image import Image

PAPER_MARGIN_DOTS = 32
"""80 mm paper has some 4 mm beside its printable 72 mm."""
DRAWS_NOTHING = OCPP809.with_facts(barcodes=frozenset(), qr_code=False, pdf417=False)
TROUBLE = {"symbol refused", "wider than the area", "cannot be drawn here", "unknown", "not interpreted", "ignored"}


def printed(document: Receipt, profile: Profile = OCPP809) -> tuple[Composition, Ticket]:
    """What it came to, and the paper; nothing of it may puzzle the printer."""
    composition = compose(document, profile)
    unit = VirtualPrinter(width_dots=profile.width_dots)
    unit.receive(composition.encode(profile))
    unit.tear_off()
    assert not [str(event) for event in unit.events if event.name in TROUBLE]
    return composition, unit.tickets[0]


def picture(document: Receipt, profile: Profile = OCPP809) -> Image:
    """The paper with its margins."""
    return ImageOps.expand(printed(document, profile)[1].to_image().convert("L"), PAPER_MARGIN_DOTS, fill=255)


def codes(document: Receipt, profile: Profile = OCPP809) -> list[tuple[str, bytes]]:
    """Every code that zxing finds: kind and bytes."""
    return [(str(each.format), each.bytes) for each in zxingcpp.read_barcodes(picture(document, profile))]
