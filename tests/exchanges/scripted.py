"""A walker without a wire: a scripted printer, a simulated clock, and a list of what was asked of it."""

from ocom809.errors import DeviceTimeout
from ocom809.exchanges import Abort, AskBoard, LetGo, Open, Pause, Receive, Send, Session
from ocom809.profile import OCPP809

READY = {b"\x10\x04\x01": b"\x16", b"\x10\x04\x02": b"\x12", b"\x10\x04\x03": b"\x12", b"\x10\x04\x04": b"\x12"}
NO_PAPER = READY | {b"\x10\x04\x01": b"\x1e", b"\x10\x04\x02": b"\x32", b"\x10\x04\x04": b"\x72"}
GS_R = b"\x1dr\x01"
EVERY_QUESTION = b"".join(READY)
REPORT = b"\x14\x00\x00\x00"
IN_TURN = OCPP809.with_facts(answers_real_time=True, answers_in_turn=True)
DRAINED = OCPP809.with_facts(answers_real_time=True, real_time_overtakes=False)
REPORTED = OCPP809.with_facts(answers_real_time=True, automatic_status=True)


class Stage:
    """Plays the printer, and whoever walks.

    Args:
        answers: What each question is answered with; a function of the stage where that changes.
        takes: How many bytes it takes until ``takes`` is raised.
        opens: What each try to open ends in: an error, or nothing.
        board: What its board says.
        latency: How long an answer takes.
    """

    def __init__(self, answers=READY, *, takes=1 << 30, opens=(), board=b"", latency=0.0, profile=OCPP809, **options):
        self.now = 0.0
        self.answers = answers
        self.takes = takes
        self.opens = list(opens)
        self.board = board
        self.latency = latency
        self.taken = b""
        self.steps = []
        self.coming = []
        self.throw = {}
        self.session = Session(
            profile=profile, clock=lambda: self.now, chance=lambda: 0.5, **{"uri": "test:", "silence": 10.0} | options
        )

    def say(self, data, at=0.0):
        """Let ``data`` come at that time."""
        self.coming.append((at, data))

    def walk(self, exchange):
        try:
            step = next(exchange)
            while True:
                self.steps.append(step)
                try:
                    data = self.carry_out(step)
                except BaseException as error:  # noqa: BLE001 - handed on at once, as every walker does
                    step = exchange.throw(error)
                else:
                    step = exchange.send(data)
        except StopIteration as end:
            return end.value

    def carry_out(self, step):
        problem = self.throw.pop(len(self.steps), None) or self.throw.pop(type(step), None)
        if problem is not None:
            raise problem
        if isinstance(step, Send):
            self.take(step)
        elif isinstance(step, Receive):
            return self.hear(step.silence)
        elif isinstance(step, Pause):
            self.now += step.seconds
        elif isinstance(step, Open):
            problem = self.opens.pop(0) if self.opens else None
            if problem is not None:
                raise problem
            self.session.opened(two_way=True)
        elif isinstance(step, AskBoard):
            return self.board
        elif not isinstance(step, Abort | LetGo):
            raise TypeError(step)
        return b""

    def take(self, step):
        piece = step.data[: max(0, self.takes - len(self.taken))]
        before = len(self.taken)
        self.taken += piece
        answers = self.answers(self) if callable(self.answers) else self.answers
        while before < len(self.taken):
            question = next((each for each in answers if self.taken.startswith(each, before)), b"")
            if question:
                self.say(answers[question], self.now + self.latency)
            before += len(question) or 1
        if piece != step.data:
            self.now += self.session.silence if step.silence is None else step.silence
            error = DeviceTimeout("it took no byte", written=step.before + len(piece))
            error.handed_over = step.before + len(piece)
            raise error
        if step.progress:
            step.progress(step.before + len(piece))

    def hear(self, silence):
        end = self.now + silence
        due = [item for item in self.coming if item[0] <= end]
        if not due:
            self.now = end
            return b""
        first = min(due, key=lambda item: item[0])
        self.coming.remove(first)
        self.now = max(self.now, first[0])
        return first[1]

    @property
    def sent(self):
        return [step.data for step in self.steps if isinstance(step, Send)]

    @property
    def kinds(self):
        return [type(step).__name__ for step in self.steps]
