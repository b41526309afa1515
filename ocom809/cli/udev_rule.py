"""``udev-rule``: what lets ordinary users of a Linux machine open the printer's USB port."""

from __future__ import annotations

from importlib.resources import files

import click


@click.command("udev-rule")
def udev_rule() -> None:
    """Print the rule that lets ordinary users of a Linux machine print over USB.

    Install it once, and plug the printer in again:

    \b
      ocom809 udev-rule | sudo tee /etc/udev/rules.d/60-ocom809.rules
      sudo udevadm control --reload
      sudo udevadm trigger --subsystem-match=usb --action=change

    Then whoever sits at the screen may print, and all members of the group lp.
    """  # noqa: D301 - the backslash is click's mark for lines that stay as they are
    click.echo(files("ocom809.devices").joinpath("60-ocom809.rules").read_text(encoding="utf-8"), nl=False)
