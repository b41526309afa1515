"""All set-up commands that come with the print data or on port 4000, by the name of their instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.settings.network_rules import NETWORK_RULES
from ocom809.virtual.settings.printing_rules import PRINTING_RULES

if TYPE_CHECKING:
    from ocom809.virtual.settings.orders import Rule

RULES: Final[dict[str, Rule]] = {**NETWORK_RULES, **PRINTING_RULES}
