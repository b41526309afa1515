"""What the pages' applications share: the files of a page, and what a button asks. Imported only with starlette."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

BODY_SECONDS: Final = 10.0
"""For what a button asks to arrive."""


def assets(table: Mapping[str, tuple[str, str]]) -> list[Route]:
    """A route for each path of the table, which names a file of the page and its content type."""
    return [Route(path, _asset(*asset)) for path, asset in table.items()]


async def asked(request: Request, limit: int) -> bytes | Response:
    """What a button asks, of ``limit`` bytes at most; else the answer that refuses it."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await _body(request, limit)
    except TimeoutError:
        return JSONResponse({"ok": False, "error": "too slow", "hint": ""}, 408)
    if len(body) > limit:
        return JSONResponse({"ok": False, "error": "too long", "hint": ""}, 413)
    return body


async def _body(request: Request, limit: int) -> bytes:
    """What was sent, or somewhat more than may be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            break
    return bytes(body)


def _asset(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def give(_request: Request) -> Response:
        # By the package's own loader, so that they are found within a zip file too.
        content = files("ocom809.web").joinpath("assets", name).read_bytes()
        return Response(content, headers={"content-type": kind})

    return give
