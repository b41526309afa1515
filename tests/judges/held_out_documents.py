"""Documents in the markup that were written by hand: one for each thing that authors do, and do wrong."""

from __future__ import annotations

from tests.judges.receiptline import Question

DOCUMENTS = {
    "bakery": Question(
        "^^^Bäckerei Kröger\n"
        "Lindenallee 4, 24103 Kiel\n"
        "-\n"
        "{width: * 3 8}\n"
        "Roggenbrot 750 g | 1| 3,90\n"
        "Laugenbrezel | 4| 3,60\n"
        "-\n"
        "{width: auto}\n"
        "^SUMME | ^7,50\n"
        "Es bediente Sie: Frau Ahlers\n"
        "=\n"
    ),
    "kitchen order": Question(
        "^^^^TABLE 9\n"
        "{width: 4 *}\n"
        "^^^2x|^^^Burger\n"
        "    |no onion\n"
        '    |"extra" cheese\n'
        "^^^1x|^^^Soup\n"
        "-\n"
        "`~ALLERGY: NUTS~`\n"
    ),
    "table in lines": Question(
        "{width: 6 * 9; border: line}\n"
        "No.|Item|Price\n"
        "-\n"
        "1|Tea|4.20|\n"
        "2|Cake with a long name that wraps|6.80|\n"
        "-\n"
        "||11.00\n"
        "{border: space}\n"
    ),
    "lines in lines": Question(
        "{border: line; width: 5 5 5}\na|b|c\n-\na|b\n-\na|b|c|d\n-\n-\nz\n{border: none}\nend\n"
    ),
    "line joins of two widths": Question(
        "{border:line;width:10 10 10}\na|b|c\n-\n{width:5 5 20}\nd|e|f\n-\n{width:32}\ng\n"
    ),
    "line align": Question("{border:line;width:8 8;align:left}\na|b\n-\n{align:right}\nc|d\n-\n{align:center}\ne|f\n"),
    "cut in a table": Question("{border:line;width:8 8}\na|b\n=\nc|d\n"),
    "rule narrow": Question(
        "{width: 20; align: right}\nabc\n-\n{width: 5 5; border: 2}\n-\n{width: 0 5}\n-\n{width: *}\n-\n"
    ),
    "hidden columns": Question("{width: 0 10 0 *}\na|b|c|d\n{width: 10 0}\na|b\n{width: 0}\na\n"),
    "more columns than widths": Question("{width: 4 4}\n1|2|3|4|5\n1\n1|2\n"),
    "too wide": Question("{width: 30 30 30}\na|b|c\n{width: 100 *}\na|b\n{width: 48 *}\na|b\n{width: 47 *}\na|b\n"),
    "forty columns": Question(
        "0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9\n"
        "{border: none}\n"
        "0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9\n"
        "{border:line}\n"
        "0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9|0|1|2|3|4|5|6|7|8|9\n"
    ),
    "magnet": Question(
        "a|\n|a\n|a|\n| a |\n| a|\n|a |\na |\n| a\n a | b \n a| b \n a |b \n|a|b\na|b|\n||a\na||\n||\n|||\n|\n"
    ),
    "blanks around pipes": Question("\ta\t|\tb\t\n  a  |  b  \n|  a|b  |\n|\ta|\n"),
    "empty columns": Question("|a||b|\n||||\na|||b\n|~|\n|~a~|\n~|~\n"),
    "looks nested": Question('_a"b`c^d^e`f"g_h\n__""``\n_"`^^^all`"\n|_under | "bold| `inv|\n'),
    "sizes": Question("^1^^2^^^3^^^^4^^^^^5^^^^^^6^^^^^^^7\n^a^ ^^a^^ ^^^a^^^\n^^^^^^^^^^^^a\n^a^^b^c\n"),
    "sizes do not fit": Question("{width: 1 2 3 *}\n^a|^b|^c|d\n^^^^a|^^^^b|^^^^c|^^^^d\n^^^^^^^a|^^^^^^^b|c|d\n"),
    "wrapping by size": Question(
        "^^^A long headline that takes more than one row\n"
        "{width: 10 *}\n"
        "^wide words wrap|^^high words wrap as well, and the row is high\n"
    ),
    "nowrap": Question(
        "{text: nowrap; width: 8 8}\n123456789|123456789\n^12345|^^12345\na\\nb|c\\nd\n{text: wrap}\na\\nb|c\\nd\n"
    ),
    "line breaks": Question(
        "a\\nb\n|a\\n\\nb|\n\\n\n\\n\\n\n|\\na|b\\n|\n|a\\n|b\\nc\\nd|e\n{width: 3 3}\n123\\n456|12345\\n6\n"
    ),
    "escapes": Question(
        '\\\\ \\| \\{ \\} \\- \\= \\~ \\_ \\" \\` \\^\n'
        "\\x41\\x42 \\xe9 \\x7c \\x7b\n"
        "\\-\n"
        "\\-\\-\n"
        "\\=\n"
        "\\=\\=\\=\n"
        "\\x2d\n"
        "\\x3d\n"
    ),
    "broken escapes": Question("\\a\\b\\q x\n\\x\\x4\\xg1 y\n\\\na\\\n\\|\\\n\\x4\\x41\n\\\\x41\n\\\\\\x41\n"),
    "tildes": Question("~a~\n|~a\na~|\n~~~~\n\\~a\\~\n`~~x~~`|\n_~~~_|\n"),
    "controls": Question("a\x07b\x1bc\x7fd\n\\x07\\x1b\\x7fe\na\tb\n"),
    "rules": Question("-\n--\n---------------\n |-|\n|-\n-|\n| - |\n- -\n-=\n=-\n-a\n"),
    "cuts": Question("a\n=\nb\n===\n|=|\n= =\n=\n=\n"),
    "property places": Question("|{width: 10}\na\n{width: 12}|\nb\n|{width: 14}|\nc\n | {width: 16} | \nd\n"),
    "property spelling": Question(
        "{ width : 10 ; align : left }\na\n{width:10;align:right;}\nb\n{;width:20;;}\nc\n{WIDTH:5}\nd\n{Width:5}\ne\n"
    ),
    "property values": Question(
        "{width:5,5,5}\n"
        "a|b|c\n"
        "{width:5 ,5}\n"
        "a|b\n"
        "{width:5, 5}\n"
        "a|b\n"
        "{width:  5   5}\n"
        "a|b\n"
        "{width:5\t5}\n"
        "a|b\n"
        "{width: five}\n"
        "a\n"
        "{width: 5.5}\n"
        "a\n"
        "{width: -5}\n"
        "a\n"
    ),
    "property last wins": Question("{width: 10; width: 20}\na\n-\n{w: 5; width: 15}\n-\n{width: 15; w: 5}\n-\n"),
    "border values": Question(
        "{border: 1}\n"
        "a|b\n"
        "{border: 2}\n"
        "a|b\n"
        "{border: 0}\n"
        "a|b\n"
        "{border: 3}\n"
        "a|b\n"
        "{border: LINE}\n"
        "a|b\n"
        "{border: Space}\n"
        "a|b\n"
        "{border: nothing}\n"
        "a|b\n"
        "{b: none}\n"
        "a|b\n"
    ),
    "align values": Question(
        "{width: 9; align: LEFT}\na\n{align: Right}\na\n{align: middle}\na\n{a: left}\na\n{a: center}\na\n"
    ),
    "text values": Question(
        "{width: 3; text: NOWRAP}\nabcdef\n{text: other}\nabcdef\n{t: nowrap}\nabcdef\n{t: wrap}\nabcdef\n"
    ),
    "settings hold on": Question(
        "{width: 6 6}\na|b\n\nc|d\n{align: left}\ne|f\n{width: auto}\ng|h\n{align: right}\ni|j\n{width: 3}\nk\n"
    ),
    "comments": Question("{comment: nothing to see}\na\n{_: nor here; width: 9}\nb\n{comment: a \\; b \\} c}\nc\n"),
    "options and codes": Question(
        "{code: 4006381333931; option: ean, 2, 60, hri}\n"
        "|{code: 123456; option: itf}\n"
        "{code: TEXT; option: qrcode, 4, h}|\n"
        "after\n"
    ),
    "codes in a table": Question(
        "{border: line; width: 10 10}\na|b\n{code: 12345678; option: ean}\nc|d\n-\n{code: 12345678; option: jan}\ne|f\n"
    ),
    "command": Question("{command: \\x1bp\\x00\\x32\\x32}\na\n{x: abc}\nb\n"),
    "accents": Question("Ünïcödé | ñandú\n^É | ^^Ø\nŽluťoučký kůň|£ € ¥ §\n"),
    "long words": Question(
        "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfung\n"
        "{width: 10 10}\n"
        "Donaudampfschiff|Kapitän\n"
        "|Donaudampfschiff |Kapitänspatent|\n"
    ),
    "centred halves": Question("{width: 5 6 7}\n a | a | a \n ab | ab | ab \n ^a | ^a | ^a \n^^^^a|^^^^a|^^^^a\n"),
    "narrow paper": Question(("{width: * 6}\nTea and a very long name | 4.20\n-\n^TOTAL | ^4.20\n"), columns=24),
    "32 columns": Question(
        (
            "{width: * 4 8; border: line}\n"
            "Item|Qty|Price\n"
            "-\n"
            "Tea, pot|2| 8.40\n"
            "-\n"
            "{width: 10 12; align: right}\n"
            "TOTAL|8.40\n"
        ),
        columns=32,
    ),
    "42 columns": Question(("^^^Shop\n|left|right|\n{width: 13 13 13}\na|b|c\n{border:line}\na|b|c\n"), columns=42),
    "64 columns": Question(("^^^Shop\nleft | right\n{width: 20 20 20}\na|b|c\n-\n"), columns=64),
    "8 columns": Question(("^^^Shop\na|b|c|d|e\n{width: 5 5}\na|b\n{border: line}\na|b|c|d|e\n"), columns=8),
    "crlf": Question("a|b\r\n-\r\n{width: 5}\r\nc\r\n\r\nd"),
    "cr": Question("a\rb\r\rc\r-\r"),
    "no end of line": Question("last"),
    "only blanks": Question("   \n\t\n\n \t \n"),
    "bom": Question("{width: 5 5}\na|b"),
    "line and space": Question("{border: line}\n\n|\n||\n-\n\n{border: space}\n-\n"),
    "line opened twice": Question(
        "{border: line; width: 4 4}\n"
        "a|b\n"
        "{border: line; width: 8 8}\n"
        "c|d\n"
        "{border: space}\n"
        "{border: line}\n"
        "e|f\n"
        "{border: 1}\n"
    ),
    "line then rule at once": Question("{border: line; width: 4 4}\n-\n-\na|b\n-\n{border: space}\n-\n"),
    "high cells in lines": Question("{border: line; width: * 9}\n^^Tea|^4.20\n^^^^a|b\n^^^a\\n^b|c\n"),
    "chinese": Question(
        (
            "{width: * 4 8}\n"
            "绿茶 250克|2| 38.00\n"
            "红烧牛肉面（大份）加蛋 | 1| 32.00\n"
            "-\n"
            "^合计 | ^70.00\n"
            "谢谢惠顾，欢迎下次光临！\n"
        ),
        encoding="gb18030",
    ),
    "japanese": Question(
        (
            "^^^喫茶ひだまり\n"
            "{width: * 6 8}\n"
            "ブレンドコーヒー | 2| 900\n"
            "ﾊﾝｶｸ ｶﾅ | 1| 50\n"
            "-\n"
            "^合計 | ^950\n"
            "領収書、ありがとう。\n"
        ),
        encoding="cp932",
    ),
    "wide characters at edges": Question(
        ("{width: 5 6 7}\n日本語文字|日本語文字|日本語文字\n^日本|^^日本|^^^日本\n{width: 1 3}\n日|日本\n"),
        encoding="gb18030",
    ),
    "wide in lines": Question(
        ("{width: 6 * 9; border: line}\n品名|説明|値段\n-\n茶|とても美味しいお茶です、どうぞ|420\n"),
        columns=40,
        encoding="cp932",
    ),
    "parking": Question(
        "^^^PARKING\n"
        "{width: 14 *; align: left}\n"
        '"Entry" |2026-11-26 08:14\n'
        '"Exit" |2026-11-26 17:02\n'
        "{width: auto}\n"
        "-\n"
        "|^^8 h 48 min\n"
        " ^^^17.60 EUR|\n"
        "{code: PARK0815; option: code39, 2, 48}\n"
    ),
    "voucher": Question(
        "{border: line; width: 30}\n"
        "^^VOUCHER\n"
        "25.00\n"
        "{border: space; width: auto}\n"
        "|Valid until 31 December|\n"
        "{code: V-2026-0815; option: code128, 2, 72, hri}\n"
        "=\n"
    ),
    "split bill": Question(
        "{width: * 10}\nGuest 1 of 3\\nTea | 2.80\n-\nGuest 2 of 3\\nCake | 3.40\n=\n^^^Guest 3| ^6.20\n\n\n=\n"
    ),
    "tax table": Question(
        "{width: 8 10 10 10; border: line; align: right}\n"
        "Rate|Net|Tax|Gross\n"
        "-\n"
        "7 %| 10.00| 0.70| 10.70\n"
        "19 %| 100.00| 19.00| 119.00\n"
        "-\n"
        "| 110.00| 19.70| 129.70\n"
    ),
    "stray braces": Question("a{b\n}\n{\n{a\na}\n{width: 5} x\n{width: 5}{width: 6}\n{{width: 5}}\n-\nfine\n"),
    "beside columns": Question("{width: 9}|b\na|{width: 9}\n-\n{width: 9}|\n-\n"),
    "members without colon": Question("{width 9}\na\n{width: 7; b}\n-\n{: 5}\nb\n{}\nc\n{ }\nd\n"),
}
