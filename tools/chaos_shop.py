"""The program under test: a shop that prints its receipts, and writes down what it was told of each."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chaos_facts import profile
from chaos_paper import Paper, reference
from chaos_receipts import job

from ocom809 import Printer
from ocom809.errors import NotPrinted, Ocom809Error, Unknown
from ocom809.exchanges import Decision
from ocom809.outcomes import Printed, Sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from chaos_plan import Errand, Plan
    from chaos_world import World

    from ocom809.devices.base import Device

ENDS: Final = {Printed: "Printed", Sent: "Sent", NotPrinted: "NotPrinted", Unknown: "Unknown"}
NEXT_OF: Final = "NotPrinted"
"""The one end after which a receipt may be tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the driver said of one attempt, and what was so at that moment.

    Attributes:
        errand: What was to be printed.
        end: ``Printed``, ``Sent``, ``NotPrinted``, ``Unknown``, or the name of a foreign exception.
        words: What it said with it.
        data: The bytes of the job.
        seconds: How long it took.
        taken: What the printer took meanwhile.
        places: Where the receipt stood whole on paper, in one piece, when the driver spoke.
        announced: What freeing the printer of an earlier job may have brought about, as the driver said.
    """

    errand: Errand
    end: str
    words: str
    data: bytes
    seconds: float
    taken: bytes
    places: tuple[tuple[int, int, bool], ...]
    announced: tuple[str, ...] = ()


class Shop:
    """Prints what is planned, one receipt after the other.

    Args:
        plan: What it wants.
        world: What it prints in; looked at, never touched but for announcing the next job.
        device: The wire.
        clock: Where the time comes from.
        sleep: How the driver waits, where it lets itself be told.
        hold: Lets another client hold the printer for so many seconds.
        in_order: Waits until nothing that went wrong before is still to show on the wire.
    """

    def __init__(
        self,
        plan: Plan,
        world: World,
        device: str | Device,
        clock: Callable[[], float],
        sleep: Callable[[float], None] | None = None,
        hold: Callable[[float], None] = lambda _seconds: None,
        in_order: Callable[[], None] = lambda: None,
    ) -> None:
        self._plan, self._world, self._clock = plan, world, clock
        self.profile = profile(plan.personality, plan.buffer_bytes, measured=plan.measured)
        limits = {"silence": plan.silence, "reply_silence": plan.reply_silence, "reconnect_seconds": plan.reconnect}
        self.printer = Printer(device, profile=self.profile, **limits)
        self.printer.session.chance = random.Random(plan.name).random  # noqa: S311 - a repeatable pattern, no secret
        if sleep is not None:
            self.printer.use_time(clock, sleep)
        self._hold, self._in_order = hold, in_order
        self._sleep = sleep or time.sleep
        self.claims: list[Claim] = []

    def run(self) -> None:
        """Print all receipts; what was not printed is tried again, as the driver says that it may be."""
        self._open()
        for place, errand in enumerate(self._plan.errands):
            self._world.begin(errand)
            if errand.healthy:
                self._in_order()
            if place == self._plan.holds:
                self.printer.let_go()
                self._hold(self._plan.hold_seconds)
            for _ in range(1 + self._plan.retries):
                self.claims.append(self._attempt(errand))
                self._world.look()
                if self.claims[-1].end != NEXT_OF:
                    break

    def _open(self) -> None:
        try:
            self.printer.open()
        except Ocom809Error as error:
            self._world.note(f"not opened: {error}")

    def _attempt(self, errand: Errand) -> Claim:
        work = job(errand.kind, errand.number, self.profile)
        before, begin, told = len(self._world.printer.taken), self._clock(), len(self._world.announced)
        end, words = self._outcome(work, errand)
        places = Paper(self._world.printer).places(reference(self._plan.personality, work.data))
        seconds = self._clock() - begin
        self._world.note(f"{end} after {seconds:.3f} s: {words}")
        taken = bytes(self._world.printer.taken[before:])
        facts: dict[str, Any] = {"seconds": seconds, "taken": taken, "announced": tuple(self._world.announced[told:])}
        return Claim(errand=errand, end=end, words=words, data=work.data, places=tuple(places), **facts)

    def _outcome(self, work: Any, errand: Errand) -> tuple[str, str]:
        try:
            outcome = self.printer.print(work, on_wait=self._decider(errand))
        except (NotPrinted, Unknown) as error:
            return ENDS[type(error)], str(error)
        except Ocom809Error as error:
            return f"{type(error).__name__} (no outcome)", str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            return f"foreign {type(error).__name__}", str(error)
        return ENDS[type(outcome)], getattr(outcome, "proof", "") or getattr(outcome, "why", "")

    def _decider(self, errand: Errand) -> Callable[[Any], Any]:
        """Wait, and let the printer recover where the person has left that to the program."""

        def decide(waiting: Any) -> Any:
            self._world.note(f"waits {waiting.seconds:.1f} s, {waiting.sent} bytes taken, {waiting.reasons}")
            if errand.gives_up_after is not None and waiting.seconds >= errand.gives_up_after:
                self._sleep(errand.thinks)
                return Decision.GIVE_UP
            return Decision.RECOVER if errand.by_recovering and self._knife_is_free() else Decision.WAIT

        return decide

    def _knife_is_free(self) -> bool:
        return any("a person mends cutter-jam" in line for line in self._world.trace[-20:])
