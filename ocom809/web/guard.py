"""Who may speak to a page that is served on loopback: the page itself, and nobody whom a browser was lured to.

Any site that a browser shows can send requests to this computer, and by a name that resolves to 127.0.0.1 it can even
read the answers. So the Host must be ours, whoever acts must come from our own page, and the page loads nothing from
elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any, Final, TypeAlias

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
_ALLOWED_METHODS: Final = {"GET", "HEAD", "POST"}
_OWN_SITES: Final = {"", "none", "same-origin"}


class Guard:
    """Stands before an ASGI application: refuses strangers, and puts the headers of a closed house on every answer.

    Args:
        app: What is guarded.
        port: Where it is served, which is part of its name.
        token: What every path must begin with, so that only whoever was told the address gets anything; empty where
            none is needed.
    """

    def __init__(self, app: App, port: int, token: str = "") -> None:
        self._app = app
        self._token = token
        names = {f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")}
        # A browser leaves the port of http out.
        self.hosts = frozenset(names | ({"127.0.0.1", "localhost", "[::1]"} if port == 80 else set()))  # noqa: PLR2004
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Let a request through, or say why not."""
        if scope["type"] != "http":
            return
        reason = self.objection(scope["method"], scope["path"], _headers(scope))
        if reason:
            await _refuse(send, reason)
            return

        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_encoded(HEADERS)]
            await send(message)

        await self._app(scope, receive, closed)

    def objection(self, method: str, path: str, headers: dict[str, str]) -> str:
        """Why a request is refused, in words; empty where it is not."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "")
        if headers.get("host", "").lower() not in self.hosts:
            return "This page is served to this computer only, by its own address."
        if method not in _ALLOWED_METHODS:
            return "This page is only read and acted on."
        if origin is not None and origin.lower() not in self.origins:
            return "Another site may not speak to this page."
        # A link from elsewhere may lead here, and shows nothing but the empty page to whoever follows it.
        if site not in _OWN_SITES and (path != "/" or method == "POST"):
            return "Another site may not speak to this page."
        return self._objection_to_content(method, path, headers)

    def _objection_to_content(self, method: str, path: str, headers: dict[str, str]) -> str:
        """The same, of a request that comes from where it may."""
        if self._token and not self._is_told(path):
            return "This page is opened by the whole address that the program showed."
        if method == "POST" and headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return "An act is sent as application/json."
        return ""

    def _is_told(self, path: str) -> bool:
        """Whether the path begins with the token, compared so that the time it takes tells nothing."""
        first = path.removeprefix("/").partition("/")[0]
        return compare_digest(first.encode("utf-8", "replace"), self._token.encode())


def _headers(scope: Message) -> dict[str, str]:
    """The headers by name; of one that comes twice both are kept, so that neither passes for the other."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def _refuse(send: Send, reason: str) -> None:
    headers = _encoded(HEADERS | {"content-type": "text/plain; charset=utf-8"})
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": reason.encode() + b"\n"})


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
