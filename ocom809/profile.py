"""What is known of a printer, as frozen data; each fact with the evidence for it.

Nothing here was measured on an OCPP-809: its facts come from manuals and tools of its class (POS-80), so each may be
replaced, by a profile file or in code, without touching anything else::

    shop = OCPP809.with_facts(width_dots=512, columns_a=42, source="self-test page of our unit")
"""

from __future__ import annotations

import codecs
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ocom809.class_evidence import CLASS_EVIDENCE
from ocom809.code_pages import CODE_PAGES, CodePage
from ocom809.errors import ProfileError
from ocom809.evidence import Confidence, Evidence
from ocom809.profile_checks import CHECKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["OCPP809", "CodePage", "Confidence", "Evidence", "Profile", "load_profile"]

FILE_LIMIT_BYTES = 256 * 1024


@dataclass(frozen=True, kw_only=True, repr=False)
class Profile:
    """The facts of a printer that documents and commands build on.

    Attributes:
        name: What people call it.
        width_dots: Printable dots across the paper.
        dots_per_mm: Dots per millimetre, across and along.
        columns_a: Characters of font A (12 × 24 dots) on a line.
        columns_b: Characters of font B (9 × 17 dots) on a line.
        line_spacing_dots: Default distance from line to line.
        head_to_knife_dots: Paper between the print head and the cutter.
        millimetres_per_second: How fast it prints at best.
        code_pages: What ``ESC t`` chooses from.
        code_page_confidence: Pages below this confidence are not used unless asked for.
        band_rows: The most raster rows sent with one ``GS v 0``.
        barcodes: Manual names of the symbologies that the unit draws itself.
        qr_code: Whether it draws QR codes itself.
        pdf417: Whether it draws PDF417 itself.
        graphics: Whether it knows the graphics of ``GS ( L`` and ``GS 8 L``.
        chinese_codec: The codec of its two-byte characters.
        chinese_font: Whether it has a font for them: yes, no or (``None``) unknown.
        fonts: Files of fonts that draw what the printer's own lack, asked before those of the system.
        self_test_command: The bytes that print its self-test page.
        receive_buffer_bytes: How much it takes in ahead of the paper, at least.
        raster_images: Whether it prints pictures of ``GS v 0``; where not, they go by ``ESC *``.
        column_images: Whether it prints pictures of ``ESC *``, without which nothing is drawn beside text.
        picture_gamma: How much pictures lighten middle greys, because dots grow on paper: 0.2 to 5, 1 not at all.
        stored_images: Whether it keeps pictures of ``FS q`` and prints them by ``FS p``: yes, no or (``None``) unknown.
        stored_image_bytes: How much flash memory all pictures of ``FS q`` may take.
        downloaded_images: Whether it prints the picture of ``GS *`` by ``GS /``: yes, no or (``None``) unknown.
        longest_line_feed: The most lines that one ``ESC d`` feeds; more go out in several.
        cuts_fully: Whether a full cut is one: yes, no or (``None``) unknown, as for all that follow.
        buzzer: Whether it has a buzzer that ``ESC B`` sounds.
        alarm_light: Whether it has a light that ``ESC C`` flashes.
        drawer_pin: Which pin opens the drawer that is plugged in, 2 or 5; where nobody said, 2 is taken.
        drawer_open_is_high: Whether pin 3 is high while the drawer stands open.
        answers_real_time: Whether ``DLE EOT`` is answered, as ``ocom809 probe`` measured on one wire.
        real_time_overtakes: Whether that answer comes ahead of what waits; ``False`` makes it a proof that nothing did.
        answers_in_turn: Whether ``GS r`` is answered, which it is in its turn: the proof that all before was processed.
        automatic_status: Whether it pushes status after ``GS a``.
        answers_identity: Whether it answers any ``GS I``.
        board_status: Whether its LAN board answers ``ESC v`` on TCP port 4000.
        cuts_early: Whether a cut overtakes rows that are not printed yet; then each cut is sent when they are.
        stalls_on_black: Whether a cut right behind dense black comes too early; then half a second passes before it.
        unacknowledged_bytes: How much of a job it may be given beyond what it has proven to be processed; ``None``
            where the wire holds back by itself what does not fit.
        keeps_after_paper_out: What becomes of a job that the end of the paper stopped, when there is paper again:
            ``goes on``, ``reprints`` it from its beginning, ``forgets`` the rest, or (``None``) unknown.
        evidence: Where each fact comes from, by its name.
    """

    name: str
    width_dots: int = 576
    dots_per_mm: int = 8
    columns_a: int = 48
    columns_b: int = 64
    line_spacing_dots: int = 30
    head_to_knife_dots: int = 144
    millimetres_per_second: int = 300
    code_pages: tuple[CodePage, ...] = CODE_PAGES
    code_page_confidence: Confidence = Confidence.LIKELY
    band_rows: int = 64
    barcodes: frozenset[str] = frozenset(
        {"UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128"}
    )
    qr_code: bool = True
    pdf417: bool = True
    graphics: bool = False
    chinese_codec: str = "gb18030"
    chinese_font: bool | None = None
    fonts: tuple[str, ...] = ()
    self_test_command: bytes = b"\x1f\x1b\x1fg\x00"
    receive_buffer_bytes: int = 4096
    raster_images: bool = True
    column_images: bool = True
    picture_gamma: float = 1.6
    stored_images: bool | None = None
    stored_image_bytes: int = 32 * 1024
    downloaded_images: bool | None = None
    longest_line_feed: int = 4
    cuts_fully: bool | None = None
    buzzer: bool | None = None
    alarm_light: bool | None = None
    drawer_pin: int | None = None
    drawer_open_is_high: bool | None = None
    answers_real_time: bool | None = None
    real_time_overtakes: bool | None = None
    answers_in_turn: bool | None = None
    automatic_status: bool | None = None
    answers_identity: bool | None = None
    board_status: bool | None = None
    cuts_early: bool | None = None
    stalls_on_black: bool | None = None
    unacknowledged_bytes: int | None = None
    keeps_after_paper_out: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: CLASS_EVIDENCE, compare=False)

    def __post_init__(self) -> None:
        for name, (fits, wanted) in CHECKS.items():
            value = getattr(self, name)
            if not fits(value):
                raise ProfileError(f"{name} must be {wanted}, not {value!r}")
        for name, cell_dots in _CELL_DOTS.items():
            most = self.width_dots // cell_dots
            if getattr(self, name) > most:
                raise ProfileError(
                    f"{name} must be at most {most} on {self.width_dots} dots, not {getattr(self, name)}"
                )

    def __repr__(self) -> str:
        return f"<Profile {self.name}>"

    @property
    def proven_code_pages(self) -> tuple[CodePage, ...]:
        """The pages that have a codec and are trusted enough to be used."""
        return tuple(
            page for page in self.code_pages if page.codec and page.evidence.confidence >= self.code_page_confidence
        )

    def code_page(self, number: int) -> CodePage | None:
        """The page that ``ESC t number`` chooses, or ``None`` where the profile knows none."""
        return next((page for page in self.code_pages if page.number == number), None)

    def with_facts(
        self, *, confidence: Confidence = Confidence.MEASURED, source: str = "the caller", **facts: Any
    ) -> Profile:
        """This profile with other facts, and the evidence for them.

        Where the width changes and the columns are not given, they are reckoned from it: a character of font A is 12
        dots wide, one of font B 9.

        Raises:
            ProfileError: A fact that does not exist, or a value that it cannot have.
        """
        unknown = sorted(set(facts) - _FACTS)
        if unknown:
            raise ProfileError(
                f"a profile has no fact named {unknown[0]!r}", hint=f"It has {', '.join(sorted(_FACTS))}."
            )
        if type(facts.get("width_dots")) is int:
            facts = {name: facts["width_dots"] // cell_dots for name, cell_dots in _CELL_DOTS.items()} | facts
        evidence = dict(self.evidence) | dict.fromkeys(facts, Evidence(confidence, source))
        return replace(self, **facts, evidence=MappingProxyType(evidence))


_CELL_DOTS = {"columns_a": 12, "columns_b": 9}
_FACTS = frozenset(item.name for item in fields(Profile)) - {"evidence"}

OCPP809 = Profile(name="OCOM OCPP-809")
"""The class profile: what an OCPP-809 most likely is, until a unit is measured."""


def load_profile(path: str | Path) -> Profile:
    """Read a profile file: TOML, each key a fact of :class:`Profile` that differs from the class profile.

    ``source`` at the top says where the facts come from. Code pages are given as ``[[code_page]]`` tables with
    ``number``, ``name`` and, where Python has one, ``codec``; they replace or join those of the class. What is said of
    all facts by ``source`` is said of one by a table ``[evidence.FACT]`` with ``confidence`` and ``source``, and of a
    code page by these two keys of its own; without, a file's facts count as measured.

    Raises:
        ProfileError: Unreadable, no TOML, or a fact that does not exist or cannot have that value.
    """
    if not isinstance(path, str | Path):
        raise ProfileError(f"a profile file is named by a path, not by {type(path).__name__}")
    path = Path(path)
    table = _read_toml(path)
    try:
        return _profile_from(table, source=str(table.pop("source", path)))
    except ProfileError as error:
        raise ProfileError(f"{path}: {error.message}", hint=error.hint) from error
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise ProfileError(f"{path}: a fact has a value that it cannot have: {error}") from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_LIMIT_BYTES + 1)
        if len(content) > FILE_LIMIT_BYTES:
            raise ProfileError(f"{path}: a profile of over {FILE_LIMIT_BYTES} bytes is refused")
        return tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: this is no TOML: {error}") from error
    except ValueError as error:
        raise ProfileError(f"{str(path)!r} is no path: {error}") from error


def _profile_from(table: dict[str, Any], source: str) -> Profile:
    pages, evidence = table.pop("code_page", []), dict(table.pop("evidence", {}))
    facts = {key: _FROM_TOML[key](value) if key in _FROM_TOML else value for key, value in table.items()}
    if pages:
        facts["code_pages"] = _merged_pages(pages, source)
    profile = OCPP809.with_facts(source=source, **facts)
    stray = sorted(set(evidence) - set(facts))
    if stray:
        raise ProfileError(f"there is evidence for {stray[0]!r}, and no such fact in the file")
    told = {name: _evidence(dict(words), source) for name, words in evidence.items()}
    return replace(profile, evidence=MappingProxyType({**profile.evidence, **told}))


def _evidence(table: dict[str, Any], source: str) -> Evidence:
    """What a table says of where its fact comes from; measured, and from the source of the whole file, if nothing."""
    confidence = Confidence[str(table.get("confidence", "measured")).upper()]
    return Evidence(confidence, str(table.get("source", source)))


_FROM_TOML: dict[str, Callable[[Any], Any]] = {
    "barcodes": frozenset,
    "self_test_command": bytes.fromhex,
    "fonts": lambda paths: tuple(paths) if isinstance(paths, list) else paths,
    "code_page_confidence": lambda word: Confidence[str(word).upper()],
}


def _merged_pages(tables: list[dict[str, Any]], source: str) -> tuple[CodePage, ...]:
    """The class's pages with those of a file put in, which were measured on the unit."""
    pages = {page.number: page for page in OCPP809.code_pages}
    for table in tables:
        codec = table.get("codec")
        name, evidence = str(table["name"]), _evidence(table, source)
        page = CodePage(int(table["number"]), name, codec and codecs.lookup(codec).name, evidence)
        pages[page.number] = page
    return tuple(pages[number] for number in sorted(pages))
