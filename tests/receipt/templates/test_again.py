"""A template that is rendered again is not read again, and nothing else is different."""

from __future__ import annotations

import pytest

from ocom809.errors import DocumentError
from ocom809.receipt.templates import document, document_of


def rendered(template, data, **options):
    [line] = document_of(template, data, **options).document.lines
    return ["".join(fragment.text for fragment in column.lines[0]) for column in line.columns]


def test_a_template_is_understood_once_for_each_locale():
    template = "{{ name }} | {{ 1234.5 | money }} of its own"
    before = document._compiled.cache_info()
    for name in ("Tea", "Cake", "Pie"):
        assert rendered(template, {"name": name}) == [name, "1234.50 of its own"]
    after = document._compiled.cache_info()

    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)


def test_a_constant_is_written_in_the_ways_of_each_locale():
    template = "{{ 1234.5 | number(2) }}"
    for _ in range(2):
        assert rendered(template, {}) == ["1234.50"]
        assert rendered(template, {}, locale="de_DE") == ["1.234,50"]
        assert rendered(template, {"locale": "en_GB"}) == ["1,234.50"]


def test_values_of_one_rendering_do_not_stay_for_the_next():
    template = (
        "{% set seen = namespace(count=0) %}"
        "{% for x in items %}{% set seen.count = seen.count + x %}{% endfor %}{{ seen.count }}"
    )
    assert [rendered(template, {"items": items}) for items in ([1, 2], [5], [])] == [["3"], ["5"], ["0"]]


def test_errors_name_their_line_each_time():
    template = "Tea\n{{ price }}\n"
    for _ in range(2):
        with pytest.raises(DocumentError, match="template, line 2: 'price' is undefined"):
            document_of(template, {})
        assert len(document_of(template, {"price": 1}).document.lines) >= 2


def test_a_rendering_without_end_is_stopped_each_time():
    template = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
    for _ in range(2):
        with pytest.raises(DocumentError, match="stopped after 0.1 s"):
            document_of(template, {}, seconds=0.1)
