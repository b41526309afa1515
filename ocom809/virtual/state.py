"""Everything that an instruction can change and ESC @ puts back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ocom809.virtual.glyphs import CHINESE_CELL, FONT_A, FONT_B, Font, Style
from ocom809.virtual.page import Page
from ocom809.virtual.two_byte_codes import GBK, JIS, TwoByteCode

if TYPE_CHECKING:
    from ocom809.virtual.bitmap import Bitmap
    from ocom809.virtual.interpretation import Interpretation

DOTS_PER_INCH: Final = 203
TAB_COLUMNS: Final = 8
NARROWEST_AREA: Final = FONT_A.width
_FARTHEST: Final = 0x10000


@dataclass(slots=True)
class BarcodeSettings:
    """GS H, f, h and w: where and how a barcode's text stands, its height and module width in dots."""

    text_place: int = 0
    text_font: int = 0
    height_dots: int = 162
    module_dots: int = 3


@dataclass(slots=True)
class QRSettings:
    """GS ( k with cn 49: model, module size in dots, error level, and what is stored."""

    model: int = 2
    module_dots: int = 3
    level: str = "L"
    data: bytes = b""


@dataclass(slots=True)
class PDF417Settings:
    """GS ( k with cn 48; 0 columns or rows are for the printer to choose, no level leaves it to the ratio."""

    columns: int = 0
    rows: int = 0
    module_dots: int = 3
    row_height: int = 3
    level: int | None = None
    ratio: int = 1
    truncated: bool = False
    data: bytes = b""


@dataclass(slots=True)
class ChineseSettings:
    """FS &, !, -, S, W and C: the two-byte characters' own modes; spacing in horizontal motion units."""

    on: bool = False
    width: int = 1
    height: int = 1
    underline: int = 0
    space_left: int = 0
    space_right: int = 0
    code: TwoByteCode = GBK


@dataclass(slots=True)
class UserCharacters:
    """ESC %, ESC & and FS 2: whether they stand for the built-in ones, and their dots in the cell of their font.

    Attributes:
        on: ESC %; of no matter for two-byte characters, which have codes of their own.
        drawn: By font (0 Font A, 1 Font B) and code.
        chinese: By the two bytes of their code.
    """

    on: bool = False
    drawn: dict[tuple[int, int], Bitmap] = field(default_factory=dict)
    chinese: dict[bytes, Bitmap] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    """The modes of the printer with the manual's defaults.

    ESC @ makes a new one. It keeps what is not part of it: macro, flash memory, received bytes, the mechanism.

    Attributes:
        paper_dots: Width of the printable area.
        line_spacing: Dots.
        font: 0 is Font A, 1 is Font B.
        spacing: Right of each character, in horizontal motion units.
        across_unit: Horizontal motion unit as a part of an inch, GS P; 0 is one dot.
        down_unit: Vertical motion unit as a part of an inch, GS P; 0 is one dot.
        area_dots: What GS W asked for; ``area`` is what fits.
        tabs: Dots from the start of the area, ascending.
        lead: The beginning of a Chinese character whose rest has not come yet.
        downloaded: The picture of GS *.
        graphics: The picture that GS ( L has put into the buffer.
        page: What page mode writes on. ESC W and ESC T set it up in standard mode too.
        in_page_mode: Whether ESC L has begun page mode.
        other_mode: Line spacing, ESC SP and FS S of the mode that is off: page mode has its own.
        near_end_stops: ESC c 4: whether the near end of the roll stops printing.
        feed_button_enabled: ESC c 5.
        selected: False after ESC = 0: only real-time commands and ESC = are heeded.
    """

    paper_dots: int
    line_spacing: int
    font: int = 0
    width: int = 1
    height: int = 1
    bold: bool = False
    double_strike: bool = False
    underline: int = 0
    inverted: bool = False
    rotated: bool = False
    upside_down: bool = False
    spacing: int = 0
    code_page: int = 0
    international: int = 0
    alignment: int = 0
    margin_dots: int = 0
    area_dots: int = 0
    across_unit: int = 0
    down_unit: int = 0
    tabs: tuple[int, ...] = ()
    lead: bytes = b""
    selected: bool = True
    near_end_stops: bool = False
    feed_button_enabled: bool = True
    chinese: ChineseSettings = field(default_factory=ChineseSettings)
    barcode: BarcodeSettings = field(default_factory=BarcodeSettings)
    qr: QRSettings = field(default_factory=QRSettings)
    pdf417: PDF417Settings = field(default_factory=PDF417Settings)
    user_characters: UserCharacters = field(default_factory=UserCharacters)
    downloaded: Bitmap | None = None
    graphics: Bitmap | None = None
    page: Page = field(default_factory=lambda: Page(0, 0))
    in_page_mode: bool = False
    other_mode: tuple[int, int, int, int] = (0, 0, 0, 0)

    @classmethod
    def fresh(cls, paper_dots: int, interpretation: Interpretation) -> State:
        """The state after power-up and after ESC @."""
        return cls(
            paper_dots,
            interpretation.default_line_spacing,
            code_page=interpretation.code_page_at_power_on,
            international=interpretation.international_set,
            area_dots=paper_dots,
            page=Page(paper_dots, interpretation.page_dots),
            other_mode=(interpretation.default_line_spacing, 0, 0, 0),
            tabs=tuple(range(TAB_COLUMNS * FONT_A.width, paper_dots, TAB_COLUMNS * FONT_A.width)),
            chinese=ChineseSettings(
                on=interpretation.chinese_at_power_on, code=JIS if interpretation.japanese_rom else GBK
            ),
        )

    @property
    def margin(self) -> int:
        """Left margin in dots: GS L, as far as it leaves room for a character."""
        return max(0, min(self.margin_dots, self.paper_dots - NARROWEST_AREA))

    @property
    def area(self) -> int:
        """Dots that a line may take: GS W, as far as it fits beside the margin; never less than a character.

        In page mode it is what ESC W and ESC T leave, and the margin is of no matter.
        """
        if self.in_page_mode:
            return self.page.line_dots
        return max(NARROWEST_AREA, min(self.area_dots, self.paper_dots - self.margin))

    @property
    def font_cell(self) -> Font:
        """The font of one-byte characters."""
        return FONT_B if self.font else FONT_A

    def across(self, units: int) -> int:
        """Motion units along a line as dots: horizontal ones, but vertical ones where a page's lines run sideways."""
        return self.vertical(units) if self._is_sideways else self.horizontal(units)

    def down(self, units: int) -> int:
        """Motion units from line to line as dots: vertical ones, but horizontal ones for a page's sideways lines."""
        return self.horizontal(units) if self._is_sideways else self.vertical(units)

    def horizontal(self, units: int) -> int:
        """Horizontal motion units as dots."""
        return _dots(units, self.across_unit)

    def vertical(self, units: int) -> int:
        """Vertical motion units as dots."""
        return _dots(units, self.down_unit)

    def switch_page_mode(self, *, on: bool) -> None:
        """Begin or end page mode with the spacings that belong to the mode; where it ends, its page is gone."""
        ended = (self.line_spacing, self.spacing, self.chinese.space_left, self.chinese.space_right)
        self.line_spacing, self.spacing, self.chinese.space_left, self.chinese.space_right = self.other_mode
        self.other_mode, self.in_page_mode = ended, on
        if not on:
            self.page = Page(self.page.width, self.page.longest)

    @property
    def _is_sideways(self) -> bool:
        return self.in_page_mode and self.page.is_sideways

    def style(self) -> Style:
        """How a one-byte character is drawn now."""
        return Style(
            font=self.font_cell,
            width=self.width,
            height=self.height,
            bold=self.bold or self.double_strike,
            underline=self.underline,
            inverted=self.inverted,
            rotated=self.rotated and not self.in_page_mode,
            space_right=self.across(self.spacing) * self.width,
        )

    def chinese_style(self) -> Style:
        """How a two-byte character is drawn now."""
        chinese = self.chinese
        return Style(
            font=CHINESE_CELL,
            width=chinese.width,
            height=chinese.height,
            bold=self.bold or self.double_strike,
            underline=chinese.underline,
            inverted=self.inverted,
            rotated=self.rotated and not self.in_page_mode,
            space_left=self.across(chinese.space_left) * chinese.width,
            space_right=self.across(chinese.space_right) * chinese.width,
        )


def _dots(units: int, unit: int) -> int:
    return min(_FARTHEST, round(units * DOTS_PER_INCH / unit)) if unit else units
