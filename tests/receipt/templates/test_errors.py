"""What is wrong with a template or its data: one line that names the place, soon, and nothing sent."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from ocom809 import OCPP809, Receipt, errors
from ocom809.job import prepare
from ocom809.receipt.templates import document_of
from ocom809.receipt.templates.data import from_json


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n{% for a in b %}", "line 2: Unexpected end of template"),
        ("\n{{ a b }}", "line 2: "),
        ("\n{{ 1 | nothing }}", "line 2: No filter named 'nothing'"),
        ("a\n\n{{ shop.nme }}", "line 3: the object has no attribute 'nme'. The data has: shop, items"),
        ("{% if true %}\n{{ nothing }}\n{% endif %}", "line 2: 'nothing' is undefined"),
        ("{% macro m(x) %}\n{{ x.y }}\n{% endmacro %}\n{{ m(shop) }}", "line 2: the object has no attribute 'y'"),
        ("\n{{ 1 / 0 }}", "line 2: division by zero"),
        ("\n{{ shop.name + 1 }}", "line 2: "),
        ("\n{{ 'a'.__class__ }}", "line 2: access to attribute '__class__'"),
        ("\n{{ items.append(1) }}", "line 2: "),
        ("\n{{ '%c' % 65 }}", "line 2: texts have no % here"),
        ("\n{{ '{}'.format(1) }}", "line 2: texts have no format"),
        ("\n{% include '/etc/passwd' %}", "line 2: this template asks for another one, '/etc/passwd'"),
        ("\n{{ self }}", "line 2: a list or an object stands where"),
        ("{% if shop %}" * 3000 + "{% endif %}" * 3000, "nests too deeply"),
        ("{{ [" + "1, " * 30_000 + "] }}", "a template of over 50000 words"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "calls itself without end"),
        ("a\n{% for item in items %}\n-\n{x\n{% endfor %}", "line 4: a '{' that belongs to no property"),
        ("{% for item in items %}{% endfor %}\n\n{code: 12; option: ean}", "line 3: "),
    ],
)
def test_an_error_names_the_line_of_the_template(template, said):
    data = {"shop": {"name": "Corner Shop"}, "items": [1, 2, 3]}
    with pytest.raises(errors.DocumentError) as caught:
        prepare(Receipt([document_of(template, data, name="shop.j2")]), OCPP809)
    assert str(caught.value).startswith("shop.j2")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert ".." not in str(caught.value)


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for a in range(99999) %}{% for b in range(99999) if false %}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_goes_on_for_ever_is_stopped(template):
    begin = time.monotonic()
    with pytest.raises(errors.DocumentError, match=r"was stopped after 0\.2 s"):
        document_of(template, {}, seconds=0.2)
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99) %}xxxx{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='a') %}{% for a in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x='a') %}{% for a in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "{% set ns = namespace(x='a') %}{% for a in range(99) %}{% set ns.x = [ns.x, ns.x] | join %}{% endfor %}",
        "{% set n = namespace(x='aa') %}{% for a in range(99) %}{% set n.x = n.x | replace('a', 'aa') %}{% endfor %}",
        "{{ 'a' * 999999999 }}",
        "{{ 999999999 * [1] }}",
    ],
)
def test_a_template_that_makes_too_much_is_stopped(template):
    with pytest.raises(errors.DocumentError, match="more than any receipt needs"):
        document_of(template, {})


@pytest.mark.parametrize("expression", ["9 ** 9999999", "((9 ** 60) ** 60) ** 60", "10 ** 64 * 10 ** 64 * 10 ** 2000"])
def test_endless_numbers_are_refused(expression):
    with pytest.raises(errors.DocumentError, match="endless number"):
        document_of("{{ " + expression + " }}", {})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([1], "an object with names, not a list"),
        ("x", "an object with names, not a text"),
        (None, "an object with names, not null"),
        ({"a": [{"b": object()}]}, r"something of type object at a\[0\]\.b"),
        ({"a": {1: 2}}, "names something by 1"),
        ({"a": 10**100}, "an endless number at a"),
        ({"a": ["x"] * 100_001}, "more than any receipt needs"),
    ],
)
def test_data_of_the_wrong_shape_is_told(data, said):
    with pytest.raises(errors.DocumentError, match=said):
        document_of("a", data)


def test_data_without_end_is_refused():
    endless = {}
    endless["a"] = endless
    with pytest.raises(errors.DocumentError, match="nests without end"):
        document_of("a", endless)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1, column 2: this is no JSON"),
        ('{\n"a": 1,,}', "line 2, column 8: this is no JSON"),
        ("[1]", "not a list"),
        ("[" * 100_000, "nests too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "endless number"),
    ],
)
def test_json_that_is_none_is_told(text, said):
    with pytest.raises(errors.DocumentError, match=said):
        from_json(text)


def test_amounts_of_json_keep_their_digits():
    assert str(from_json('{"a": 0.1000000000000000000001}')["a"]) == "0.1000000000000000000001"


def test_what_the_data_names_comes_before_what_python_names_so():
    assert document_of("{{ order.items }}", {"order": {"items": "Tea"}}).document.lines[0].columns[0].lines[0][0].text


def test_a_file_is_called_by_its_name(tmp_path):
    path = tmp_path / "shop.receipt.j2"
    path.write_text("Tea\n{{ nothing }}", encoding="utf-8")
    with pytest.raises(errors.DocumentError, match=r"^shop\.receipt\.j2, line 2: "):
        Receipt.from_template(path, {})


@pytest.mark.parametrize("source", [Path("nowhere.j2"), 7, b"Tea"])
def test_no_template_is_told(source):
    with pytest.raises(errors.DocumentError):
        Receipt.from_template(source, {})


def test_data_may_be_a_json_text():
    assert Receipt.from_template("{{ shop }}", '{"shop": "Tea"}').elements


def test_a_code_that_is_wider_than_the_paper_is_told_by_the_templates_line():
    template = "{% for a in [1, 2] %}\nTea\n{% endfor %}\n{{ data | barcode('code128', 4) }}"
    with pytest.raises(errors.DocumentError, match="template, line 4: this CODE128 is"):
        prepare(Receipt.from_template(template, {"data": "Z" * 60}), OCPP809)


LONG = "{% set s = 'a b' * 200000 %}"
NESTED = "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
TWICE = "{% set ns = namespace(l=1) %}{% for i in range(60) %}{% set ns.l = ? %}{% endfor %}"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (LONG + "{{ ([s] * 9000) | sort | length }}", "a list of more than any receipt needs"),
        (LONG + "{{ [s, s, s] | map('title') | join | length }}", "over 1000000 characters"),
        ("{{ range(99999) | map('pad', 250) | list | length }}", "more text on the way than any receipt needs"),
        (NESTED + "{{ ns.l == ns.l }}", "a list of more than any receipt needs"),
        (TWICE.replace("?", "(ns.l, ns.l)"), "a list of more than any receipt needs"),
        (TWICE.replace("?", "{'a': ns.l, 'b': ns.l}"), "a list of more than any receipt needs"),
        (TWICE.replace("?", "dict(a=ns.l, b=ns.l)"), "a list of more than any receipt needs"),
        (TWICE.replace("?", "[ns.l] * 2"), "a list of more than any receipt needs"),
        ("{% set a = range(99999) | list %}{{ ([a] * 900) | sum(start=[]) | length }}", "a list of more than any"),
        ("{{ (x ** 64) ** 64 }}{{ ((x ** 64) ** 64) | int }}", "an endless number"),
    ],
)
def test_what_takes_for_ever_without_a_loop_is_refused_as_well(template, said):
    with pytest.raises(errors.DocumentError, match=f"template, line 1: the template .*{said}"):
        document_of(template, {"x": Decimal("1e60")})


def test_a_filter_that_is_mapped_is_stopped_in_time():
    template = "{% set s = 'a b ' * 4000 %}{{ ([s] * 900) | map('wordcount') | sum }}"
    with pytest.raises(errors.DocumentError, match="stopped after 0.01 s"):
        document_of(template, {}, seconds=0.01)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999999", "1e-99999999", "1e65"])
def test_a_number_that_nobody_writes_down_is_refused_with_its_place(number):
    with pytest.raises(errors.DocumentError, match="the data holds the number .* at items\\[1\\].sum"):
        from_json('{"items": [{}, {"sum": ' + number + "}]}")


def test_lists_and_sums_of_sensible_size_work():
    data = {"items": [{"sum": Decimal("4.20")}, {"sum": Decimal("0.80")}]}
    template = (
        "{{ items | sum(attribute='sum') }} {{ [1, 2] | sum }} {{ (1, 'b')[1] }} {{ {'a': 7}.a }} {{ '12' | int + 1 }}"
    )
    [line] = document_of(template, data).document.lines
    assert line.columns[0].lines[0][0].text == "5.00 3 b 7 13"
