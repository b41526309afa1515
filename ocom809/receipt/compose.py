"""A document to commands for one printer: laid out first, so that what does not fit is refused before any byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocom809.commands import Cut, Feed, OpenDrawer, OpenDrawerNow, PlainCut
from ocom809.commands.base import check_all
from ocom809.errors import DocumentError, InputError
from ocom809.profile import OCPP809, Profile
from ocom809.receipt.canvas import Canvas
from ocom809.receipt.elements import Given, Logo
from ocom809.receipt.logos import StoredLogos
from ocom809.receipt.losses import Loss, Substitution, named
from ocom809.receipt.neighbours import leaves_paper, white_between
from ocom809.receipt.pictures.long import LongPicture
from ocom809.receipt.pieces import Foreign, Plain, PlainLines
from ocom809.receipt.plain import spelled_out
from ocom809.receipt.writer import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ocom809.commands import Command
    from ocom809.receipt.elements import Element
    from ocom809.receipt.pieces import Look, Piece, PlacedTexts
    from ocom809.receipt.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Composition:
    """A document as commands.

    Attributes:
        written: All of them, in order, plain lines together.
        losses: Characters that do not stand on the paper as written, with their places.
        substitutions: What is printed in another way than asked, such as a code as dots.
    """

    written: tuple[Command, ...]
    losses: tuple[Loss, ...] = ()
    substitutions: tuple[Substitution, ...] = ()

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands as the manual names them."""
        return tuple(spelled_out(self.written))

    @property
    def lost(self) -> tuple[str, ...]:
        """The lost characters alone, each once; those that cannot be shown as ``U+001B``."""
        return tuple(loss.name for loss in self.losses)

    def encode(self, profile: Profile = OCPP809) -> bytes:
        """The bytes of all commands."""
        return b"".join(self.chunks(profile))

    def chunks(self, profile: Profile = OCPP809) -> Iterator[bytes]:
        """The bytes in as many pieces as there are sections of long pictures, made one after the other; mostly one.

        All commands are checked before this returns, so that nothing can be refused when bytes are on their way.

        Raises:
            CommandError: A command that this printer cannot do.
        """
        check_all(self.written, profile)
        return _chunks(self.written, profile)


def compose(
    receipt: Receipt,
    profile: Profile = OCPP809,
    *,
    strict: bool = False,
    stored_logos: Callable[[], StoredLogos] = StoredLogos,
    heading: Receipt | None = None,
    in_sections: bool = False,
) -> Composition:
    """Turn a receipt into commands for a printer.

    They begin with a fresh start (``ESC @``, ``FS .``, ``ESC R 0``), unless the receipt holds nothing but commands and
    raw bytes of the caller's, which go as they are. Of styles, alignment and code pages only changes are sent, and
    styles end as they began.

    Args:
        receipt: What to print.
        profile: The printer's facts.
        strict: Refuse characters that do not reach the paper as written, instead of reporting them.
        stored_logos: Tells which logos the printer is known to keep; asked only where the receipt has one.
        heading: What marks a copy: it stands above each ticket, and drawers are left shut.
        in_sections: Make long photos section by section, when their bytes are asked for; see ``Composition.chunks``.

    Raises:
        DocumentError: An element does not fit this printer, or a character does not and ``strict`` says no.
    """
    canvas = Canvas(profile, stored_logos)
    canvas.is_lazy = in_sections
    canvas.repeated = _repeated_logos(receipt)
    pieces = _pieces(receipt.elements, canvas)
    if heading is not None:
        above = [piece for element in heading.elements for piece in laid_out(element, "the heading", canvas)]
        pieces = _under_headings(pieces, above)
    losses = canvas.losses.all()
    if strict and losses:
        raise DocumentError(
            f"{profile.name} cannot print {named(losses)}",
            hint="Leave the characters out, or print without strict and read what was lost.",
        )
    return Composition(tuple(written(pieces, canvas.repertoire, profile)), losses, tuple(canvas.substitutions))


def _pieces(elements: Iterable[Element], canvas: Canvas) -> list[Piece]:
    """What all elements come down to; plain lines of the same look go together."""
    pieces: list[Piece] = []
    lines: list[PlacedTexts] = []
    last: Look | None = None
    for number, element in enumerate(elements, start=1):
        plain = element.plain_line(canvas)
        if plain is None:
            last = None
            pieces += laid_out(element, f"element {number}, {element.name}", canvas)
            continue
        canvas.above = element
        look, texts = plain
        if look != last:
            last, lines = look, []
            pieces.append(PlainLines(*look, lines))
        lines.append(texts)
    return pieces


def _under_headings(pieces: list[Piece], heading: list[Piece]) -> list[Piece]:
    marked, is_new = [], True
    for piece in pieces:
        command = piece.command if isinstance(piece, Plain | Foreign) else None
        if isinstance(command, OpenDrawer | OpenDrawerNow):
            continue
        marked += heading if is_new else []
        marked.append(piece)
        is_new = isinstance(command, Cut | PlainCut)
    return marked


def _repeated_logos(receipt: Receipt) -> frozenset[Element]:
    if Logo not in set(map(type, receipt.elements)):
        return frozenset()
    counts = Counter([element for element in receipt.elements if type(element) is Logo])
    return frozenset(element for element, count in counts.items() if count > 1)


def laid_out(element: Element, place: str, canvas: Canvas) -> list[Piece]:
    """What one element comes down to, with the white towards the one above; ``place`` is what messages call it.

    Raises:
        DocumentError: It does not fit this printer.
    """
    canvas.enter(place)
    if isinstance(element, Given):
        canvas.memory.logo = None  # whatever the caller's command does may wipe it out
    try:
        pieces = list(map(canvas.fitting, element.layout(canvas)))
        white = white_between(canvas.above, element, canvas.profile)
    except InputError as error:
        raise DocumentError(f"{place}: {error.message}", hint=error.hint) from error
    if leaves_paper(element):
        canvas.above = element
    return [Plain(Feed(white)), *pieces] if white else pieces


def _chunks(commands: Iterable[Command], profile: Profile) -> Iterator[bytes]:
    """What stands before a section, and the section, go together."""
    waiting: list[bytes] = []
    for command in commands:
        if type(command) is not LongPicture:
            waiting.append(command.encode_for(profile))
            continue
        for part in command.parts():
            yield b"".join([*waiting, part])
            waiting = []
    if waiting:
        yield b"".join(waiting)
