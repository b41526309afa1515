"""The options that every command takes, and what they lead to: a printer, a profile, a log."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from ocom809.errors import DeviceBusy
    from ocom809.printer import Printer
    from ocom809.profile import Profile

_Options = tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
DEVICE_VARIABLE = "OCOM809_DEVICE"
LAST_PORT = 65535
LOCK_SECONDS = 5.0
"""How long a command waits for another program that holds the printer, unless ``--timeout`` says otherwise."""
LOG_LEVELS = ("WARNING", "INFO", "DEBUG", 5)  # 5: the very bytes on the wire


class Settings:
    """What the common options said; they may stand before or behind the command's name."""

    def __init__(self) -> None:
        self.device: str | None = None
        self.profile: str | None = None
        self.fonts: tuple[str, ...] = ()
        self.json = False
        self.verbose = 0
        self.timeout: float | None = None

    def load_profile(self) -> Profile:
        """The profile file that was named, or the class profile; fonts that were named come first."""
        from ocom809.profile import OCPP809, load_profile

        profile = load_profile(self.profile) if self.profile else OCPP809
        return profile.with_facts(fonts=(*self.fonts, *profile.fonts), source="--font") if self.fonts else profile

    def named_device(self) -> str:
        """The URI that was named, or that of the environment; empty where neither is."""
        return self.device or os.environ.get(DEVICE_VARIABLE, "")

    def printer(self) -> Printer:
        """The printer that was named, not yet opened."""
        from ocom809.exchanges import REPLY_SILENCE_SECONDS
        from ocom809.printer import Printer

        device = self.device or os.environ.get(DEVICE_VARIABLE)
        if not device:
            raise click.UsageError(
                f"Say which printer: --device usb: or --device tcp://192.168.1.87 (or set {DEVICE_VARIABLE})."
            )
        waits = LOCK_SECONDS if self.timeout is None else self.timeout
        told = None if self.json else partial(_waits_for, waits)
        options: dict[str, Any] = {"lock_seconds": waits, "on_busy": told}
        if self.timeout is not None:
            # Long patience is meant for a job; an answer comes at once or not at all.
            options |= {"silence": self.timeout, "reply_silence": min(self.timeout, REPLY_SILENCE_SECONDS)}
        return Printer(device, profile=self.load_profile(), **options)


def _waits_for(seconds: float, busy: DeviceBusy) -> None:
    """Nobody shall sit before a silent command without knowing whom it waits for."""
    from ocom809.cli import show

    show.warning(f"{busy.message}; waiting for it, up to {seconds:g} s")


def host_and_port(text: str, option: str) -> tuple[str, int]:
    """Where to listen, as ``option`` said it."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit() or int(port) > LAST_PORT:
        raise click.BadParameter(f"{text!r} is no HOST:PORT, such as 127.0.0.1:9100", param_hint=option)
    return host.strip("[]") or "127.0.0.1", int(port)


def _store(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep what was said; an option that was not given never wipes out one that was given before the command."""
    if value:
        setattr(context.ensure_object(Settings), str(parameter.name), value)
    if value and parameter.name == "verbose":
        _log(LOG_LEVELS[min(value, len(LOG_LEVELS) - 1)])


def _log(level: str | int) -> None:
    import logging

    logging.basicConfig(format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("ocom809").setLevel(level)


def common_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all commands that speak to a printer."""
    return _with(_PRINTER_OPTIONS + _SPEECH_OPTIONS, function)


def font_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that prints documents the option of the fonts that draw what the printer lacks."""
    return _with(_FONT_OPTIONS, function)


def speech_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that needs no printer the options of how it speaks."""
    return _with(_SPEECH_OPTIONS, function)


def _with(options: _Options, function: Callable[..., Any]) -> Callable[..., Any]:
    for names, attributes in reversed(options):
        function = click.option(*names, expose_value=False, callback=_store, **attributes)(function)
    return function


_PRINTER_OPTIONS: _Options = (
    (("--device",), {"metavar": "URI", "help": f"Which printer, such as usb: or tcp://HOST. [env: {DEVICE_VARIABLE}]"}),
    (("--profile",), {"metavar": "FILE", "help": "Facts about this unit (TOML)."}),
    (("--timeout",), {"type": click.FloatRange(0.01, 86400), "metavar": "SECONDS", "help": "Longest silence to bear."}),
)
_FONT_OPTIONS: _Options = (
    (
        ("--font", "fonts"),
        {
            "multiple": True,
            "metavar": "FILE",
            "help": "Font file that draws characters which the printer lacks; may be given several times.",
        },
    ),
)
_SPEECH_OPTIONS: _Options = (
    (("--json",), {"is_flag": True, "help": "Answer in JSON, for programs."}),
    (("-v", "--verbose"), {"count": True, "help": "Say more; -vvv shows the bytes on the wire."}),
)
