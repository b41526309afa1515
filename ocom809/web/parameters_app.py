"""The routes of the parameters' page. Imported only where starlette is wanted."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from ocom809.errors import InputError, Ocom809Error
from ocom809.web.answering import asked, assets
from ocom809.web.forms import forms, objections
from ocom809.web.printers import self_test_ways

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request

    from ocom809.web.bench import Bench

MOST_PAGES: Final = 16
LOOK_SECONDS: Final = 0.15
QUIET_SECONDS: Final = 10.0
"""After which a page is told that nothing is new, so that one that has gone is noticed."""
BODY_BYTES: Final = 32 * 1024

_ASSETS: Final = {
    "/": ("parameters.html", "text/html; charset=utf-8"),
    "/parameters.css": ("parameters.css", "text/css; charset=utf-8"),
    "/parameters.js": ("parameters.js", "text/javascript; charset=utf-8"),
    "/forms.js": ("forms.js", "text/javascript; charset=utf-8"),
    "/results.js": ("results.js", "text/javascript; charset=utf-8"),
    "/elements.js": ("elements.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}


class ParametersApp:
    """Answers the requests of the page.

    Args:
        bench: What is shown, and acts.
        token: What every path begins with.
    """

    def __init__(self, bench: Bench, token: str) -> None:
        self._bench = bench
        self._token = token
        self._closing = threading.Event()
        self._pages = 0
        self._acts: dict[str, Callable[[dict[str, Any]], object]] = {
            "search": lambda said: bench.search(_text(said, "network")),
            "name": lambda said: bench.name(_text(said, "uri")),
            "read": lambda said: bench.read(_text(said, "uri")),
            "check": lambda said: objections(said.get("values")),
            "plan": lambda said: bench.plan(_text(said, "uri"), said.get("values"), _text(said, "dialect")),
            "apply": lambda said: bench.apply(said.get("plan"), confirmed=said.get("confirmed") is True),
            "self-test": lambda said: bench.self_test(_text(said, "uri"), _text(said, "way")),
            "examine": lambda said: bench.examine(_text(said, "uri")),
        }

    def routes(self) -> Starlette:
        """The application, open for pages."""
        self._closing.clear()
        own = [
            *assets(_ASSETS),
            Route("/forms", self.forms),
            Route("/changes", self.changes),
            Route("/do", self.act, methods=["POST"]),
        ]
        return Starlette(routes=[Mount(f"/{self._token}", routes=own)])

    def close(self) -> None:
        """Let pages that listen for changes go."""
        self._closing.set()

    async def forms(self, _request: Request) -> Response:
        """The fields and what they may hold."""
        return JSONResponse(forms() | {"self_tests": self_test_ways()})

    async def changes(self, _request: Request) -> Response:
        """Server-sent events: of the facts, those that have changed."""
        if self._pages >= MOST_PAGES:
            return PlainTextResponse(f"{MOST_PAGES} pages are open already.\n", 503)
        return StreamingResponse(self._told(), media_type="text/event-stream")

    async def act(self, request: Request) -> Response:
        """Begin what a button asks for; what comes of it is told by ``changes``."""
        body = await asked(request, BODY_BYTES)
        if isinstance(body, Response):
            return body
        try:
            answer = await run_in_threadpool(self._done, body)
        except Ocom809Error as error:
            return JSONResponse({"ok": False, "error": error.message, "hint": error.hint}, 422)
        return JSONResponse({"ok": True, "answer": answer})

    def _done(self, body: bytes) -> object:
        try:
            said = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise InputError("this is no JSON") from error
        act = self._acts.get(str(said.get("do"))) if isinstance(said, dict) else None
        if act is None:
            raise InputError("nothing of this kind can be done here")
        return act(said)

    async def _told(self) -> AsyncIterator[bytes]:
        self._pages += 1
        last: dict[str, str] = {}
        told_at = time.monotonic()
        try:
            while not self._closing.is_set():
                facts = await run_in_threadpool(self._bench.facts)
                now = {name: json.dumps(value) for name, value in facts.items()}
                changed = [name for name, text in now.items() if last.get(name) != text]
                if changed:
                    last, told_at = now, time.monotonic()
                    yield f"data: {json.dumps({name: facts[name] for name in changed})}\n\n".encode()
                elif time.monotonic() - told_at > QUIET_SECONDS:
                    told_at = time.monotonic()
                    yield b": nothing new\n\n"
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            self._pages -= 1


def _text(said: dict[str, Any], name: str) -> str:
    """A text that was said, empty where it was not.

    Raises:
        InputError: It is something else.
    """
    value = said.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"{name} must be a text")
    return value
