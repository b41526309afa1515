"""Documents in the markup by the thousand: what authors write, what they mistype, and what nobody would write."""

from __future__ import annotations

import random

from tests.judges.receiptline import Question

LATIN = "abc XYZ 019 .,:;!?/()+*#%&$@<>'éüñß€£Żå"
CHINESE = "abc XYZ 019 .,:()+*#%&$茶绿合计收据，：、（）×□℃①"
JAPANESE = "abc XYZ 019 .,:()+*#%&$茶合計領収証ビールｻｰﾋﾞｽ、（）×□℃①"
WAYS = ((LATIN, "multilingual"), (LATIN, "cp437"), (CHINESE, "gb18030"), (JAPANESE, "cp932"))
SIGNS = ("_", '"', "`", "^", "^^", "^^^", "^^^^", "^^^^^^^^", "~", r"\n", r"\|", r"\{", r"\}", r"\^", r"\~", r"\_")
ODD_SIGNS = (r"\-", r"\=", r"\q", r"\x41", r"\x7c", r"\x1b", r"\x4", r"\xzz", "\t", "\x07", "\\", "-", "=", "|", "{")
BLANKS = ("", "", " ", "  ", "\t")
KINDS = ("upc", "ean", "jan", "code39", "itf", "codabar", "nw7", "code93", "code128", "qrcode")
CODE = "12345678"
"""What all barcodes of the documents hold."""
COLUMNS = (48, 48, 48, 42, 32, 64, 24)


def question(seed: int) -> Question:
    """The document of this number."""
    chance = random.Random(seed)
    letters, encoding = chance.choice(WAYS)
    document = "\n".join(_line(chance, letters) for _ in range(chance.randint(1, 14)))
    if letters not in LATIN:
        document += "\n茶"  # signs such as □ are wide among wide characters only; for the reference, everywhere
    if encoding == "cp932":
        document = document.replace(r"\\", "")  # which it prints as a yen sign
    return Question(document, chance.choice(COLUMNS), encoding)


def _line(chance: random.Random, letters: str) -> str:
    makers = (_text, _property, _rule, _code, _soup)
    return chance.choices(makers, (60, 22, 12, 4, 4))[0](chance, letters)


def _text(chance: random.Random, letters: str) -> str:
    count = chance.choices((1, 2, 3, 4, 7, 40), (25, 35, 20, 12, 6, 2))[0]
    longest = 60 if count < 4 else 12
    cells = [chance.choice(BLANKS) + _words(chance, letters, longest) + chance.choice(BLANKS) for _ in range(count)]
    return chance.choice(("", "|")) + "|".join(cells) + chance.choice(("", "|"))


def _words(chance: random.Random, letters: str, longest: int) -> str:
    words = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        if chance.random() < 0.3:
            words.append(chance.choice(SIGNS))
        if chance.random() < 0.03:
            words.append(chance.choice(ODD_SIGNS))
        words.append("".join(chance.choices(letters, k=chance.randint(0, longest // 3))))
    return "".join(words)


def _property(chance: random.Random, letters: str) -> str:
    members = [_member(chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    gap = chance.choice(("", " "))
    return "{" + f";{gap}".join(members) + chance.choice(("", ";", " ")) + "}"


def _member(chance: random.Random) -> str:
    key, value = chance.choice((_width, _width, _border, _border, _align, _wrap, _odd))(chance)
    gap = chance.choice(("", " ", "\t"))
    return f"{gap}{key}{gap}:{chance.choice(('', ' '))}{value}"


def _width(chance: random.Random) -> tuple[str, str]:
    between = chance.choice((",", " ", "  ", ", "))
    widths = chance.choices(("*", "*", "0", "1", "2", "5", "10", "12", "17", "48", "300"), k=chance.randint(1, 6))
    value = chance.choices((between.join(widths), "auto", "* auto", "x"), (80, 14, 3, 3))[0]
    return chance.choice(("width", "w")), value


def _border(chance: random.Random) -> tuple[str, str]:
    values = ("line", "space", "none", "0", "1", "2", "3", "LINE", "odd", "02")
    return chance.choice(("border", "b")), chance.choices(values, (40, 15, 15, 6, 6, 6, 3, 3, 3, 3))[0]


def _align(chance: random.Random) -> tuple[str, str]:
    return chance.choice(("align", "a")), chance.choice(("left", "center", "right", "Right", "middle"))


def _wrap(chance: random.Random) -> tuple[str, str]:
    return chance.choice(("text", "t")), chance.choice(("wrap", "nowrap", "NoWrap", "no"))


def _odd(chance: random.Random) -> tuple[str, str]:
    key = chance.choice(("comment", "_", "Width", "unheard_of", "x", "2", "a b"))
    return key, chance.choice(("text", r"a\;b", r"\x41\n", r"\q", "a:b", ""))


def _rule(chance: random.Random, letters: str) -> str:
    return chance.choice(("-", "---", "=", "=====", "|---|", " -- ", "-=", r"\-", "- |", ""))


def _code(chance: random.Random, letters: str) -> str:
    option = ",".join(chance.choices((*KINDS, "2", "3", "4", "48", "hri", "l", "h", "7"), k=3))
    return chance.choice(("{c:%s;o:%s}", "{code:%s; option:%s}|", "| {code:%s; option:%s}")) % (CODE, option)


def _soup(chance: random.Random, letters: str) -> str:
    signs = (*SIGNS, *ODD_SIGNS, *letters, "|", "{", "}", ":", ";", " ", "~", r"\\")
    return "".join(chance.choices(signs, k=chance.randint(0, 50)))
