"""Logos in a printer's flash memory: stored seldom, looked at, and used only when certain."""

from __future__ import annotations

import json

import pytest
from PIL import Image

from ocom809 import OCPP809, Printer, Receipt
from ocom809.errors import DocumentError, InputError, NotPrinted, Unknown
from ocom809.logo_record import LogoRecord, default_folder
from ocom809.receipt.drawings import tea_cup
from ocom809.virtual import VirtualPrinter
from ocom809.virtual.device import VirtualDevice


def receipt():
    return Receipt().text("Top").logo("tea", tea_cup()).text("Below").cut()


@pytest.fixture
def shop(tmp_path):
    """Printers of one unit, with the record that this computer keeps of it."""
    opened = []

    def of(unit, profile=OCPP809, name="unit.json", **options):
        printer = Printer(VirtualDevice(unit), profile=profile, logos=tmp_path / name, **options)
        printer.logos.flash_seconds = 0.0
        printer.open()
        opened.append(printer)
        return printer

    yield of
    for printer in opened:
        printer.close()


def last_ticket(unit):
    unit.tear_off()
    return unit.tickets[-1]


def test_a_logo_is_stored_once_and_printed_by_its_number_after_the_power_was_off(shop):
    unit = VirtualPrinter()
    printer = shop(unit)
    printer.print(receipt())
    plain = last_ticket(unit)
    printer.store_logo("tea", tea_cup())
    printer.logos.print_check()
    assert "1. tea:" in last_ticket(unit).text
    printer.logos.note(seen=True)
    unit.power_cycle()
    job = printer.prepare(receipt())
    assert job.total < 40
    printer.print(job)
    short = last_ticket(unit)
    assert short.dots.count(0) == plain.dots.count(0)
    assert short.height_dots == plain.height_dots


def test_nobody_looked_so_the_picture_is_sent(shop):
    printer = shop(VirtualPrinter())
    printer.store_logo("tea", tea_cup())
    assert printer.prepare(receipt()).total > 2900
    printer.logos.note(seen=True)
    assert printer.prepare(receipt()).total < 40
    printer.logos.note(seen=False)
    assert printer.prepare(receipt()).total > 2900


def test_a_profile_that_knows_needs_nobody_to_look(shop):
    printer = shop(VirtualPrinter(), OCPP809.with_facts(stored_images=True))
    printer.store_logo("tea", tea_cup())
    assert printer.prepare(receipt()).total < 40


def test_a_unit_without_fs_p_gets_the_picture(shop):
    unit = VirtualPrinter(personality="unyka")
    printer = shop(unit)
    printer.store_logo("tea", tea_cup())
    printer.logos.print_check()
    assert last_ticket(unit).text.splitlines()[2].startswith("p")
    printer.logos.note(seen=False)
    printer.print(receipt())
    ticket = last_ticket(unit)
    assert ticket.text == "Top\nBelow"
    assert ticket.black_dots > 5000


def test_a_unit_that_is_known_to_keep_nothing_is_not_written_to(shop):
    printer = shop(VirtualPrinter(personality="unyka"), OCPP809.with_facts(stored_images=False))
    with pytest.raises(InputError, match="keeps no pictures"):
        printer.store_logo("tea", tea_cup())
    assert printer.prepare(receipt()).total > 2900


def test_a_second_logo_is_stored_beside_the_first_and_one_of_the_same_key_in_its_place(shop):
    unit = VirtualPrinter()
    printer = shop(unit, OCPP809.with_facts(stored_images=True))
    frame = Image.new("1", (80, 24), 0)
    printer.store_logo("tea", tea_cup())
    printer.store_logo("frame", frame)
    assert [logo.key for logo in printer.logos.kept().logos.logos] == ["tea", "frame"]
    both = Receipt().logo("tea", tea_cup()).logo("frame", frame)
    assert printer.prepare(both).total < 40
    printer.store_logo("tea", frame)
    assert [logo.key for logo in printer.logos.kept().logos.logos] == ["tea", "frame"]
    assert printer.prepare(Receipt().logo("tea", frame)).total < 40
    assert printer.prepare(receipt()).total > 2900


def test_storing_what_is_stored_sends_nothing(shop):
    printer = shop(VirtualPrinter())
    assert printer.store_logo("tea", tea_cup()).total > 2900
    again = printer.store_logo("tea", tea_cup())
    assert again.total == 0
    assert "stored already" in again.why


def test_flash_memory_is_written_ten_times_a_day_and_no_more(shop):
    printer = shop(VirtualPrinter())
    for width in range(8, 88, 8):
        printer.store_logo("bar", Image.new("1", (width, 8), 0))
    with pytest.raises(InputError, match="written 10 times within a day"):
        printer.store_logo("bar", Image.new("1", (96, 8), 0))
    with pytest.raises(InputError, match="written 10 times within a day"):
        printer.logos.clear()
    record = printer.logos.record
    facts = json.loads(record.path.read_text())
    facts["writes"] = [moment - 86_401 for moment in facts["writes"]]
    record.path.write_text(json.dumps(facts))
    assert printer.store_logo("bar", Image.new("1", (96, 8), 0)).total > 0


def test_more_than_the_memory_holds_is_refused_before_anything_is_sent(shop):
    unit = VirtualPrinter()
    printer = shop(unit)
    with pytest.raises(InputError, match="and 32768 are there"):
        printer.store_logo("large", Image.new("1", (576, 480), 0))
    assert printer.logos.kept().logos.logos == ()


def test_a_cleared_printer_gets_pictures(shop):
    printer = shop(VirtualPrinter(), OCPP809.with_facts(stored_images=True))
    printer.store_logo("tea", tea_cup())
    printer.logos.clear()
    assert printer.prepare(receipt()).total > 2900
    with pytest.raises(InputError, match="no logo is recorded"):
        printer.logos.print_check()


def test_a_write_that_breaks_off_leaves_doubt_until_it_is_done_again(shop):
    profile = OCPP809.with_facts(stored_images=True)
    broken = shop(VirtualPrinter(faults=["stall@2048B"]), profile, silence=0.2)
    with pytest.raises(Unknown):
        broken.store_logo("tea", tea_cup())
    assert not broken.logos.kept().certain
    assert broken.prepare(receipt()).total > 2900
    mended = shop(VirtualPrinter(), profile)
    assert mended.prepare(receipt()).total > 2900
    assert mended.store_logo("tea", tea_cup()).total > 2900
    assert mended.prepare(receipt()).total < 40


def test_a_write_that_never_began_leaves_the_record_as_it_was(shop):
    profile = OCPP809.with_facts(stored_images=True)
    shop(VirtualPrinter(), profile).store_logo("tea", tea_cup())
    shut = shop(VirtualPrinter(faults=["cover-open"]), profile)
    before = shut.logos.kept()
    with pytest.raises(NotPrinted):
        shut.store_logo("tea", Image.new("1", (8, 8), 0))
    assert shut.logos.kept() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"ocom809_logos": 2}', b"[" * 100_000, b"\xff", b"null", b" " * 1_100_000],
)
def test_a_broken_record_means_pictures_and_one_clear_line_to_whoever_stores(shop, tmp_path, content):
    (tmp_path / "unit.json").write_bytes(content)
    printer = shop(VirtualPrinter(), OCPP809.with_facts(stored_images=True))
    assert printer.prepare(receipt()).total > 2900
    with pytest.raises(DocumentError, match=r"unit\.json: ") as caught:
        printer.store_logo("tea", tea_cup())
    assert "\n" not in str(caught.value)


def test_a_record_whose_dots_were_changed_is_broken(shop):
    printer = shop(VirtualPrinter(), OCPP809.with_facts(stored_images=True))
    printer.store_logo("tea", tea_cup())
    path = printer.logos.record.path
    path.write_text(path.read_text().replace('"width_dots": 176', '"width_dots": 168'))
    assert printer.prepare(receipt()).total > 2900


def test_a_record_that_cannot_be_written_stops_the_write(shop, tmp_path):
    (tmp_path / "folder").write_text("a file")
    unit = VirtualPrinter()
    printer = shop(unit, name="folder/unit.json")
    with pytest.raises(DocumentError):
        printer.store_logo("tea", tea_cup())
    assert unit.tickets == ()


def test_only_a_uri_that_names_a_lasting_unit_has_a_record_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert default_folder() == tmp_path / "ocom809" / "logos"
    paths = [LogoRecord.of_unit(uri) for uri in ("tcp://192.168.1.87", "tcp://192.168.1.88", "usb://0416:5011/X1")]
    assert len({record.path for record in paths}) == 3
    assert all(record.path.parent == default_folder() for record in paths)
    for uri in ("usb:", "virtual:", "memory:", "file:///tmp/x", "spy+tcp://a"):
        assert LogoRecord.of_unit(uri) is None
    with Printer(VirtualDevice(VirtualPrinter())) as printer:
        assert printer.prepare(receipt()).total > 2900
        with pytest.raises(InputError, match="does not name one lasting unit"):
            printer.store_logo("tea", tea_cup())


def test_logos_that_freeing_a_printer_may_have_changed_are_printed_as_pictures(shop):
    printer = shop(VirtualPrinter())
    printer.store_logo("tea", tea_cup())
    printer.logos.note(seen=True)
    short = printer.prepare(receipt()).total
    printer.session.stored_in_doubt = True
    printer.status()
    assert not printer.session.stored_in_doubt
    assert not printer.logos.kept().certain
    assert printer.prepare(receipt()).total > 10 * short
