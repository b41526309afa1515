"""``doctor`` on the command line."""

import pytest


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        ("virtual:", 0, "Nothing is wrong that can be seen from here."),
        ("virtual:?fault=paper-out", 10, "Trouble: paper, online."),
        ("virtual:?personality=no-replies", 11, "does not say how it is"),
        ("serial:///dev/ttyNONE9?baudrate=9600", 12, "Trouble: connection."),
        ("nonsense:here", 3, "no wire is called"),
    ],
)
def test_the_doctor_ends_as_it_found_the_printer(ocom809, target, code, words):
    ran = ocom809("doctor", target)
    assert ran.code == code
    assert words in ran.out + ran.err


def test_the_cure_stands_below_the_trouble(ocom809):
    lines = ocom809("doctor", "--device", "virtual:?fault=cover-open").out.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("trouble  cover"))
    assert lines[place + 1].strip() == "→ Close it until it clicks."


def test_the_doctor_for_programs_says_all_at_once(ocom809):
    facts = ocom809("doctor", "virtual:", "--json").facts
    assert facts["checks"][0] == {"name": "connection", "verdict": "fine", "words": "virtual: is open", "cure": ""}
    assert {check["verdict"] for check in facts["checks"]} == {"fine", "unknown"}


def test_nothing_is_printed_unless_asked(ocom809, tmp_path):
    ocom809("doctor", f"virtual:?paper={tmp_path}/quiet.png")
    ocom809("doctor", f"virtual:?paper={tmp_path}/page.png", "--print-test")
    assert [path.name for path in tmp_path.iterdir()] == ["page.png"]
