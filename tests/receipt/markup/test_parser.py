"""From the source to lines: columns, looks, escapes, properties, and what is said of mistakes."""

import pytest

from ocom809.commands import Alignment
from ocom809.errors import DocumentError
from ocom809.receipt.markup import parse
from ocom809.receipt.markup.values import (
    SHARED,
    Border,
    CodeOption,
    CutLine,
    Fragment,
    Look,
    PropertyLine,
    RuleLine,
    TextLine,
    Value,
)


def only(text):
    [line] = parse(text).lines
    return line


def fragments(text):
    [column] = only(text).columns
    return column.lines


def settings(text):
    return only(text).settings


def remarks(text):
    return [str(remark) for remark in parse(text).remarks]


@pytest.mark.parametrize(
    ("source", "alignments"),
    [
        ("a", "C"),
        ("|a", "L"),
        ("a|", "R"),
        ("|a|", "C"),
        ("| a |", "C"),
        ("|a |", "L"),
        ("| a|", "R"),
        ("  | a  ", "R"),
        ("a | b", "LR"),
        ("a| b", "RR"),
        ("a |b", "LL"),
        ("|a |b| c", "LCR"),
        ("a|b|", "RC"),
        ("|", "C"),
        ("||", "C"),
        ("|||", "CC"),
    ],
)
def test_a_column_is_drawn_to_the_pipes_that_it_touches(source, alignments):
    letters = {Alignment.LEFT: "L", Alignment.CENTER: "C", Alignment.RIGHT: "R"}
    assert "".join(letters[column.alignment] for column in only(source).columns) == alignments


def test_signs_switch_looks_on_and_off_again():
    assert fragments('a_b"c_d`e"f') == (
        (
            Fragment("a"),
            Fragment("b", Look(underline=True)),
            Fragment("c", Look(underline=True, bold=True)),
            Fragment("d", Look(bold=True)),
            Fragment("e", Look(bold=True, invert=True)),
            Fragment("f", Look(invert=True)),
        ),
    )


@pytest.mark.parametrize(
    ("carets", "size"), [(1, (2, 1)), (2, (1, 2)), (3, (2, 2)), (4, (3, 3)), (7, (6, 6)), (9, (6, 6))]
)
def test_carets_choose_a_size_and_the_same_ones_end_it(carets, size):
    [[big, usual]] = fragments("^" * carets + "a" + "^" * carets + "b")
    assert (big.look.width, big.look.height) == size
    assert (usual.look.width, usual.look.height) == (1, 1)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"a\|b", "a|b"),
        (r"\{a\}", "{a}"),
        (r"\\", "\\"),
        (r"\\n", r"\n"),
        (r"\-", "-"),
        (r"\===", "==="),
        (r"\~\_\"\`\^", '~_"`^'),
        ("a~b", "a b"),
        (r"\x41\x7e\xe9", "A~é"),
        (r"a\qb\\", "ab\\"),
        (r"a\x4", "a"),
        (r"a\xzzb", "ab"),
        (r"a\x1b@\x7fb", "a@b"),
        ("a\tb\x07", "ab"),
        ("e\u0301", "é"),
    ],
)
def test_escapes_stand_for_characters(source, text):
    assert fragments(source) == ((Fragment(text),),)


def test_a_line_can_be_broken_by_hand():
    assert fragments(r"a\n\nb") == ((Fragment("a"),), (), (Fragment("b"),))


def test_hyphens_alone_are_a_rule_and_equals_signs_alone_a_cut():
    kinds = [type(line) for line in parse("-\n---\n|-|\n=\n===\n-=\n- | -\n\n").lines]
    assert kinds == [RuleLine] * 3 + [CutLine] * 2 + [TextLine] * 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_end_as_they_do_on_any_system(end):
    assert [line.number for line in parse(f"\ufeffa{end}b{end}").lines] == [1, 2, 3]


def test_a_property_sets_what_holds_from_there_on():
    lines = parse(
        "{width: 10, *; border: line; align: left; text: nowrap}\na\n{w: auto; b: 2; a: right; t: wrap}"
    ).lines
    first, text, last = (line.settings for line in lines)
    assert first is text
    assert (first.widths, first.border, first.alignment, first.wraps) == (
        (10, 0, SHARED),
        Border.LINE,
        Alignment.LEFT,
        False,
    )
    assert (last.widths, last.border, last.alignment, last.wraps) == ((), Border.TWO, Alignment.RIGHT, True)
    assert [line.ruled for line in lines if isinstance(line, PropertyLine)] == [True, False]


def test_options_of_codes_may_stand_in_any_order():
    assert settings("{option: q 5 qrcode}").option == CodeOption("qrcode", cell_dots=5, level="q")
    assert settings("{o: hri,ean, 100, 4}").option == CodeOption(
        "ean", module_dots=4, height_dots=100, readable=True, cell_dots=4
    )
    assert settings("{o: hri}").option == CodeOption(readable=True)


def test_a_value_has_escapes_of_its_own():
    [code] = only(r"{ code : a\;b\x7c\nc:d\q }|").values
    assert code == Value("code", "a;b|\nc:d", 3)


def test_a_property_stands_where_its_pipes_draw_it():
    assert [line.alignment for line in parse("{c:1}\n|{c:1}\n{c:1}|").lines] == [
        Alignment.CENTER,
        Alignment.LEFT,
        Alignment.RIGHT,
    ]


def test_of_several_members_with_one_key_the_last_counts():
    assert only("{c: 1; code: 2}").values == (Value("code", "2", 8),)


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        ("a\n  b } c", "line 2, column 5: a '}' that belongs to no property"),
        (r"\{{a", "line 1, column 3: a '{' that belongs to no property"),
        ("a | {width: 10}", "line 1, column 5: a property needs a line of its own, without further columns"),
        ("{align}", "line 1, column 2: this is no key: value"),
        ("{w: 1; : 2}", "line 1, column 8: this is no key: value"),
        ("a\n{" + ";" * 1001 + "}", "line 2, column 1: a property of over 1000 members is refused"),
        ("{w: " + "1 " * 300 + "}", "line 1, column 2: over 256 widths are refused"),
        ("{w: 9; Width: 10}", "line 1, column 8: there is no property 'Width'"),
    ],
)
def test_what_is_no_markup_is_refused_by_its_place(source, remark):
    document = parse(source)
    assert [str(found) for found in document.remarks if found.refused] == [remark]


@pytest.mark.parametrize(
    ("source", "remark"),
    [
        ("{a: middle}", "line 1, column 2: align has no 'middle', so the usual one counts"),
        ("a\n{w:*; b: 3}", "line 2, column 7: border has no '3', so the usual one counts"),
        ("{w: 3, *}", "line 1, column 2: width '' hides its column"),
        ("{o: ean13}", "line 1, column 2: option has no 'ean13', so it counts for nothing"),
    ],
)
def test_what_the_language_passes_over_is_remarked(source, remark):
    assert remarks(source) == [remark]
    assert not any(found.refused for found in parse(source).remarks)


@pytest.mark.parametrize(
    ("key", "hint"), [("widht", "Was width meant?"), ("Align", "Was align meant?"), ("q9", "There are alarm, align, ")]
)
def test_a_key_that_does_not_exist_is_told_with_what_may_have_been_meant(key, hint):
    (remark,) = parse("{" + key + ": 1}").remarks
    assert remark.hint.startswith(hint)


def test_a_file_that_is_no_markup_at_all_is_told_by_a_few_remarks():
    assert len(parse("}\n" * 1000).remarks) == 100
    assert any(found.refused for found in parse("{q: 1}\n" * 1000 + "}").remarks)


@pytest.mark.parametrize(
    "text", ["x" * 8_000_001, "\n" * 20_000, "x" * 200_001, "|" * 1002, "\n".join(["x" * 999] * 201), b"text", None]
)
def test_what_no_receipt_needs_is_refused(text):
    with pytest.raises(DocumentError):
        parse(text)
