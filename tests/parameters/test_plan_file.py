"""Plan files: what they say, and what is said about a typo on line 7."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocom809.errors import ParameterError
from ocom809.parameters import Target
from ocom809.parameters.plan_file import read_plan_file

GOOD = """device = "tcp://127.0.0.1"

[set]
address = "192.168.1.50/24"
gateway = "192.168.1.1"

[xp-settings]
density = 6
"""


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "plan.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_file_is_a_plan_that_moves_the_printer_last(file):
    read = read_plan_file(file(GOOD))
    assert read.device == "tcp://127.0.0.1"
    plan = read.plan(Target(uri=read.device))
    assert [step.dialect.name for step in plan.steps] == ["xp-settings", "xp-full"]
    assert plan.steps[0].message.hex == "1f 1b 1f 13 14 06"
    assert plan.new_address.exploded == "192.168.1.50"


@pytest.mark.parametrize(
    ("before", "after", "line", "why"),
    [
        ("density = 6", "density = 66", 8, "density must be 1 to 8, not 66"),
        ("density = 6", 'density = "dark"', 8, "density must be 1 to 8, not 'dark'"),
        ("density = 6", "density = 1979-05-27", 8, "density must be 1 to 8"),
        ("density = 6", "densty = 6", 8, "there is no parameter 'densty'. Did you mean density?"),
        ("density = 6", "density 6", 8, "Expected"),
        ("density = 6", "density = 6\ndensity = 7", 9, "Cannot overwrite a value"),
        ("density = 6", "address = 5", 8, "address must be an IPv4 address"),
        ("density = 6", "address = '192.168.1.9'", 8, "xp-settings cannot set address"),
        ("density = 6", "cutter = false", 8, "soft DIP switches: these go together"),
        ("[xp-settings]", "[xp-setings]", 7, "there is no dialect 'xp-setings'"),
        ("[xp-settings]", "[xp-settings", 7, "Expected"),
        ('"192.168.1.1"', '"192.168.2.1"', 5, "gateway 192.168.2.1 is not in 192.168.1.0/24"),
        ("50/24", "50/33", 4, "is no address with its network"),
        ("50/24", "255/24", 4, "broadcast address"),
        ("50/24", "50/32", 4, "a prefix of 32"),
        ('"tcp://127.0.0.1"', "7", 1, "device must be a URI"),
        ('"tcp://127.0.0.1"', '"tcp"', 1, "is no device URI"),
        ('device = "tcp://127.0.0.1"', "density = 6", 1, "density stands outside of a table"),
    ],
)
def test_a_typo_is_refused_with_its_line_and_the_reason(file, before, after, line, why):
    assert before in GOOD
    with pytest.raises(ParameterError, match=f"plan.toml, line {line}: ") as refused:
        read_plan_file(file(GOOD.replace(before, after))).plan(Target(uri="tcp://127.0.0.1"))
    assert why in str(refused.value)


def test_a_file_that_is_none(file, tmp_path):
    for text in ("", "[set]", 'device = "usb:"'):
        with pytest.raises(ParameterError, match="nothing is set here"):
            read_plan_file(file(text))
    with pytest.raises(ParameterError, match="No such file"):
        read_plan_file(tmp_path / "missing.toml")
    with pytest.raises(ParameterError, match="over 1048576 bytes"):
        read_plan_file(file("#" * 2_000_000))
    path = tmp_path / "bytes.toml"
    path.write_bytes(b"[set]\ndensity = \xff")
    with pytest.raises(ParameterError, match="line 2: this is no UTF-8"):
        read_plan_file(path)


@settings(deadline=None)
@given(st.text())
def test_any_text_at_all_is_a_plan_or_an_error_of_ours(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "plan.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(ParameterError):
        read_plan_file(path)


@settings(deadline=None)
@given(key=st.sampled_from(["density", "address", "dhcp", "wifi-ssid"]), value=st.text(max_size=20))
def test_any_value_at_all_is_read_or_refused_with_its_line(tmp_path_factory, key, value):
    path = tmp_path_factory.mktemp("any") / "plan.toml"
    path.write_text(f"[set]\n{key} = {value}", encoding="utf-8", errors="replace")
    try:
        said = "plan.toml" if read_plan_file(path).plan(Target(uri="usb:")).steps else ""
    except ParameterError as error:
        said = str(error)
    assert "plan.toml" in said


def test_one_setting_twice_is_refused(file):
    with pytest.raises(ParameterError, match="density is set twice"):
        read_plan_file(file("[set]\ndensity = 1\n[xp-settings]\ndensity = 2")).plan(Target(uri="usb:"))
