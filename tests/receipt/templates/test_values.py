"""A value is only ever text: no sign in it starts a column, a property, a look or a line."""

import sys
import unicodedata

import pytest

from ocom809 import Receipt
from ocom809.receipt.markup import parse
from ocom809.receipt.markup.values import PropertyLine, TextLine
from ocom809.receipt.templates import document_of
from ocom809.testing import BenchPrinter

HOSTILE = (
    "a|b", "|a", "a|", "{command: x}", "{", "}", "a;b", "-", "--", "=", "==", "^^a", "_a_", '"a"', "`a`", "~", "\\",
    "\\n", "\\x7c", "\\|", " a", "a ", " a ", "a\tb", "{{ x }}", "{% x %}", "\u1fef", "\u037e", "\u0338",
    "x; code: 1}", "\U0010ff7c", "\U00100001", "&lt;<b>&amp;",
)  # fmt: skip


def lines_of(template, **data):
    return document_of(template, data).document.lines


def text_of(column):
    return ["".join(fragment.text for fragment in line) for line in column.lines]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_within_its_column_as_it_is(value):
    (line,) = lines_of("|a {{ value }}|b |", value=value)
    assert isinstance(line, TextLine)
    shown = unicodedata.normalize("NFC", value).replace("\t", " ")
    shown = shown.replace("\U0010ff7c", "\ufffd").replace("\U00100001", "\ufffd")
    assert [text_of(column) for column in line.columns] == [[f"a {shown}"], ["b"]]
    assert {fragment.look for fragment in line.columns[0].lines[0]} == {parse("a").lines[0].columns[0].lines[0][0].look}


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_alone_on_its_line_is_text_too(value):
    (line,) = lines_of("{{ value }}", value=value)
    assert isinstance(line, TextLine)
    assert len(line.columns) == 1


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_within_a_property_stays_its_value(value):
    (line,) = lines_of("{_: {{ value }}.}", value=value)
    assert isinstance(line, PropertyLine)
    assert [member.key for member in line.values] == ["comment"]


def test_every_character_of_unicode_stays_text():
    for start in range(0x20, sys.maxunicode, 4096):
        codes = [code for code in range(start, start + 4096) if not 0xD800 <= code < 0xE000 and code < 0x100000]
        value = "".join(f"x{chr(code)}" for code in codes if unicodedata.combining(chr(code)) == 0)
        (line,) = lines_of("{{ value }}", value=value)
        assert len(line.columns) == 1
        lines = value.replace("\x7f", "\u2421").replace("\u2028", "\n").replace("\u2029", "\n")
        expected = unicodedata.normalize("NFC", lines)
        assert "\n".join(text_of(line.columns[0])) == expected


def test_line_ends_in_a_value_stay_within_its_column():
    (line,) = lines_of("{{ value }} | b", value="one\r\ntwo\nthree\rfour\u2028five")
    assert text_of(line.columns[0]) == ["one", "two", "three", "four", "five"]


def test_controls_in_a_value_are_shown_by_their_pictures():
    (line,) = lines_of("{{ value }}", value="a\x1bb\0c\x7f")
    assert text_of(line.columns[0]) == ["a␛b␀c␡"]


@pytest.mark.parametrize(
    "way",
    ["{{ m(v) }}", "{{ m(v) ~ v }}", "{{ [v, v] | join('|') }}", "{% set x %}{{ v }}{% endset %}{{ x ~ x }}",
     "{{ v | replace('a', '|') | upper }}", "{{ v + '|' }}", "{{ [v, v] | map('upper') | join }}",
     "{{ v | pad(20) }}", "{{ '|' }}"],
)  # fmt: skip
def test_a_value_stays_text_whatever_way_it_takes(way):
    (line,) = lines_of("{% macro m(x) %}^{{ x }}{% endmacro %}" + way, v="a|b{c}")
    assert len(line.columns) == 1


def test_what_the_author_writes_in_a_macro_is_markup():
    (line,) = lines_of("{% macro m(x) %}|{{ x }} | b|{% endmacro %}{{ m('|') }}")
    assert [text_of(column) for column in line.columns] == [["|"], ["b"]]


def test_on_paper_hostile_values_are_seen_and_nothing_happens(tmp_path):
    value = "{drawer: 2}\x1bp\0\x19\x19\x10\x14\1\0\1\x1dV\0 =\n=\n"
    with BenchPrinter(tmp_path) as bench, bench.printer() as printer:
        printer.print(Receipt.from_template("{{ value }}\n", {"value": value}).cut())
        assert bench.drawer_kicks == ()
        assert len(bench.receipts) == 1
        assert "{drawer: 2}" in bench.last
