"""One string names a wire: it can be typed, stored, listed and given back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from ocom809.errors import URIError

if TYPE_CHECKING:
    from collections.abc import Mapping

LENGTH_LIMIT = 2048
# A scheme and something behind it; "printer:9100" is a host and its port.
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:(?![0-9]+$)")


def with_scheme(text: str) -> str:
    """A device URI as it is, and a LAN address or name alone, such as people type it, as the URI of its raw port."""
    return text if _HAS_SCHEME.match(text) else f"tcp://{text}"


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
        except ValueError as error:
            raise URIError(f"{text!r} is no device URI: {error}") from error
        if not parts.scheme:
            raise URIError(f"{text!r} is no device URI", hint=_EXAMPLES)
        host, port = _host_and_port(parts.netloc, text)
        return cls(parts.scheme, host, port, _plain(parts.path, text), _options(parts.query, text), text)

    def without(self, *names: str) -> str:
        """The URI's text without these options, the others as they were written."""
        address, _, query = self.text.partition("?")
        kept = "&".join(pair for pair in query.split("&") if _plain(pair.partition("=")[0], self.text) not in names)
        return f"{address}?{kept}" if kept else address

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


_EXAMPLES = "It begins with a wire and a colon, such as usb:, tcp://192.168.1.87 or serial:///dev/ttyUSB0."


def _refuse_nonsense(text: str) -> None:
    if len(text) > LENGTH_LIMIT:
        raise URIError(f"a device URI of {len(text)} characters is refused; {LENGTH_LIMIT} is the limit")
    if not text.isprintable():
        raise URIError(f"a device URI holds no control characters: {text!r}")
    scheme, colon, _ = text.partition(":")
    if not colon or not scheme:
        raise URIError(f"{text!r} is no device URI", hint=_EXAMPLES)
    if "#" in text:
        # Generic URI parsers cut the rest off, so a file called a#b would become another file.
        raise URIError(f"{text!r} holds a #", hint="A # that belongs to a name is written %23.")


def _options(query: str, text: str) -> Mapping[str, str]:
    """The options by name. A plus sign stays one: this is no web form, and file names have them."""
    options: dict[str, str] = {}
    for pair in query.split("&") if query else ():
        name, equals, value = pair.partition("=")
        name = _plain(name, text)
        if not equals or not name:
            raise URIError(f"the option {pair!r} has no value (in {text!r})", hint="Options are written name=value.")
        if name in options:
            raise URIError(f"the option {name!r} is given twice (in {text!r})")
        options[name] = _plain(value, text)
    return MappingProxyType(options)


def _plain(quoted_text: str, text: str) -> str:
    """Percent signs resolved; neither control characters nor broken UTF-8 come in that way."""
    try:
        plain = unquote(quoted_text, errors="strict")
    except UnicodeDecodeError as error:
        raise URIError(f"{quoted_text!r} is no UTF-8 (in {text!r})") from error
    if not plain.isprintable():
        raise URIError(f"a device URI holds no control characters: {text!r}")
    return plain


def _host_and_port(netloc: str, text: str) -> tuple[str, int | None]:
    """Split ``host:port``; an IPv6 address stands in brackets, its zone behind %25 (RFC 6874)."""
    if netloc.startswith("["):
        host, bracket, rest = netloc[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise URIError(f"behind the bracket in {text!r} only a colon and a port can follow")
        port = rest[1:]
    else:
        host, _, port = netloc.partition(":")
    if not port:
        return _plain(host, text), None
    if not (port.isascii() and port.isdigit()):
        # usb://0416:5011 is vendor and product, told apart by the wire itself.
        return _plain(netloc, text), None
    if not 1 <= int(port) <= 65535:  # noqa: PLR2004 - the bounds of a TCP port
        raise URIError(f"a port is 1 to 65535, not {port} (in {text!r})")
    return _plain(host, text), int(port)


def quoted(text: str) -> str:
    """``text`` as it may stand inside a URI."""
    return quote(text, safe="/")
