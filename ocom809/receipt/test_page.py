"""A page that shows what a unit can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocom809.receipt.receipt import Receipt

if TYPE_CHECKING:
    from ocom809.profile import Profile


def test_page(profile: Profile) -> Receipt:
    """The page."""
    return Receipt().text(profile.name)
