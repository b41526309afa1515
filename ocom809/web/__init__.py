"""Pages for people, served to this computer only; they need the extra ``web`` (starlette and uvicorn)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocom809.web.live import LivePage

__all__ = ["LivePage"]


def __getattr__(name: str) -> object:
    if name != "LivePage":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ocom809.web.live import LivePage

    return LivePage
