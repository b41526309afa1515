"""Templates with their data on the command line."""

import io
import json
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def shop(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("shop.receipt.j2").write_text("^{{ shop }}\n{{ total | money('EUR') }}\n", encoding="utf-8")
    Path("sale.json").write_text(json.dumps({"shop": "Corner|Shop", "total": 1234.5}), encoding="utf-8")
    return tmp_path


def test_a_template_is_printed_with_its_data(ocom809):
    captured = f"file:///{Path('out.bin').absolute().as_posix().lstrip('/')}"
    assert ocom809("print", "shop.receipt.j2", "--data", "sale.json", "--device", captured).code == 0
    assert b"Corner|Shop" in Path("out.bin").read_bytes()
    assert Path("out.bin").read_bytes().count(b"\x1dV") == 1


def test_a_template_is_previewed_in_the_way_of_a_country(ocom809):
    words = ("preview", "shop.receipt.j2", "--data", "sale.json", "--locale", "de_DE", "-o", "out.txt")
    assert ocom809(*words).code == 0
    assert "1.234,50 €" in Path("out.txt").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_data_may_come_by_standard_input(ocom809, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("sale.json").read_bytes())))
    assert ocom809("preview", "shop.receipt.j2", "--data", "-", "-o", "out.png").code == 0
    assert Path("out.png").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shop.receipt.j2",), "a template needs data"),
        (("sale.json", "--data", "sale.json"), "only templates take data"),
        (("-", "--as", "template", "--data", "-"), "cannot both come from one place"),
        (("shop.receipt.j2", "--data", "bad.json"), "bad.json: line 1, column 2: this is no JSON"),
        (("shop.receipt.j2", "--data", "none.json"), "none.json: No such file"),
        (("shop.receipt.j2", "--data", "less.json"), "shop.receipt.j2, line 2: 'total' is undefined"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_written(ocom809, words, said):
    Path("bad.json").write_text("{", encoding="utf-8")
    Path("less.json").write_text('{"shop": "Tea"}', encoding="utf-8")
    done = ocom809("preview", *words, "-o", "out.png")
    assert done.code != 0
    assert said in done.err
    assert not Path("out.png").exists()
