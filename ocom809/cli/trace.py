"""``trace``: stand between a program and a printer, show and record what passes."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final, TextIO

import click

from ocom809.cli import show
from ocom809.cli.common import Settings, host_and_port, speech_options
from ocom809.cli.stopping import asked_to_stop
from ocom809.errors import DocumentError

if TYPE_CHECKING:
    from ocom809.trace import Passed

DEFAULT_ADDRESS: Final = "127.0.0.1:9100"
RECORD_LIMIT_BYTES: Final = 1 << 30
_HEX_BYTES: Final = 16


@click.command()
@click.argument("uri")
@click.option("--listen", default=DEFAULT_ADDRESS, show_default=True, metavar="HOST:PORT", help="0 takes a free port.")
@click.option("--record", metavar="FILE", help="Write all that passes there, a line of JSON each; holds the receipts.")
@click.option("--allow-remote", is_flag=True, help="Listen beyond this computer. Anybody there can print.")
@speech_options
@click.pass_obj
def trace(settings: Settings, *, uri: str, listen: str, record: str | None, allow_remote: bool) -> None:
    """Lead a TCP port to the printer at URI, and show what passes until Ctrl-C; nothing is changed on the way."""
    from ocom809.trace import Trace

    host, port = host_and_port(listen, "--listen")
    with ExitStack() as running:
        teller = _Teller(settings, running.enter_context(_Record(record)) if record else None)
        passage = Trace(uri, teller.tell, host=host, port=port, allow_remote=allow_remote)
        passage.listen()
        place = f"tcp://{host}:{passage.port}"
        show.answer(settings, {"listening": place, "leads_to": uri}, f"Listening on {place}, which leads to {uri}")
        with suppress(KeyboardInterrupt), asked_to_stop(passage.stop, insist=True):
            passage.run()


class _Teller:
    """Turns what passed into lines for people or programs, and into the record."""

    def __init__(self, settings: Settings, record: _Record | None) -> None:
        self._settings = settings
        self._record = record

    def tell(self, passed: Passed) -> None:
        """Say it and write it down."""
        from ocom809.virtual import decode

        seen, said = passed.seen, [decode.to_dict(one) for one in passed.instructions]
        facts = {"at": round(seen.at_seconds, 6), "event": seen.event.value, "data": seen.data.hex(), "note": seen.note}
        show.answer(self._settings, facts | {"instructions": said}, *_lines(passed))
        is_news = seen.data or not passed.instructions
        if self._record is not None and is_news and not self._record.keep(seen.as_json()):
            self._record = None
            show.warning("the record ends here: the file cannot be written, or has grown to its limit")


def _lines(passed: Passed) -> list[str]:
    """What a person reads: instructions on their way out, answers in hex, and how the connection fares."""
    from ocom809.devices.spy import Event
    from ocom809.virtual import decode

    seen = passed.seen
    when = f"{seen.at_seconds:9.3f}"
    if seen.event is Event.SENT:
        return [f"{when} > {decode.listing(one)}" for one in passed.instructions]
    if seen.event is Event.RECEIVED:
        shown = seen.data[:_HEX_BYTES].hex(" ")
        more = f" … {len(seen.data)} bytes" if len(seen.data) > _HEX_BYTES else ""
        return [f"{when} < {shown}{more}"]
    return [f"{when} - {seen.event.value}{': ' if seen.note else ''}{seen.note}"]


class _Record:
    """A file that gets a line for each thing seen, at once, so that it is whole after a crash."""

    def __init__(self, path: str) -> None:
        try:
            # For this user's eyes only: the traffic holds what the receipts say.
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            self._file: TextIO = open(number, "a", encoding="utf-8")  # noqa: PTH123, SIM115 - closed by the with
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror or error}") from error

    def __enter__(self) -> _Record:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise DocumentError(f"the record could not be finished: {error.strerror or error}") from error

    def keep(self, line: str) -> bool:
        """Write a line, and tell whether it is there and more may follow."""
        try:
            if self._file.tell() + len(line) > RECORD_LIMIT_BYTES:
                return False
            self._file.write(line + "\n")
            self._file.flush()
        except OSError:
            return False
        return True
