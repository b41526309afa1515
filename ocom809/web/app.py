"""The live page's routes. Imported only where starlette is wanted."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Final

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ocom809.virtual.control import LINE_BYTES, Controls
from ocom809.virtual.facts import ticket_facts
from ocom809.web.answering import asked, assets
from ocom809.web.view import View, picture

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from ocom809.virtual import Ticket, VirtualPrinter

MOST_PAGES: Final = 16
PAUSE_SECONDS: Final = 0.04
"""Between two looks at a printer that changes all the time."""
LOOK_SECONDS: Final = 0.25
"""Between two looks at a printer that tells of no change: time may bring a fault about, or print."""
QUIET_SECONDS: Final = 10.0
"""After which a page is told that nothing is new, so that one that has gone is noticed."""
WAIT_SECONDS: Final = 1.0
"""Longest wait that a page may ask for: it is told of changes, and threads are few."""
_PICTURES_AT_ONCE: Final = 2
_DIGITS: Final = 9

_ASSETS: Final = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/paper.js": ("paper.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}


class LiveApp:
    """Answers the requests of the page.

    Args:
        printer: What is shown, and acted on.
    """

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self._view = View(printer)
        self._controls = Controls(printer, longest_wait_seconds=WAIT_SECONDS)
        self._pages = 0

    def routes(self) -> Starlette:
        """The application, open for pages."""
        self._controls.closing.clear()
        self._drawing = CapacityLimiter(_PICTURES_AT_ONCE)
        return Starlette(
            routes=[
                *assets(_ASSETS),
                Route("/changes", self.changes),
                Route("/rows/{piece}/{first}", self.rows),
                Route("/receipts/{name}", self.receipt),
                Route("/do", self.act, methods=["POST"]),
            ]
        )

    def close(self) -> None:
        """Let pages that listen for changes go."""
        self._controls.closing.set()

    async def changes(self, _request: Request) -> Response:
        """Server-sent events: the facts, whenever they have changed."""
        if self._pages >= MOST_PAGES:
            return PlainTextResponse(f"{MOST_PAGES} pages are open already.\n", 503)
        return StreamingResponse(self._told(), media_type="text/event-stream")

    async def rows(self, request: Request) -> Response:
        """Rows of dots, packed, of one piece of paper."""
        piece, first = (_number(request.path_params[name]) for name in ("piece", "first"))
        if piece is None or first is None:
            found = None
        else:
            found = await run_in_threadpool(self._view.rows, piece, first)
        if found is None:
            return PlainTextResponse("There is no such piece of paper.\n", 404)
        return Response(found, media_type="application/octet-stream")

    async def receipt(self, request: Request) -> Response:
        """A receipt as ``.png``, ``.txt`` or ``.json``."""
        name, _, kind = request.path_params["name"].partition(".")
        number = _number(name)
        ticket = None if number is None else self._view.receipt(number)
        if ticket is None or kind not in {"png", "txt", "json"}:
            return PlainTextResponse("There is no such receipt.\n", 404)
        if kind == "png":
            return await self._drawn(ticket)
        return PlainTextResponse(ticket.text + "\n") if kind == "txt" else JSONResponse(ticket_facts(ticket))

    async def _drawn(self, ticket: Ticket) -> Response:
        try:
            drawn = await to_thread.run_sync(picture, ticket, limiter=self._drawing)
        except asyncio.CancelledError:
            # Serving ends, and a long receipt is not waited for.
            return PlainTextResponse("The printer is not served any more.\n", 503)
        return Response(drawn, media_type="image/png")

    async def act(self, request: Request) -> Response:
        """Do what a button asks for, in the words of the control socket."""
        body = await asked(request, LINE_BYTES)
        if isinstance(body, Response):
            return body
        answer, _ = await run_in_threadpool(self._controls.answer, body)
        return JSONResponse(answer, 200 if answer["ok"] else 422)

    async def _told(self) -> AsyncIterator[bytes]:
        self._pages += 1
        loop, changed = asyncio.get_running_loop(), asyncio.Event()

        def tell() -> None:
            loop.call_soon_threadsafe(changed.set)

        unwatch = self._printer.watch(on_change=tell)
        last, told_at = "", time.monotonic()
        try:
            while not self._controls.closing.is_set():
                changed.clear()
                began = time.monotonic()
                facts = json.dumps(await run_in_threadpool(self._view.facts))
                if facts != last:
                    last, told_at = facts, time.monotonic()
                    yield f"data: {facts}\n\n".encode()
                elif time.monotonic() - told_at > QUIET_SECONDS:
                    told_at = time.monotonic()
                    yield b": nothing new\n\n"
                # Looking never takes more than half of the time, however much paper hangs out.
                await asyncio.sleep(max(PAUSE_SECONDS, time.monotonic() - began))
                await _soon(changed)
        finally:
            unwatch()
            self._pages -= 1


def _number(text: str) -> int | None:
    """A number of a few digits, as paths hold it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


async def _soon(changed: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(changed.wait(), LOOK_SECONDS)
    except TimeoutError:
        return
