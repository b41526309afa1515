"""One act each, and the pages."""

from pathlib import Path

import pytest

from ocom809.virtual import TcpServer, VirtualPrinter


@pytest.fixture
def sent(ocom809, tmp_path):
    """Run a command on a capture and return the bytes that it sent."""

    def bytes_of(*words):
        path = tmp_path / "out.bin"
        path.unlink(missing_ok=True)
        ran = ocom809(*words, "--device", f"file:///{path.as_posix().lstrip('/')}")
        assert ran.code == 0, ran.err
        assert ran.out.startswith("Sent ")
        return path.read_bytes()

    return bytes_of


def test_cut_feeds_to_the_knife_first(sent):
    assert sent("cut") == b"\x1dVB\x00"
    assert sent("cut", "--full") == b"\x1dVA\x00"


def test_feed(sent):
    assert sent("feed") == b"\x1bd\x04"
    assert sent("feed", "9") == b"\x1bd\x04" * 2 + b"\x1bd\x01"


def test_drawer(sent):
    assert sent("drawer") == b"\x1bp\x00\x19\xfa"
    assert sent("drawer", "--pin", "5", "--pulse", "100") == b"\x1bp\x01\x32\xfa"


def test_alarm_with_sound_and_light(sent):
    assert sent("alarm") == b"\x1bC\x03\x02\x03"
    assert sent("alarm", "--times", "20", "--duration", "1000", "--no-light") == b"\x1bC\x14\x14\x01"


def test_self_test(sent):
    assert sent("self-test") == b"\x1f\x1b\x1fg\x00"


def test_self_test_by_the_units_own_command(sent, tmp_path):
    (tmp_path / "unit.toml").write_text('self_test_command = "12 54"')
    assert sent("self-test", "--profile", tmp_path / "unit.toml") == b"\x12T"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--by", "us-67"], b"\x1f\x1b\x1f\x67\x00"),
        (["--by", "gs-a"], b"\x1d\x28\x41\x02\x00\x00\x02"),
        (["--by", "gprinter"], b"\x1f\x1b\x1f\x93\x10\x11\x12\x15\x16\x17\x10\x00"),
        (["--by", "dc2-t"], b"\x12\x54"),
        (["--dialect", "xp-full"], b"\x1f\x1b\x1f\x67\x00"),
    ],
)
def test_self_test_by_another_way(sent, words, expected):
    assert sent("self-test", *words) == expected


@pytest.mark.parametrize("words", [["--by", "feed-key"], ["--dialect", "manual"], ["--dialect", "rongta"]])
def test_self_test_by_hand_tells_the_keys_and_sends_nothing(ocom809, words):
    ran = ocom809("self-test", *words)
    assert ran.code == 0
    assert "Nothing was sent" in ran.out
    assert "Hold the FEED key down" in ran.out


def test_self_test_ways_are_listed_with_their_confidence(ocom809):
    facts = ocom809("self-test", "--list", "--json").facts
    assert [way["confidence"] for way in facts["ways"] if way["way"] == "gprinter"] == ["guess"]
    assert all(way["source"] for way in facts["ways"])


@pytest.mark.parametrize("words", [["--by", "szjbzf"], ["--dialect", "epson"], ["--by", "gs-a", "--dialect", "xp-ip"]])
def test_a_self_test_by_an_unknown_way_is_wrong_use(ocom809, words):
    assert ocom809("self-test", *words, "--device", "memory:").code == 2


def test_a_self_test_by_udp_needs_the_lan(ocom809):
    ran = ocom809("self-test", "--by", "zywell-udp", "--device", "memory:")
    assert ran.code == 3
    assert "no printer on the LAN" in ran.err


def test_test_page(sent):
    assert len(sent("test-page")) > 10_000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("feed", "0"), 2),
        (("drawer", "--pin", "3"), 2),
        (("drawer", "--pulse", "51"), 3),
        (("alarm", "--times", "21"), 2),
        (("alarm", "--duration", "70"), 3),
        (("alarm", "--no-sound", "--no-light"), 3),
    ],
)
def test_impossible_values_are_refused_before_anything_is_opened(ocom809, tmp_path, words, code):
    path = tmp_path / "out.bin"
    ran = ocom809(*words, "--device", f"file:///{path.as_posix().lstrip('/')}")
    assert ran.code == code
    assert not path.exists() or path.read_bytes() == b""


def test_status_in_words(ocom809):
    ran = ocom809("status", "--device", "virtual:")
    assert ran.code == 0
    assert ran.out.startswith("The printer is ready.\n")
    assert "paper              yes\n" in ran.out


def test_status_without_paper(ocom809):
    ran = ocom809("status", "--device", "virtual:?fault=paper-out", "--json")
    assert ran.code == 10
    assert (ran.facts["ready"], ran.facts["paper"], ran.facts["reasons"][0]) == ("no", "no", "the paper is out")


def test_status_of_a_silent_printer_is_unknown_never_good(ocom809):
    ran = ocom809("status", "--device", "virtual:?fault=silence", "--json")
    assert ran.code == 11
    assert ran.facts["paper"] == "unknown"


def test_a_silent_printer_on_the_network_may_be_held_by_somebody_else(ocom809):
    with TcpServer(VirtualPrinter(faults="silence")) as server:
        ran = ocom809("status", "--device", f"tcp://127.0.0.1:{server.port}", "--timeout", "0.2")
    assert ran.code == 11
    assert "Another program may hold the printer" in ran.out


def test_status_from_a_printer_that_answers_nonsense(ocom809):
    ran = ocom809("status", "--device", "virtual:?fault=rubbish")
    assert ran.code == 11
    assert "which is no status" in ran.err


def test_decode_names_every_instruction_with_its_offset(ocom809, tmp_path):
    path = Path(tmp_path / "job.bin")
    path.write_bytes(b"\x1b@\x1ba\x01Tea \x1b[2J\n\x1dVB\x00")
    ran = ocom809("decode", path)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert "ESC @" in lines[0]
    assert "ESC a" in lines[1]
    assert "GS V" in lines[-1]
    assert "\x1b" not in ran.out


def test_decode_in_json_is_one_object_a_line(ocom809, tmp_path):
    path = Path(tmp_path / "job.bin")
    path.write_bytes(b"\x1b@Tea\n")
    ran = ocom809("decode", path, "--json")
    import json

    assert [json.loads(line)["offset"] for line in ran.out.splitlines()] == [0, 2, 5]
