"""Text to code pages by our chooser, in the place where python-escpos has its ``MagicEncode``."""

from __future__ import annotations

import logging
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from ocom809.escpos.errors import refused
from ocom809.escpos.original import MagicEncode, exceptions
from ocom809.escpos.profiles import KANJI_MODE, repertoire_for
from ocom809.receipt.codepages import page_runs
from ocom809.receipt.losses import Losses
from ocom809.receipt.repertoire import NO_BREAK_SPACE, STAND_IN

if TYPE_CHECKING:
    from ocom809.code_pages import CodePage
    from ocom809.escpos.face import Face
    from ocom809.receipt.repertoire import Repertoire

logger = logging.getLogger(__name__)

KEPT_CONTROLS: Final = "\t\n\r"
"""Controls that programs lay out text with; all others are shown by name and never sent."""

_SELECT_PAGE: Final = b"\x1bt"
_CHINESE_ON, _CHINESE_OFF = b"\x1c&", b"\x1c."
_FORGETTING: Final = re.compile(rb"\x1b[@tM]|\x1c[&.]")
"""What may change the page behind our back: a fresh start, another page, another font, Chinese mode."""
_PICTURES: Final = (b"\x1dv0", b"\x1d(L", b"\x1b*", b"\x1b3\x10\x1b*")
"""Their dots may look like anything and change nothing."""
_ON_PAGES, _CHINESE, _OF_THE_ORIGINAL = range(3)


class Magic(MagicEncode):  # type: ignore[misc]  # python-escpos has no types
    """Chooses code pages by the rules of ``ocom809.receipt``; has all attributes of the original.

    Composed (NFC) first; the page that the printer stands on is kept while it serves; pages that all units have come
    before others; what our tables do not hold is looked for in the original's; what nobody holds becomes the default
    symbol, and is told to ``losses`` and to the log. Control characters are shown by name, never sent.

    Attributes:
        losses: What was not printed as written.
    """

    encoding: str | None

    def __init__(self, driver: Face, **options: Any) -> None:
        super().__init__(driver, **options)
        self.losses = Losses()
        self._told: set[str] = set()
        self._simple: set[str] = {*KEPT_CONTROLS, *map(chr, range(0x20, 0x7F))}
        self._selected: str | None = self.encoding
        self._is_western = self._is_writing = False
        self._has_kanji_mode = bool(driver.profile.supports(KANJI_MODE))
        self._repertoire: Repertoire = repertoire_for(driver.profile.codePages)
        self._pages: dict[str, CodePage] = {page.name: page for page in self._repertoire.pages}
        self._symbol = self._safe_symbol(options.get("defaultsymbol", "?"))

    def _safe_symbol(self, symbol: str) -> str:
        """The default symbol, unless no page holds it either, over which the original recurses for ever."""
        return symbol if all(self._is_known(character) for character in symbol) else "?"

    # What the original's callers use

    def write(self, text: str) -> None:
        """Print a text, with the changes of page that it needs."""
        if self.disabled:
            self.write_with_encoding(self.encoding, text)
        elif self._are_simple(text):
            self._write_on_pages(text)
        else:
            for kind, characters in groupby(self._shown(text), self._kind):
                _WRITERS[kind](self, "".join(characters))

    def force_encoding(self, encoding: str | None) -> None:
        """Stay on one page from now on, or, for ``None`` and ``False``, choose again.

        Raises:
            CharCodeError: The printer's profile has no such page. Nothing was sent.
        """
        name = self._page_name(encoding) if encoding else None
        super().force_encoding(name)

    def write_with_encoding(self, encoding: str | None, text: str | None) -> None:
        """Print a text from one page; what that does not hold becomes a question mark."""
        if text is not None and type(text) is not str:
            raise refused(f"a text is a str, not {type(text).__name__}")
        self._make_western(text or "")
        self._select(self.encoder.get_sequence(encoding), str(encoding))
        if text:
            shown = "".join(self._shown(text))
            for character in set(shown):
                if not self.encoder.can_encode(encoding, character):
                    self._lose(character)
            self._send(self.encoder.encode(shown, encoding))

    def notice(self, sent: bytes) -> None:
        """Forget the page where ``sent`` may change it; it is named again before the next text."""
        if not self._is_writing and not sent.startswith(_PICTURES) and _FORGETTING.search(sent):
            self.forget()

    def forget(self) -> None:
        """The printer may stand on any page, and in Chinese mode."""
        self._selected, self._is_western = None, False
        if not self.disabled:
            self.encoding = None

    # How text is written

    def _send(self, data: bytes) -> None:
        """Hand over what we keep account of ourselves."""
        self._is_writing = True
        try:
            self.driver._raw(data)
        finally:
            self._is_writing = False

    def _write_on_pages(self, text: str) -> None:
        self._make_western(text)
        runs = page_runs(text, self._repertoire, self._pages.get(self._selected or ""))
        # ASCII is on every page: at the start it goes with what follows it.
        following = next((run.page for run in runs if run.page), self._repertoire.pages[0])
        for run in runs:
            page = run.page or following
            self._select_page(page)
            self._send(run.text.encode(page.codec or "ascii"))

    def _write_chinese(self, text: str) -> None:
        codec = self._repertoire.chinese_codec or "gb18030"
        data = text.encode(codec)
        self._send(_CHINESE_ON + data + _CHINESE_OFF if self._has_kanji_mode else data)
        # What the printer makes of pages in between is not known of all units.
        self._selected = self.encoding = None
        self._is_western = self._has_kanji_mode

    def _write_as_the_original(self, text: str) -> None:
        for character in text:
            encoding = self.encoder.find_suitable_encoding(character)
            self._make_western(character)
            self._select(self.encoder.get_sequence(encoding), encoding)
            self._send(self.encoder.encode(character, encoding))

    def _make_western(self, text: str) -> None:
        """Units with a Chinese font start in Chinese mode, where two bytes above 7Fh are one character."""
        if self._has_kanji_mode and not self._is_western and not text.isascii():
            self._send(_CHINESE_OFF)
            # Whether a page that was selected in Chinese mode holds is not known of all units.
            self._selected, self._is_western = None, True

    def _select_page(self, page: CodePage) -> None:
        self._select(page.number, page.name)

    def _select(self, number: int, name: str) -> None:
        if self._selected != name:
            self._send(_SELECT_PAGE + bytes([number]))
        self._selected = self.encoding = name

    def _page_name(self, encoding: str) -> str:
        wanted = str(encoding).upper()
        names: dict[str, str] = {name.upper(): name for name in self.encoder.codepages}
        aliases = (wanted, wanted.removeprefix("W").replace("PC", "CP", 1))
        found = next((names[alias] for alias in aliases if alias in names), None)
        if found is None or not self.encoder.can_encode(found, "A"):
            raise refused(
                f"the profile has no code page {encoding!r}",
                exceptions.CharCodeError,
                hint=f"It has {', '.join(sorted(names))}.",
            )
        return found

    # Which characters there are

    def _are_simple(self, text: str) -> bool:
        """Whether all is printed as it stands; most texts are seen through without looking at each letter."""
        if self._simple.issuperset(text):
            return True
        new = set(text) - self._simple
        simple = {character for character in new if self._repertoire.is_simple(character)}
        simple = {character for character in simple if self._kind(character) == _ON_PAGES}
        self._simple |= simple
        return simple == new

    def _shown(self, text: str) -> list[str]:
        """The characters as they can be printed, each in a string of its own."""
        composed = self._repertoire.composed(text, self.losses)
        return [shown for character in composed for shown in self._printed(character)]

    def _printed(self, character: str) -> str:
        if character in KEPT_CONTROLS or self._is_known(character):
            return character
        if self._repertoire.has(character) or self._repertoire.is_plain(character):
            shown = self._repertoire.shown(character, self.losses)
            return shown.replace(NO_BREAK_SPACE, " ")
        self._lose(character)
        lost: str = self._repertoire.shown(character, Losses()).replace(STAND_IN, self._symbol)
        return lost

    def _lose(self, character: str) -> None:
        self.losses.add(character)
        if character not in self._told:
            self._told.add(character)
            logger.warning("%r (U+%04X) is on no code page of this profile", character, ord(character))

    def _is_known(self, character: str) -> bool:
        return self._kind(character) != _OF_THE_ORIGINAL or self._original_has(character)

    def _original_has(self, character: str) -> bool:
        return character.isprintable() and any(
            self.encoder.can_encode(encoding, character) for encoding in self.encoder.codepages
        )

    def _kind(self, character: str) -> int:
        if " " <= character <= "~" or character in KEPT_CONTROLS or self._repertoire.holders(character):
            return _ON_PAGES
        return _CHINESE if self._repertoire.is_chinese(character) else _OF_THE_ORIGINAL


_WRITERS: Final = {
    _ON_PAGES: Magic._write_on_pages,
    _CHINESE: Magic._write_chinese,
    _OF_THE_ORIGINAL: Magic._write_as_the_original,
}
