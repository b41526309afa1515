"""What each instruction does: name → function, one module a family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ocom809.virtual.handlers import (
    chinese,
    graphics,
    images,
    kept_settings,
    macros,
    mechanics,
    modes,
    page,
    position,
    set_up,
    stored_images,
    symbols,
    text,
    user_characters,
    user_memory,
)

if TYPE_CHECKING:
    from ocom809.virtual.handlers._common import Handler

HANDLERS: Final[dict[str, Handler]] = {
    **text.HANDLERS,
    **position.HANDLERS,
    **images.HANDLERS,
    **symbols.HANDLERS,
    **chinese.HANDLERS,
    **modes.HANDLERS,
    **graphics.HANDLERS,
    **macros.HANDLERS,
    **mechanics.HANDLERS,
    **page.HANDLERS,
    **stored_images.HANDLERS,
    **user_characters.HANDLERS,
    **user_memory.HANDLERS,
    **set_up.HANDLERS,
    **kept_settings.HANDLERS,
}
