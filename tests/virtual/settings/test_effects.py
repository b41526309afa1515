"""What the settings do: to paper, knife, drawer, buzzer and the self-test page."""

import pytest

from ocom809.virtual import SimulatedClock, VirtualPrinter

HEAD = b"\x1f\x1b\x1f"
CUT = b"\x1dV\x42\x00"
RESET = b"\x1b@"
CUTTER_OFF, DRAWER_WITH_CUT, COLUMNS_42, BEEPER = b"\xbf\x03\x00", b"\xbf\x22\x00", b"\xbf\x1a\x00", b"\xbf\x02\x00"
ALARM = b"\xe0\x13\x14\x01\x04\x02\x03"


def unit(*settings, personality="all-dialects", cycled=True, **options):
    printer = VirtualPrinter(personality=personality, **options)
    for data in settings:
        printer.receive(HEAD + data)
    if cycled:
        printer.power_cycle()
    return printer


def names(printer, *wanted):
    return [event.name for event in printer.events if event.name in wanted]


def events(printer, name):
    return [dict(event.details) for event in printer.events if event.name == name]


def test_the_default_code_page_is_what_switching_on_and_initialising_select():
    printer = unit(b"\xff\x13", cycled=False)
    printer.receive(b"\xd5\n" + RESET + b"\xd5\n\x1bt\x00\xd5\n" + RESET + b"\xd5\n")
    assert printer.paper.text.split("\n") == ["╒", "€", "╒", "€"]
    printer.power_cycle()
    printer.receive(b"\xd5\n")
    assert printer.paper.text.endswith("€")


def test_chinese_mode_is_what_switching_on_selects():
    assert unit(b"\xbf\x02\x00").settings.in_effect.chinese
    printer = unit(b"\xbf\x02\x00")
    printer.receive(b"\xc4\xe3\n")
    assert printer.paper.text == "你"
    printer = unit(b"\xbf\x0a\x00", personality="chinese-rom")
    printer.receive(b"\x80\n")
    assert printer.paper.text == "Ç"


def test_42_columns_stand_on_512_dots():
    printer = unit(COLUMNS_42)
    printer.receive(b"x" * 43 + b"\n")
    assert printer.paper.text.split("\n") == ["x" * 42, "x"]


@pytest.mark.parametrize(("choice", "columns"), [(0, 48), (3, 32), (5, 37), (2, 48)])
def test_the_print_width_is_that_of_the_table_and_never_wider_than_the_head(choice, columns):
    printer = unit(b"\xe1\x13\x14" + bytes([choice]))
    printer.receive(b"x" * (columns + 1) + b"\n")
    assert printer.paper.text.split("\n") == ["x" * columns, "x"]


def test_a_width_that_is_set_holds_from_the_next_initialising_on():
    printer = unit(b"\xe1\x13\x14\x03", cycled=False)
    printer.receive(b"x" * 33 + b"\n" + RESET + b"x" * 33 + b"\n")
    assert printer.paper.text.split("\n") == ["x" * 33, "x" * 32, "x"]


def test_with_the_cutter_off_the_paper_is_fed_and_not_cut():
    printer = unit(CUTTER_OFF)
    printer.receive(b"Tea\n" + CUT + b"Bun\n" + CUT)
    assert printer.tickets == ()
    assert names(printer, "cut", "no cut") == ["no cut", "no cut"]
    assert printer.paper.text == "Tea\nBun"


def test_a_knife_that_is_off_does_not_jam():
    printer = unit(CUTTER_OFF, faults="cutter-jam")
    printer.receive(b"Tea\n" + CUT)
    assert not printer.sensors.cutter_error


def test_each_cut_kicks_the_drawer_where_that_is_set():
    printer = unit(DRAWER_WITH_CUT)
    printer.receive(b"Tea\n" + CUT)
    assert events(printer, "drawer") == [{"pin": 2, "on_ms": 60, "off_ms": 510}]


def test_each_cut_sounds_the_alarm_once_the_unit_was_switched_off_and_on():
    printer = unit(ALARM, cycled=False)
    printer.receive(b"Tea\n" + CUT)
    assert names(printer, "alarm") == []
    printer.power_cycle()
    printer.receive(b"Tea\n" + CUT)
    assert events(printer, "alarm") == [{"times": 4, "ms": 100, "kind": "sound and light"}]


def test_the_alarm_of_an_xp_80t_can_be_switched_off():
    printer = unit(b"\xe0\x13\x14\x00\x04\x02\x03", personality="xp-80t")
    printer.receive(b"Tea\n" + CUT)
    assert names(printer, "cut", "alarm") == ["cut"]


def test_without_its_beeper_it_is_silent_and_still_flashes():
    printer = unit(b"\xbf\x00\x00")
    printer.receive(b"\x1bB\x02\x02" + b"\x1bC\x02\x02\x03" + b"\x1bC\x02\x02\x01")
    assert [event["kind"] for event in events(printer, "alarm")] == ["light", "nothing"]
    assert names(printer, "beep", "no sound") == ["no sound"] * 3


@pytest.mark.parametrize("setting", [b"\x1bB\x02", b"\x1bC\x42", b"\x1bC\x00\x0b"])
def test_without_its_beeper_it_takes_the_margin_and_the_page_length_of_other_families_for_no_sound(setting):
    printer = unit(b"\xbf\x00\x00")
    printer.receive(setting + b"\x1b@Tea\n")
    assert names(printer, "beep", "alarm", "no sound") == []
    assert [line.text for line in printer.paper.lines] == ["Tea"]


@pytest.mark.parametrize(("choice", "cuts"), [(0, 0), (1, 1), (2, 1)])
def test_closing_the_cover_cuts_where_that_is_set(choice, cuts):
    printer = unit(b"\xfc\x01\x02" + bytes([choice]))
    printer.receive(b"\n" * 10)
    before = printer.advanced_mm
    printer.open_cover()
    printer.close_cover()
    assert len(names(printer, "cut")) == cuts
    assert printer.advanced_mm - before == (18 if choice == 2 else 0)
    printer.press_feed()
    assert len(names(printer, "cut")) == cuts


def test_a_receipt_that_ran_out_of_paper_is_printed_again_where_that_is_set():
    printer = unit(b"\xf4\x11\x22\x33\x55")
    printer.load_paper(roll_mm=60)
    lines = [f"line {number}" for number in range(20)]
    printer.receive("\n".join(lines).encode() + b"\n\x1bp\x00\x19\xfa" + CUT)
    assert not printer.sensors.paper_present
    printer.load_paper()
    *_, torn, whole = printer.tickets
    assert torn.text.split("\n") == lines[: len(torn.text.split("\n"))]
    assert whole.text.split("\n") == lines
    assert len(names(printer, "printed again")) == 1
    assert len(names(printer, "drawer")) == 1


def test_without_that_setting_it_goes_on_where_it_stopped():
    printer = unit()
    printer.load_paper(roll_mm=60)
    lines = [f"line {number}" for number in range(20)]
    printer.receive("\n".join(lines).encode() + b"\n" + CUT)
    printer.load_paper()
    *_, first, second = printer.tickets
    assert [*first.text.split("\n"), *second.text.split("\n")] == lines
    assert names(printer, "printed again") == []


def test_the_speed_that_is_set_holds_where_printing_takes_time():
    clock = SimulatedClock()
    printer = unit(b"\x96\x01\x02\x03\x11\x12\x13\x66", clock=clock, speed_mm_s=300)
    printer.receive(b"\x1bJ\xf0" * 10)
    clock.go(1.0)
    assert printer.advanced_mm == pytest.approx(200, abs=3)
    fast = unit(b"\x96\x01\x02\x03\x11\x12\x13\x66")
    fast.receive(b"\x1bJ\xf0" * 10)
    assert fast.advanced_mm == 300


def test_the_self_test_page_shows_the_settings_that_hold():
    printer = unit(
        b"\xb2" + bytes.fromhex("C0 00 02 32 FF FF FF 80 C0 00 02 01"), b"\x13\x14\x08", b"\xff\x13", ALARM,
        b"\xb3\x06Shop\0secret12\0", COLUMNS_42, mac=bytes.fromhex("00 61 7B 12 34 56"),
    )  # fmt: skip
    printer.receive(HEAD + b"g\x00")
    page = dict(line.split("  ", 1) for line in printer.tickets[-1].text.split("\n") if "  " in line.strip())
    page = {name: value.strip() for name, value in page.items()}
    assert page["MAC address"] == "00:61:7B:12:34:56"
    assert (page["IP address"], page["Netmask"], page["Gateway"]) == ("192.0.2.50", "255.255.255.128", "192.0.2.1")
    assert (page["Density"], page["Default code page"], page["Characters per line"]) == ("8", "19", "42")
    assert page["Alarm after each cut"].startswith("4 × 100 ms")
    assert page["Wireless network"] == "Shop"
    assert "secret12" not in printer.tickets[-1].text


def test_a_setting_that_waits_for_the_power_is_not_on_the_page_yet():
    printer = unit(b"\xbe\x03\x0a\x00", personality="settings-after-power-cycle", cycled=False)
    printer.print_self_test()
    assert "19200" in printer.tickets[-1].text
    printer.power_cycle()
    printer.print_self_test()
    assert "115200" in printer.tickets[-1].text
