"""The words for money, dates, columns and codes."""

import datetime
import subprocess
import sys
from decimal import Decimal

import pytest

from ocom809 import Receipt, errors
from ocom809.receipt.markup.text_output import as_text
from ocom809.receipt.templates import document_of
from ocom809.testing import BenchPrinter

MOMENT = datetime.datetime(2026, 11, 26, 14, 5, 9)


def shown(expression, locale=None, **data):
    return as_text(document_of("{{ " + expression + " }}", data, locale=locale).document, 48).strip()


@pytest.mark.parametrize(
    ("expression", "value", "locale", "expected"),
    [
        ("v | money", "4.2", None, "4.20"),
        ("v | money('EUR')", 1234.5, None, "1234.50 EUR"),
        ("v | money('JPY')", 1234, None, "1234 JPY"),
        ("v | money('EUR')", "1234.5", "de_DE", "1.234,50 €"),
        ("v | money('EUR')", "1234.5", "fr-FR", "1 234,50 €"),
        ("v | money('USD')", "-1234.5", "en_US", "-$1,234.50"),
        ("v | money", "1234.5", "de_CH", "1'234.50"),
        ("v | money('INR')", Decimal("1234567"), "en_IN", "₹12,34,567.00"),
        ("v | number", Decimal("0.500"), None, "0.500"),
        ("v | number(1)", "0.25", None, "0.2"),
        ("v | number", "1234.50", "de_DE", "1.234,50"),
        ("v | number(0)", "1234567", "en_IN", "12,34,567"),
        ("v | date", MOMENT, None, "2026-11-26"),
        ("v | date", "2026-11-26", "de_DE", "26.11.2026"),
        ("v | date('long')", "2026-11-26T14:05:09Z", "en_GB", "26 November 2026"),
        ("v | time", MOMENT, None, "14:05"),
        ("v | time", MOMENT.time(), "en_US", "2:05 PM"),
        ("v | time('medium')", MOMENT, None, "14:05:09"),
        ("v | datetime('short')", MOMENT, "de_DE", "26.11.26, 14:05"),
        ("v | datetime('short')", MOMENT.date(), None, "2026-11-26 00:00"),
        ("'<' ~ (v | pad(6, 'right')) ~ '>'", "茶", None, "<    茶>"),
        ("'<' ~ (v | pad(5, 'center')) ~ '>'", "Tea", None, "< Tea >"),
        ("v | round(1)", "2.25", None, "2.2"),
        ("v", None, None, ""),
        ("v", True, None, "true"),
        ("v", MOMENT.date(), None, "2026-11-26"),
    ],
)
def test_a_value_in_the_way_of_its_place(expression, value, locale, expected):
    # Editions of Babel differ in the sign between Swiss thousands.
    assert shown(expression, locale, v=value).replace("\u00a0", " ").replace("\u2019", "'") == expected


def test_the_data_may_name_its_locale():
    assert shown("v | money", v="1234.5", locale_="x") == "1234.50"
    document = document_of("{{ v | money }}", {"v": "1234.5", "locale": "de_DE"})
    assert as_text(document.document, 48).strip() == "1.234,50"


def test_columns_makes_a_row():
    text = as_text(document_of("{width: * 6 10}\n{{ ['T|a', 2, '4.20'] | columns }}", {}).document, 48)
    assert text.splitlines()[0] == "T|a" + " " * 31 + "2" + " " * 9 + "4.20"


def test_codes_are_read_off_the_paper(tmp_path):
    template = "{{ ean | barcode('ean', 3) }}\n{{ text | barcode }}\n{{ link | qr(6) }}\n"
    data = {"ean": "4006381333931", "text": "A;B}|1", "link": "http://a/?x=1;y|2{}"}
    with BenchPrinter(tmp_path) as bench, bench.printer() as printer:
        printer.print(Receipt.from_template(template, data).cut())
        codes = {(code.kind, code.text) for code in bench.last.codes}
    assert codes == {("EAN13", data["ean"]), ("Code128", data["text"]), ("QRCode", data["link"])}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("'x' | money", "'x' is no number"),
        ("'NaN' | number", "no number that fits"),
        ("1 | number(99)", "digits are 0 to 12"),
        ("'soon' | date", "'soon' is no date and time"),
        ("'2026-11-26' | date('tiny')", "'tiny' is not a style"),
        ("'x' | pad(9999)", "pad takes 0 to 256 columns"),
        ("'x' | pad(9, 'middle')", "'middle' is not a side"),
        ("'1' | barcode('code11')", "'code11' is not a kind of barcode"),
        ("'1' | barcode('ean', 9)", "module is 2 to 4"),
        ("'1' | qr(99)", "cell is 3 to 8"),
        ("['a'] | columns(['left', 'right'])", "1 columns have 2 sides"),
        ("[1]", "a list or an object stands where a text"),
    ],
)
def test_what_a_filter_can_not_do_is_told_by_line(expression, said):
    with pytest.raises(errors.DocumentError, match="template, line 2: .*" + said):
        document_of("\n{{ " + expression + " }}", {})


def test_an_unknown_locale_is_refused():
    with pytest.raises(errors.DocumentError, match="there is no locale 'xx_YY'"):
        document_of("a", {}, locale="xx_YY")


@pytest.mark.parametrize(
    ("package", "arguments", "said"),
    [("jinja2", "'a', {}", "templates need the package jinja2"), ("babel", "'a', {}, locale='de'", "package babel")],
)
def test_a_missing_package_is_named(tmp_path, package, arguments, said):
    (tmp_path / f"{package}.py").write_text("raise ImportError('not here')")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from ocom809 import Receipt, errors
try:
    Receipt.from_template({arguments})
except errors.MissingPackage as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert said in done.stdout, done.stderr
    assert "ocom809[templates]" in done.stdout


def test_a_receipt_without_templates_loads_no_jinja():
    code = "import sys; from ocom809 import Receipt; Receipt.from_markup('a'); print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
