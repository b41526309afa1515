"""The printer's side of a wire, as the contract sees it."""

from __future__ import annotations


class FarEnd:
    """The printer's side of a wire, as the contract sees it. A wire that can't do a thing leaves the method out.

    It serves one opening of the device after the other, takes what comes in at once unless told to stall, and changes
    nothing: no end of line, no echo.
    """

    def received(self) -> bytes:
        """All that has come in so far, over every opening of the device."""
        raise NotImplementedError

    def answer(self, data: bytes) -> None:
        """Send ``data`` to the driver."""
        raise NotImplementedError

    def stall(self) -> None:
        """Take no more bytes until ``resume``, and stay there: a printer without paper."""
        raise NotImplementedError

    def resume(self) -> None:
        """Take again what comes in, and all that waits."""
        raise NotImplementedError

    def vanish(self) -> None:
        """Be gone, while the device is open: unplugged, powered off, reset."""
        raise NotImplementedError
