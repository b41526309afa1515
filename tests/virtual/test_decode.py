"""A stream in words, safe to show anywhere."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocom809.virtual.decode import decode, describe, listing, to_dict
from ocom809.virtual.instructions import INSTRUCTIONS


def words(data):
    return [f"{i.name}: {describe(i)}" for i in decode(data)]


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("1B 40", "ESC @: initialise"),
        ("1B 61 01", "ESC a: centre"),
        ("1B 61 32", "ESC a: right"),
        ("1B 61 09", "ESC a: 9, out of range"),
        ("1B 45 01", "ESC E: bold on"),
        ("1B 45 00", "ESC E: bold off"),
        ("1B 21 00", "ESC !: Font A, plain"),
        ("1B 21 38", "ESC !: bold, double height, double width"),
        ("1D 21 12", "GS !: 2 × wide, 3 × high"),
        ("1B 74 13", "ESC t: code page 19, PC858"),
        ("1B 74 0B", "ESC t: code page 11, unknown"),
        ("1B 52 02", "ESC R: Germany"),
        ("1B 52 63", "ESC R: 99, out of range"),
        ("1B 24 2C 01", "ESC $: 300 units from the start"),
        ("1B 5C F6 FF", "ESC \\: 10 units to the left"),
        ("1B 5C 0A 00", "ESC \\: 10 units to the right"),
        ("1B 44 08 10 00", "ESC D: tabs at columns 8 16"),
        ("1B 44 00", "ESC D: no tabs"),
        ("1D 50 00 CB", "GS P: units of 1/0 inch across, 1/203 inch down (0: one dot)"),
        ("1D 76 30 00 01 00 02 00 AA AA", "GS v 0: 8 × 2 dots raster, 2 bytes"),
        ("1D 76 30 33 01 00 01 00 AA", "GS v 0: 8 × 1 dots raster, twice as wide and high, 1 bytes"),
        ("1B 2A 21 01 00 AA AA AA", "ESC *: 1 columns of 24 dots, double density"),
        ("1B 2A 00 01 00 AA", "ESC *: 1 columns of 8 dots, single density"),
        ("1D 6B 02 34 30 00", 'GS k: EAN13 "40"'),
        ("1D 6B 49 03 7B 42 41", 'GS k: CODE128 "{BA"'),
        ("1D 6B 4B 01 41", 'GS k: kind 75 "A"'),
        ("1D 28 6B 03 00 31 43 05", "GS ( k: QR, module size 5"),
        ("1D 28 6B 04 00 31 41 32 00", "GS ( k: QR, model 2"),
        ("1D 28 6B 03 00 31 45 32", "GS ( k: QR, error level Q"),
        ("1D 28 6B 03 00 31 45 00", "GS ( k: QR, error level L"),
        ("1D 28 6B 03 00 31 45 37", "GS ( k: QR, error level 55, out of range"),
        ("1D 28 6B 02 00 31 43", "GS ( k: QR, module size"),
        ("1D 28 6B 03 00 30 41 00", "GS ( k: PDF417, columns left to the printer"),
        ("1D 28 6B 03 00 30 42 1E", "GS ( k: PDF417, rows 30"),
        ("1D 28 6B 03 00 30 44 03", "GS ( k: PDF417, row height 3"),
        ("1D 28 6B 04 00 30 45 30 35", "GS ( k: PDF417, error level 5"),
        ("1D 28 6B 04 00 30 45 31 03", "GS ( k: PDF417, error level for 30 % of the data"),
        ("1D 28 6B 04 00 30 45 40 03", "GS ( k: PDF417, error level 64 3, out of range"),
        ("1D 28 6B 03 00 30 46 01", "GS ( k: PDF417, form truncated"),
        ("1D 28 6B 03 00 32 41 34", "GS ( k: MaxiCode, mode 4"),
        ("1D 28 6B 30 69 31", "GS ( k: QR of early firmware, error level M"),
        ("1D 28 6B 30 81", "GS ( k: QR of early firmware, print"),
        ("1D 28 6B 04 00 31 50 30 41", 'GS ( k: QR, store "A"'),
        ("1D 28 6B 03 00 30 51 30", "GS ( k: PDF417, print"),
        ("1D 28 6B 03 00 31 52 30", "GS ( k: QR, ask for its size"),
        ("1D 28 6B 03 00 33 63 30", "GS ( k: code 51, function 99 48"),
        ("1D 28 6B 00 00", "GS ( k: no function"),
        ("1D 28 6B 30 67 05", "GS ( k: QR of early firmware, module size 5"),
        ("1D 28 6B 30 80 01 00 41", 'GS ( k: QR of early firmware, store "A"'),
        ("1D 56 42 03", "GS V: feed to the knife and 3 units, partial cut"),
        ("1D 56 00", "GS V: full cut"),
        ("1D 56 07", "GS V: mode 7"),
        ("1B 70 01 19 FA", "ESC p: drawer pin 5, 50 ms on, 500 ms off"),
        (
            "1B 57 0A 00 14 00 40 02 A8 03",
            "ESC W: page area of 576 × 936 units, 10 units from the left and 20 from the top",
        ),
        ("1B 54 02", "ESC T: page from right to left"),
        ("1D 24 2C 01", "GS $: 300 units from the top of the area"),
        ("1D 5C F6 FF", "GS \\: 10 units up"),
        ("1D 5C 0A 00", "GS \\: 10 units down"),
        ("1B 26 03 41 41 01 FF FF FF", 'ESC &: user character "A", 24 dots high, 4 bytes'),
        ("1B 26 03 41 42 00 00", 'ESC &: user characters from and to "AB", 24 dots high, 2 bytes'),
        ("1B 3F 41", 'ESC ?: delete user character "A"'),
        ("1B 25 01", "ESC %: user characters on"),
        ("1C 32 FE A1" + " 00" * 72, "FS 2: Chinese user character fe a1"),
        ("1C 43 01", "FS C: Shift-JIS"),
        ("1D 2A 01 01 00 00 00 00 00 00 00 00", "GS *: downloaded picture of 8 × 8 dots, 8 bytes"),
        ("1D 2F 33", "GS /: downloaded picture, twice as wide and high"),
        ("1C 71 01 01 00 01 00" + " 00" * 8, "FS q: store 1 pictures, 12 bytes"),
        ("1C 70 02 31", "FS p: stored picture 2, twice as wide"),
        ("1C 70 02 09", "FS p: stored picture 2, mode 9"),
        ("1D 5E 03 05 01", "GS ^: run the macro 3 times, 500 ms apart, each after FEED"),
        ("1D 5E 03 05 00", "GS ^: run the macro 3 times, 500 ms apart"),
        ("1C 67 31 00 00 01 00 00 01 00 41", 'FS g: write user memory from 256: "A"'),
        ("1C 67 32 00 00 01 00 00 05 00", "FS g: read 5 bytes of user memory from 256"),
        ("1C 67 33 00 00 01 00 00 05 00", "FS g: user memory, function 51"),
        ("1D 28 4C 02 00 30 32", "GS ( L: graphics, print the buffer, 2 bytes"),
        ("1D 28 4C 06 00 30 45 4B 31 01 01", 'GS ( L: graphics, print a kept picture "K1", 6 bytes'),
        ("1D 38 4C 02 00 00 00 30 99", "GS 8 L: graphics, function 153, 2 bytes"),
        ("1D 28 4C 00 00", "GS ( L: no function"),
        ("1D 28 4B 02 00 31 03", "GS ( K: density 3"),
        ("1D 28 4B 00 00", "GS ( K: function 0"),
        ("1D 7C 07", "GS |: density 7"),
        ("10 14 01 00 02", "DLE DC4: drawer pin 2, 200 ms"),
        ("10 14 02 01 08", "DLE DC4: real-time function 2 1 8"),
        ("1B 42 02 03", "ESC B: beep 2 times 150 ms"),
        ("1B 43 02 02 03", "ESC C: sound and light, 2 times 100 ms"),
        ("1B 43 02 02 09", "ESC C: mode 9, 2 times 100 ms"),
        ("10 04 02", "DLE EOT: ask for real-time status 2"),
        ("10 05 02", "DLE ENQ: recover and forget"),
        ("1D 61 00", "GS a: no automatic status"),
        ("1D 28 41 02 00 00 32", "GS ( A: test print, status page"),
        ("1D 28 41 00 00", "GS ( A: test print, unknown page"),
        ("1F 1B 1F 67 00", "US ESC US 67: self-test page, 0"),
        ("1D 28 45 02 00 41 42", "GS ( E: user set-up (Epson), 2 0, 2 bytes"),
        ("1D 28 4C 02 00 30 33", "GS ( L: graphics, ask for the room that is left, 2 bytes"),
        ("1B 63 30 99", "ESC c 0: paper with black marks"),
        ("1B 63 33 0F", "ESC c 3: parallel interface's paper signal: near end and paper end"),
        ("1B 63 33 00", "ESC c 3: parallel interface's paper signal: never"),
        ("1B 63 34 02", "ESC c 4: the near end of the roll stops printing"),
        ("1B 63 34 00", "ESC c 4: the near end of the roll stops nothing"),
        ("1B 63 35 01", "ESC c 5: FEED button disabled"),
        ("1D 28 46 04 00 02 31 0A 00", "GS ( F: cut 10 units before the black mark"),
        ("1D 28 46 01 00 02", 'GS ( F: black mark offset, "\\x02"'),
        ("1D 7B 77 31", "GS { w: watermark on"),
        ("1D 7B 77 02 01 02 03 04 05", "GS { w: watermark set up: 1 2 3 4 5"),
        ("1B 7E", "unknown: no table holds 1b 7e"),
    ],
)
def test_an_instruction_in_words(data, meaning):
    assert words(bytes.fromhex(data)) == [meaning]


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("91 00 49 50 C0 A8 01 57", "set address 192.168.1.87"),
        (
            "91 00 49 FA 00 5A C0 A8 7B 64 FF FF FF 00 C0 A8 7B 01",
            "set DHCP off, address 192.168.123.100, mask 255.255.255.0, gateway 192.168.123.1",
        ),
        ("91 00 49 44 00 77 01 02 03 0A", "set the hardware address with 00:77:01:02:03:0a"),
        ("B0 FF FF FF 00", "set mask 255.255.255.0"),
        ("B1 C0 A8 01 01", "set gateway 192.168.1.1"),
        ("B2 0A 00 00 02 FF 00 00 00 0A 00 00 01", "set address 10.0.0.2, mask 255.0.0.0, gateway 10.0.0.1"),
        ("BA 01", "DHCP on"),
        (
            "B3 06 53 68 6F 70 00 31 32 33 34 35 36 37 38 00",
            'set wireless network "Shop", WPA2 AES, key of 8 characters',
        ),
        (
            "B4 0A 00 00 02 FF 00 00 00 0A 00 00 01 0B 41 00 00",
            'set address 10.0.0.2, mask 255.0.0.0, gateway 10.0.0.1, wireless network "A", key type 11, '
            "key of 0 characters",
        ),
        ("28 13 14 04 00", "wireless DHCP on"),
        ("28 13 14 00 02", "wireless information page at start off, with a beep"),
        ("BE 03 0A 00", "serial baud rate 115200"),
        (
            "BF 8B 00",
            "soft DIP switches: cutter off, beeper on, not dark, Chinese off, 48 columns, no drawer at cuts, "
            "115200 baud",
        ),
        ("B8 13 14 01 00", "USB mode: virtual COM port"),
        ("FB 01 02 01", "USB serial number fixed"),
        ("FF 13", "default code page 19, PC858"),
        ("46 4F 4E 54 03", "character ROM: Japanese"),
        ("E1 13 14 00", "print width 72 mm"),
        ("E1 13 14 09", "print width 9, unknown"),
        ("13 14 05", "density 5, kept"),
        ("FC 01 02 02", "when the cover closes: feed and cut"),
        ("FC 01 02 03 44", "printer language CPCL (Gprinter)"),
        ("F4 11 22 33 33", "reprint after paper end off"),
        ("80 04 05 06 44", "black mark mode on"),
        ("81 04 05 06 01 2C", "black mark length 300"),
        ("E0 13 14 01 04 02 03", "alarm after every cut on: sound and light, 4 times 100 ms"),
        ("A0 02 00 3C 00 05", "receipt not taken alarm at once: after 60 s, for 5 s"),
        ("BC 13 14 01 0A 00", "alarm light on"),
        ("BC 13 15 00", "alarm beep off"),
        ("96 01 02 03 11 12 13 33", "speed (SZJBZF) 300 mm/s"),
        ("A9 06 05 04 03 02 01 05", "density 5 (SZJBZF)"),
        ("11 11 00", "factory reset, 17 0"),
    ],
)
def test_a_vendor_s_configuration_in_words(data, meaning):
    (instruction,) = decode(bytes.fromhex("1F 1B 1F" + data))
    assert describe(instruction) == meaning


@pytest.mark.parametrize(
    ("data", "meaning"),
    [
        ("1F 69 0A 00 00 02", "set address 10.0.0.2 (Rongta)"),
        ("1F 25 00 FF 00 00 00", "set mask 255.0.0.0 (Rongta)"),
        ("1F 25 01 0A 00 00 01", "set gateway 10.0.0.1 (Rongta)"),
    ],
)
def test_rongta_s_set_up_in_words(data, meaning):
    (instruction,) = decode(bytes.fromhex(data))
    assert describe(instruction) == meaning


def test_text_shows_no_control_and_no_terminal_escape():
    assert words(b'Caf\x82 "\\"\x9b\x7f') == ['text: "Caf\\x82 \\"\\\\\\"\\x9b\\x7f"']
    assert words(b"x" * 300)[0].endswith('" … 300 bytes')


def test_a_line_of_the_listing():
    (raster,) = decode(bytes.fromhex("1D 76 30 00 48 00 01 00") + bytes(72))
    assert listing(raster) == ("00000000  1d 76 30 00 48 00 01 00 00 00 00 00 …  GS v 0: 576 × 1 dots raster, 72 bytes")


def test_a_broken_off_instruction_is_named_with_its_offset():
    *_, last = decode(b"Tea\n\x1dv0\x00\x48")
    assert (last.name, last.offset) == ("incomplete", 4)
    assert describe(last) == "the stream ends 5 bytes into GS v 0, raster picture"
    *_, last = decode(b"\x1b")
    assert describe(last) == "the stream ends 1 bytes into an instruction"


def test_an_oversized_instruction_is_named_and_its_data_counted():
    found = list(decode(b"\x1dv0\x00\x48\x00\x20\x00" + b"a" * 72 * 32, payload_limit=1000))
    assert [i.name for i in found] == ["oversized", "skipped"]
    assert describe(found[0]) == "GS v 0, raster picture, with more data than is kept; what follows is skipped"
    assert describe(found[1]) == "2304 bytes of the oversized instruction"
    *_, last = decode(b"\x1dv0\x00\x48\x00\x20\x00" + b"a" * 72, payload_limit=1000)
    assert (last.name, last.data) == ("incomplete", b"a" * 72)
    assert describe(last) == "the stream ends within the data of the oversized instruction"


def test_a_record_for_json_holds_all_of_the_bytes():
    (centre,) = decode(b"\x1ba\x01")
    assert json.loads(json.dumps(to_dict(centre))) == {
        "offset": 0,
        "length": 3,
        "hex": "1b6101",
        "name": "ESC a",
        "values": [1],
        "payload_length": 0,
        "meaning": "centre",
    }


opcodes = st.sampled_from(sorted(INSTRUCTIONS))


@given(st.lists(st.one_of(opcodes, st.binary(max_size=12)), max_size=30).map(b"".join))
def test_whatever_the_stream_is_its_listing_is_complete_and_printable(data):
    found = list(decode(data))
    assert b"".join(i.data for i in found) == data
    for instruction in found:
        assert listing(instruction).isprintable()
        json.dumps(to_dict(instruction))
