"""Carrying out a plan over wires that lead to no network: what is sent, recorded, and honestly said."""

import json
from pathlib import Path

import pytest

from ocom809.cli import exit_codes
from ocom809.errors import DeviceError, InputError, Ocom809Error, ParameterError
from ocom809.parameters import Phase, Record, Target, Verdict, apply, joined, plan
from ocom809.parameters.sending import send
from ocom809.virtual import TcpServer, VirtualPrinter


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def file_uri(path):
    return f"file:///{path.as_posix().lstrip('/')}"


def test_settings_go_out_once_and_are_called_sent_and_unverified(tmp_path):
    out, record = tmp_path / "out.bin", tmp_path / "folder" / "record.jsonl"
    made = plan({"density": 6, "code-page": 19}, target=Target(uri=file_uri(out)))
    phases = []
    with Record(record) as kept:
        result = apply(made, record=kept, progress=lambda told: phases.append(told.phase))
    assert out.read_bytes() == b"\x1f\x1b\x1f\x13\x14\x06" + b"\x1f\x1b\x1f\xff\x13\x0a\x00"
    assert result.verdict is Verdict.SENT_UNVERIFIED
    assert "density, code-page was sent" in result.seen
    assert "hold FEED" in result.next_step
    assert result.bytes_sent == 13
    assert phases[:4] == [Phase.SENDING, Phase.SENT, Phase.SENDING, Phase.SENT]
    events = [line["event"] for line in lines(record)]
    assert events == ["planned", "sending", "sent", "sending", "sent", "result"]
    assert lines(record)[1]["bytes"] == "1f 1b 1f 13 14 06"


def test_a_dangerous_plan_is_refused_unless_somebody_said_yes(tmp_path):
    out = tmp_path / "out.bin"
    made = plan({"factory-reset": "yes"}, target=Target(uri=file_uri(out)))
    with pytest.raises(ParameterError, match="not confirmed: factory-reset: All settings are lost"):
        apply(made)
    assert not out.exists()
    apply(made, confirmed=True)
    assert out.read_bytes() == b"\x1f\x1b\x1f\x11\x11\x00"


def test_a_key_never_stands_in_the_record(tmp_path):
    record = tmp_path / "record.jsonl"
    wifi = {"wifi-ssid": "Shop", "wifi-key-kind": "wpa2-aes", "wifi-key": "tea4two!"}
    with Record(record) as kept:
        apply(plan(wifi, target=Target(uri=file_uri(tmp_path / "out.bin"))), record=kept)
    assert "tea4two!" not in record.read_text()
    assert b"tea4two!".hex(" ") not in record.read_text()
    assert b"tea4two!" in (tmp_path / "out.bin").read_bytes()


def test_ctrl_c_in_the_middle_leaves_a_record_of_what_was_done(tmp_path):
    record = tmp_path / "record.jsonl"
    made = plan({"density": 6, "code-page": 19}, target=Target(uri=file_uri(tmp_path / "out.bin")))

    def press_ctrl_c(told):
        if told.phase is Phase.SENDING and "code page" in told.detail:
            raise KeyboardInterrupt

    with Record(record) as kept, pytest.raises(KeyboardInterrupt):
        apply(made, record=kept, progress=press_ctrl_c)
    last = lines(record)[-1]
    assert last["event"] == "interrupted"
    assert last["sent"] == ["density (xp-settings)"]
    assert last["under_way"] == "code page (xp-settings)"


def test_a_second_wire_that_fails_is_no_reason_to_say_that_nothing_was_sent(tmp_path):
    settings = plan({"density": 6}, target=Target(uri=file_uri(tmp_path / "out.bin")))
    other = plan({"code-page": 19}, target=Target(uri=file_uri(tmp_path / "missing" / "out.bin")))
    with pytest.raises(DeviceError, match=r"after density \(xp-settings\) had been sent") as failed:
        apply(joined([settings, other]))
    assert exit_codes.for_error(failed.value) == exit_codes.UNKNOWN_OUTCOME
    assert (tmp_path / "out.bin").read_bytes()


def test_a_wire_that_breaks_is_recorded_and_nothing_is_sent_again(tmp_path):
    record = tmp_path / "record.jsonl"
    made = plan({"density": 6}, target=Target(uri="memory:?vanish=3"))
    with Record(record) as kept, pytest.raises(DeviceError) as broken:
        apply(made, record=kept)
    assert broken.value.written == 3
    assert [line["event"] for line in lines(record)] == ["planned", "sending", "error"]


def test_a_printer_that_takes_nothing_is_an_error_not_a_success(tmp_path):
    made = plan({"density": 6}, target=Target(uri="memory:?stall=0"))
    with pytest.raises(DeviceError, match="took no byte") as silent:
        send(made, lambda *_: None, silence=0.1)
    assert silent.value.written == 0


def test_without_a_record_that_can_be_written_nothing_begins(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="the record .* cannot be written"):
        Record(tmp_path / "file" / "record.jsonl")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_stops_it_before_the_first_byte(tmp_path):
    made = plan({"density": 6}, target=Target(uri=file_uri(tmp_path / "out.bin")))
    with Record("/dev/full") as kept, pytest.raises(Ocom809Error, match="No space left") as full:
        apply(made, record=kept)
    assert not isinstance(full.value, InputError)
    assert not (tmp_path / "out.bin").exists()


def test_an_endless_wait_is_refused_before_anything_is_sent(tmp_path):
    made = plan({"density": 6}, target=Target(uri=file_uri(tmp_path / "out.bin")))
    with pytest.raises(InputError, match="finite"):
        apply(made, seconds=float("inf"))
    assert not (tmp_path / "out.bin").exists()


def test_over_tcp_the_bytes_arrive_as_one_instruction_each(tmp_path):
    unit = VirtualPrinter()
    with TcpServer(unit) as server:
        target = Target(uri=f"spy+tcp://127.0.0.1:{server.port}")
        result = apply(plan({"density": 6}, target=target))
    assert result.verdict is Verdict.SENT_UNVERIFIED
    assert not unit.tickets


def test_by_hand_nothing_is_sent_and_nothing_is_called_sent(tmp_path):
    made = plan({"cutter": "off"}, target=Target(uri=file_uri(tmp_path / "out.bin")), dialect_name="manual")
    result = apply(made)
    assert result.verdict is Verdict.FAILED
    assert "nothing was sent" in result.seen
    assert not (tmp_path / "out.bin").exists()
