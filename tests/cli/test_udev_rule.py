"""``udev-rule``: whoever has only the wheel gets the rule too."""

from ocom809.devices.usb_errors import UDEV_RULE, UDEV_RULE_FILE


def test_the_command_prints_the_rule_that_the_error_speaks_of(ocom809):
    ran = ocom809("udev-rule")
    assert ran.code == 0
    assert UDEV_RULE in ran.out.splitlines()


def test_what_is_printed_is_a_rules_file_of_comments_and_the_one_rule(ocom809):
    lines = ocom809("udev-rule").out.splitlines()
    assert [line for line in lines if not line.startswith("#")] == [UDEV_RULE]


def test_help_and_error_name_the_same_file_to_write(ocom809):
    assert f"ocom809 udev-rule | sudo tee {UDEV_RULE_FILE}" in ocom809("udev-rule", "--help").out
    assert f"# Install: ocom809 udev-rule | sudo tee {UDEV_RULE_FILE}" in ocom809("udev-rule").out
