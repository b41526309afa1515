"""A head that writes down what the interpreter gives it, and helpers to read it."""

from ocom809.virtual.interpreter import Interpreter
from ocom809.virtual.tokenizer import Tokenizer


class RecordingHead:
    """Keeps rows, texts, feeds, cuts, events and replies in the order in which they came."""

    busy = False

    def __init__(self):
        self.rows = []
        self.texts = []
        self.feeds = []
        self.cuts = []
        self.events = []
        self.replies = []

    def print_rows(self, rows, *, text="", lines=()):
        self.rows += rows
        if text:
            self.texts.append(text)
        self.texts += [line.text for line in lines]

    def feed(self, dots):
        assert dots >= 0
        self.feeds.append(dots)
        self.rows += [0] * dots

    def feed_to_knife(self):
        self.cuts.append("feed")

    def cut(self, *, partial):
        self.cuts.append("partial" if partial else "full")

    def event(self, name, **details):
        assert all(isinstance(value, int | str) for value in details.values())
        self.events.append((name, details))

    def reply(self, data):
        self.replies.append(data)

    def named(self, name):
        return [details for event, details in self.events if event == name]

    def picture(self, width=576):
        """Rows as text, for looking at in a failed test: # is black."""
        return [f"{row:0{width}b}".replace("0", ".").replace("1", "#") for row in self.rows]

    def columns(self, width=576):
        """First and last black column, or None on white paper."""
        black = 0
        for row in self.rows:
            black |= row
        if not black:
            return None
        return width - black.bit_length(), width - 1 - ((black & -black).bit_length() - 1)


def printed(data, **settings):
    """What the interpreter makes of a stream."""
    head = RecordingHead()
    interpreter = Interpreter(head, **settings)
    tokenizer = Tokenizer()
    for instruction in tokenizer.feed(data) + tokenizer.flush():
        interpreter.run(instruction)
    return head


def interpreted(data, **settings):
    """The interpreter and its head after a stream."""
    head = RecordingHead()
    interpreter = Interpreter(head, **settings)
    tokenizer = Tokenizer()
    for instruction in tokenizer.feed(data) + tokenizer.flush():
        interpreter.run(instruction)
    return interpreter, head
