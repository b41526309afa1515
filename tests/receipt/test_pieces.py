"""The line model: parts of a line, how large they are, and how they are sent."""

from __future__ import annotations

import pytest

from ocom809.commands import Alignment, Font
from ocom809.errors import DocumentError
from ocom809.profile import OCPP809
from ocom809.receipt.pieces import Dots, Line, Skip, Span
from ocom809.receipt.repertoire import repertoire_of
from ocom809.receipt.styles import PLAIN, Style
from ocom809.receipt.writer import written
from ocom809.virtual.printer import VirtualPrinter

START = b"\x1b@\x1c.\x1bR\x00"
BOX = (0xFFF, *(0x801,) * 22, 0xFFF)
BOLD = Style(bold=True)


def sent(*pieces) -> bytes:
    commands = written(pieces, repertoire_of(OCPP809), OCPP809)
    return b"".join(command.encode() for command in commands).removeprefix(START)


def on_paper(*pieces):
    """The rows of dots that come out, from the first black one."""
    unit = VirtualPrinter()
    unit.receive(START + sent(*pieces))
    unit.tear_off()
    ticket = unit.tickets[0]
    rows = [ticket.row(number) for number in range(ticket.height_dots)]
    first = next(number for number, row in enumerate(rows) if row)
    return rows[first:], ticket


@pytest.mark.parametrize(
    ("style", "width", "height"),
    [
        (PLAIN, 12, 24),
        (Style(font=Font.B), 9, 17),
        (Style(width=3, height=2), 36, 48),
        (Style(rotated=True), 24, 12),
        (Style(rotated=True, width=2, height=3), 72, 24),
    ],
)
def test_a_character_takes_the_dots_of_its_font_and_size(style, width, height):
    line = Line.of("ab", style)
    assert (line.width_dots, line.height_dots) == (2 * width, height)


@pytest.mark.parametrize("style", [PLAIN, Style(font=Font.B), Style(width=3, height=2), Style(rotated=True)])
def test_a_character_is_as_large_on_paper(style):
    rows, _ = on_paper(Line((Span("█", style), Skip(5), Span("█", style))))
    height = sum(row > 0 for row in rows)
    assert height == Line.of("█", style).height_dots
    span = f"{max(rows):0576b}".rstrip("0")
    assert len(span) == Line((Span("█", style), Skip(5), Span("█", style))).width_dots


def test_a_character_of_the_chinese_font_is_24_dots_wide_in_either_font():
    assert Span("漢a").width_dots == 36
    assert Span("漢a", Style(font=Font.B, width=2)).width_dots == 48 + 18


def test_only_what_changes_within_a_line_is_sent():
    line = Line((Span("a", BOLD), Span("b"), Span("c", Style(underline=1))))
    assert sent(line) == b"\x1bE\x01a\x1bE\x00b\x1b-\x01c\n\x1b-\x00"


def test_white_goes_as_blanks_where_they_are_no_longer_than_a_position():
    assert sent(Line((Span("a"), Skip(48), Span("b")))) == b"a    b\n"
    assert sent(Line((Span("a"), Skip(60), Span("b")))) == b"a\x1b$\x48\x00b\n"
    assert sent(Line((Span("a"), Skip(13), Span("b")))) == b"a\x1b$\x19\x00b\n"


def test_white_beside_underlined_text_stays_white():
    style = Style(underline=1)
    assert sent(Line((Span("a", style), Skip(12), Span("b", style)))) == b"\x1b-\x01a\x1b$\x18\x00b\n\x1b-\x00"


def test_white_at_the_end_is_not_sent():
    assert sent(Line((Span("a  "), Skip(13), Skip(12))), Line((Skip(30),))) == b"a\n\n"


def test_a_line_with_positions_stands_where_it_should_without_the_printers_alignment():
    for alignment, left in ((Alignment.CENTER, 266), (Alignment.RIGHT, 532)):
        line = Line((Span("a"), Skip(20), Span("b")), alignment)
        assert (
            sent(line) == b"\x1b$" + left.to_bytes(2, "little") + b"a\x1b$" + (left + 32).to_bytes(2, "little") + b"b\n"
        )


def test_dots_stand_on_the_rows_of_the_characters_beside_them():
    rows, ticket = on_paper(Line((Span("█"), Dots(12, BOX, "▯"), Span("█"))))
    expected = [0xFFF << 24 | row << 12 | 0xFFF for row in BOX]
    assert [row >> 540 for row in rows[:24]] == expected
    assert ticket.text.strip()[0] == "█"


def test_dots_stand_on_the_baseline_of_larger_characters():
    rows, _ = on_paper(Line((Span("█", Style(height=2)), Dots(12, BOX))))
    box = [row >> 552 & 0xFFF for row in rows[:48]]
    assert tuple(box[19:43]) == BOX
    assert not any(box[:19])


def test_white_columns_within_dots_are_not_sent():
    dots = Dots(100, (1 << 99 | 1,) * 24)
    assert sent(Line((dots,))) == b"\x1b*\x21\x01\x00\xff\xff\xff\x1b$\x63\x00\x1b*\x21\x01\x00\xff\xff\xff\n"
    assert sent(Line((Dots(8, (0,) * 24),))) == b"\n"


def test_no_real_time_command_stands_in_dots():
    column = 0x10_04_00
    dots = Dots(1, tuple(column >> (23 - row) & 1 for row in range(24)))
    assert sent(Line((dots,))) == b"\x1b*\x21\x01\x00\x30\x04\x00\n"


def test_tall_dots_come_out_whole_beside_text_of_one_height():
    tall = Dots(20, (0xFFFFF, *(0x80001,) * 58, 0xFFFFF))
    for alignment, left in ((Alignment.LEFT, 0), (Alignment.CENTER, 272), (Alignment.RIGHT, 544)):
        rows, _ = on_paper(Line((Span("█"), tall), alignment))
        shift = 576 - left - 32
        assert tuple(row >> shift & 0xFFFFF for row in rows[:60]) == tall.rows
        assert [row >> shift + 20 for row in rows[:60]] == [0] * 36 + [0xFFF] * 24


def test_tall_dots_hold_no_real_time_command_either():
    tall = Dots(16, (0x1004,) * 30)
    assert b"\x10\x04" not in sent(Line((tall,)))


@pytest.mark.parametrize(
    "build",
    [
        lambda: Line((Span("a", Style(upside_down=True)), Span("b"))),
        lambda: Dots(1, (0,) * 23),
        lambda: Dots(0, (0,) * 24),
        lambda: Dots(2, (4,) * 24),
        lambda: Skip(-1),
        lambda: Span("a\nb"),
    ],
)
def test_what_cannot_be_printed_is_no_line(build):
    with pytest.raises(DocumentError):
        build()


def test_a_line_reads_with_its_white_as_blanks():
    line = Line((Span("a"), Skip(60), Dots(12, BOX, "☺"), Skip(3), Span("b")))
    assert line.text == "a     ☺b"


def test_line_spacing_is_sent_when_it_changes_and_ends_as_it_began():
    lines = [Line((Span("a"),), spacing_dots=24), Line((Span("b"),), spacing_dots=24), Line((Span("c"),))]
    assert sent(*lines) == b"a\x1b3\x18\nb\nc\x1b2\n"
    assert sent(lines[0]) == b"a\x1b3\x18\n\x1b2"


def test_a_long_rule_goes_out_in_wide_characters_and_with_the_same_dots():
    for text in ("─" * 48, "┌" + "═" * 21 + "┐", "a" + "─" * 16 + "b"):
        rows, ticket = on_paper(Line.of(text))
        plain = VirtualPrinter()
        plain.receive(START + b"\x1bt\x00" + text.encode("cp437") + b"\n")
        plain.tear_off()
        assert ticket.dots == plain.tickets[0].dots
        assert ticket.text == plain.tickets[0].text == text
        assert rows
    assert sent(Line.of("─" * 20)) == b"\x1d!\x70\x1bt\x00\xc4\xc4\x1d!\x00\xc4\xc4\xc4\xc4\n"


def test_styles_are_equal_by_what_they_look_like_and_can_be_looked_up_by_it():
    assert Style(bold=True) == BOLD
    assert hash(Style(bold=True)) == hash(BOLD)
    assert Style(underline=1) != BOLD
    assert {BOLD: "bold"}.get(Style(bold=True, width=2)) is None
    assert BOLD != "bold"
