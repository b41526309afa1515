"""One string names a wire: it can be typed, stored, listed and given back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from ocom809.errors import URIError

if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH_LIMIT = 2048


@dataclass(frozen=True, slots=True)
class DeviceURI:
    """A device URI taken apart: ``scheme://host:port/path?options``.

    Attributes:
        scheme: Which wire; for ``spy+tcp`` the whole of it.
        host: What stands between ``//`` and the next ``/``, without port and brackets, unquoted; may be empty.
        port: The number behind the host, or ``None``.
        path: What follows, unquoted, with its leading slash; may be empty.
        options: What follows the question mark.
        text: The URI as it was given.
    """

    scheme: str
    host: str = ""
    port: int | None = None
    path: str = ""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    text: str = ""

    @classmethod
    def parse(cls, text: str) -> DeviceURI:
        """Take ``text`` apart.

        Raises:
            URIError: It is no URI, too long, or holds control characters.
        """
        _refuse_nonsense(text)
        try:
            parts = urlsplit(text)
            options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        except ValueError as error:
            raise URIError(f"{text!r} is no device URI: {error}") from error
        host, port = _host_and_port(parts.netloc, text)
        return cls(parts.scheme, host, port, unquote(parts.path), MappingProxyType(options), text)

    def allow(self, *names: str) -> None:
        """Refuse options other than ``names``, so that a slip of the pen is never ignored."""
        for name in self.options:
            if name not in names:
                known = f"It knows {', '.join(names)}." if names else "It takes no options."
                raise URIError(f"{self.scheme}: has no option {name!r} (in {self.text!r})", hint=known)

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        """The option ``name`` as a whole number within the bounds."""
        word = self.options.get(name, str(default))
        if not (word.isascii() and word.isdigit()) or not lowest <= int(word) <= highest:
            raise URIError(f"{name} must be a number from {lowest} to {highest}, not {word!r} (in {self.text!r})")
        return int(word)

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """The option ``name`` as one of ``allowed``."""
        word = self.options.get(name, default)
        if word not in allowed:
            raise URIError(f"{name} must be one of {', '.join(allowed)}, not {word!r} (in {self.text!r})")
        return word


def _refuse_nonsense(text: str) -> None:
    if len(text) > LENGTH_LIMIT:
        raise URIError(f"a device URI of {len(text)} characters is refused; {LENGTH_LIMIT} is the limit")
    if not text.isprintable():
        raise URIError(f"a device URI holds no control characters: {text!r}")
    scheme, colon, _ = text.partition(":")
    if not colon or not scheme:
        raise URIError(
            f"{text!r} is no device URI",
            hint="It begins with a wire and a colon, such as usb:, tcp://192.168.1.87 or serial:///dev/ttyUSB0.",
        )


def _host_and_port(netloc: str, text: str) -> tuple[str, int | None]:
    """Split ``host:port``; an IPv6 address stands in brackets, its zone behind %25 (RFC 6874)."""
    if netloc.startswith("["):
        host, bracket, rest = netloc[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise URIError(f"the address in {text!r} has no closing bracket")
        port = rest[1:]
    else:
        host, _, port = netloc.partition(":")
    if not port:
        return unquote(host), None
    if not (port.isascii() and port.isdigit()):
        # usb://0416:5011 is vendor and product, told apart by the wire itself.
        return unquote(netloc), None
    if not 1 <= int(port) <= 65535:  # noqa: PLR2004 - the bounds of a TCP port
        raise URIError(f"a port is 1 to 65535, not {port} (in {text!r})")
    return unquote(host), int(port)


def quoted(text: str) -> str:
    """``text`` as it may stand inside a URI."""
    return quote(text, safe="/")
