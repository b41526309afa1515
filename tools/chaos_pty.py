"""The proxy of the chaos bench over a pseudo terminal: an adapter that is pulled out and put in again."""

from __future__ import annotations

import contextlib
import os
import select
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from chaos_stage import Stage

from ocom809.virtual.service import Carrier

if TYPE_CHECKING:
    from chaos_world import World


class PtyStage(Stage):
    """The printer behind a pseudo terminal, by a path that stays when the terminal is pulled out and put in again."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._folder = tempfile.TemporaryDirectory(prefix="chaos-")
        self._path = Path(self._folder.name) / "tty"
        self._carrier = Carrier(world.printer)
        self._out = bytearray()
        self._plug_in()

    @property
    def uri(self) -> str:
        """The path as a URI."""
        return f"serial://{self._path}"

    def _plug_in(self) -> None:
        import pty
        import tty

        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        beside = self._path.with_suffix(".new")
        beside.symlink_to(os.ttyname(self._slave))
        beside.replace(self._path)

    def _step(self) -> dict[int, int]:
        world, link = self.world, self.world.link
        if world.printer.wire_is_broken or link.breaks:
            self._pull_out()
        if self._master < 0:
            if not world.printer.sensors.powered:
                return {}
            self._plug_in()
        self._answer()
        room = min(link.room(), self._carrier.room())
        if room:
            with contextlib.suppress(BlockingIOError):
                data = os.read(self._master, room)
                self._carrier.bring(data)
                link.went(len(data))
                self._answer()
                room = min(link.room(), self._carrier.room())
        if link.breaks:
            self._pull_out()
            return self._step()
        return {self._master: (select.POLLIN if room else 0) | (select.POLLOUT if self._out else 0)}

    def _answer(self) -> None:
        said = self._carrier.fetch()
        self.world.link.answer(bytes(said))
        said.clear()
        if not self._out:
            self._out += self.world.link.arriving()
        with contextlib.suppress(BlockingIOError):
            while self._out:
                del self._out[: os.write(self._master, self._out)]
                self._out += self.world.link.arriving()

    def _pull_out(self) -> None:
        if self._master >= 0:
            # First its name: the number of a terminal that has ended goes to the next one, perhaps of another run.
            self._path.unlink(missing_ok=True)
            os.close(self._master)
            os.close(self._slave)
        self._master = self._slave = -1
        self._out.clear()
        self._carrier = Carrier(self.world.printer)
        self.world.printer.wire_closed()
        self.world.link.reconnected()

    def _is_quiet(self) -> bool:
        return self._master >= 0 and not select.select([self._master], [], [], 0)[0] and not self.world.link.breaks

    def _shut(self) -> None:
        self._pull_out()
        self._folder.cleanup()
