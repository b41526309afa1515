"""A preview as a page for the browser: the paper's dots, how long it is, what happens, and what is missing."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from ocom809.cli.drawn import in_png

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocom809.virtual import Ticket, VirtualPrinter

_STYLE = """\
body { margin: 2rem auto; width: max-content; max-width: 96vw; font: 1rem/1.4 system-ui, sans-serif;
  background: #d9d9d4; color: #222; }
figure { margin: 0 0 2rem; }
img { display: block; max-width: 100%; image-rendering: pixelated; background: #fff; padding: 0 2rem;
  box-shadow: 0 1px 6px #0006; }
figcaption, li { font-size: 0.9rem; }
.missing { color: #a00000; }
"""


def page(title: str, unit: VirtualPrinter, missing: Iterable[str], *, total_bytes: int, renews: bool) -> str:
    """The page, whole in one file; it loads itself anew every second where ``renews`` says so."""
    pieces = "\n".join(_figure(number, ticket) for number, ticket in enumerate(unit.tickets, start=1))
    again = '<meta http-equiv="refresh" content="1">\n' if renews else ""
    return f"""\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
{again}<title>{escape(title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
{pieces}
<p>{total_bytes} bytes</p>
{_list("missing", (f"Not on the paper: {line}" for line in missing))}{_list("events", map(str, unit.events))}</body>
</html>
"""


def _figure(number: int, ticket: Ticket) -> str:
    data = b64encode(in_png(ticket.to_image())).decode()
    size = f'width="{ticket.width_dots}" height="{ticket.height_dots}"'
    words = escape(ticket.text, quote=True)
    return (
        f'<figure><img {size} alt="{words}" src="data:image/png;base64,{data}">'
        f"<figcaption>Piece {number}, {ticket.millimetres:.0f} mm</figcaption></figure>"
    )


def _list(name: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
    return f'<ul class="{name}">\n{items}</ul>\n' if items else ""
