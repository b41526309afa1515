"""The vendors' set-up commands: the printer around the interpreter keeps what they set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers.mechanics import ask
from ocom809.virtual.settings.rules import RULES

if TYPE_CHECKING:
    from ocom809.virtual.handlers._common import Handler

HANDLERS: Final[dict[str, Handler]] = dict.fromkeys(RULES, ask)
