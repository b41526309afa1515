"""The points on which the manual is silent or interpreters of the class disagree, each decided here.

A personality of the virtual printer is another set of these decisions, so that what is known of one unit can be tried
without a second interpreter.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """What the interpreter does where the sources leave a choice.

    A line of text advances the paper by the line spacing or by its tallest item, whichever is more, so a band of dots
    that is taller than the line spacing stacks and never overlaps the one before it.

    A picture of GS v 0 that is wider than the area of GS L and GS W is cut off there. The manual does not say whether
    the area holds for pictures; it does for text, ESC * and barcodes.

    Attributes:
        default_line_spacing: Dots, power-on and ESC 2. 30 in the HPRT TP809 manual and in most interpreters; the
            appendix of the POS-80XX manual says 31.
        eight_dot_pitch: Dots on paper for one dot of an 8-dot ESC * column: 3 by the definition of its density; a
            measured NT-5890K prints 1.
        chinese_at_power_on: Whether Chinese mode is on after power-up and ESC @, as on units with a Chinese ROM.
        international_set: ESC R after power-up and ESC @; 15 on units with a Chinese ROM.
        japanese_rom: Whether the two-byte characters are Japanese, in the code that FS C chooses and JIS at first,
            instead of GBK.
        beeps: Which of BEL and ESC RS beep; on a few clones, by weak sources.
        page_dots: Rows of dots that a page of page mode may have: 117 mm. The POS-80XX manual gives 1662 units with 360
            to the inch, which is that length, and nowhere a number of dots.
        code_page_at_power_on: What ESC t is after power-up and ESC @; vendors' tools set it.
        longest_line_feed: Most lines that one ESC d feeds; None where nothing clamps it. One measured clone: 4.
        raster_needs_line_start: Whether GS v 0 behind other data in the line is ignored, as the manual says.
        swallow_line_feed_after_raster: Whether an LF straight behind GS v 0 does nothing, as on a measured NT-5890K.
        code128_values: Whether bytes in CODE128's set C are values 0 to 99, as the manual says, or pairs of digits.
        draws_qr: Whether the firmware knows QR codes.
        draws_pdf417: Whether the firmware knows PDF417.
        draws_graphics: Whether the firmware knows GS ( L and GS 8 L, which are in no manual of the class and print
            random characters on several units.
    """

    default_line_spacing: int = 30
    page_dots: int = 936
    eight_dot_pitch: int = 3
    chinese_at_power_on: bool = False
    international_set: int = 0
    japanese_rom: bool = False
    beeps: frozenset[str] = frozenset()
    code_page_at_power_on: int = 0
    longest_line_feed: int | None = None
    raster_needs_line_start: bool = True
    swallow_line_feed_after_raster: bool = False
    code128_values: bool = True
    draws_qr: bool = True
    draws_pdf417: bool = True
    draws_graphics: bool = False
