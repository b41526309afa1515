"""What a stream of bytes means, apart from what the table of differences allows to be said in other words.

Two streams of one meaning print the same paper: text is compared by its characters and not by the pages that they were
taken from, feeds and slices of pictures by what they come to. All else is compared by its bytes.
"""

from __future__ import annotations

from ocom809.escpos.original import capabilities
from ocom809.receipt.harmless import harmless
from ocom809.virtual.decode import decode

_SILENT = ("ESC t", "FS .")


def meaning(stream, profile, *, forgets):
    """The stream as a list of texts, feeds, pictures and bytes.

    Args:
        stream: The bytes.
        profile: The name of the profile that says which page is which.
        forgets: Whether a fresh start or another font leaves the page unknown, as it does in truth. The original counts
            on the opposite; its stream is read as it was meant.
    """
    return Reader(profile, forgets=forgets).read(stream)


class Reader:
    def __init__(self, profile, *, forgets):
        self.codecs = codecs_of(profile)
        self.forgets = forgets
        self.page = None
        self.found = []

    def read(self, stream):
        for instruction in decode(stream):
            self.take(instruction)
        return self.found

    def take(self, instruction):
        name = instruction.name
        if name == "ESC t":
            self.page = instruction.values[0]
        elif self.forgets and name in ("ESC @", "ESC M"):
            self.page = None
        if name == "text":
            self.join("text", self.characters(instruction.data))
        elif name == "ESC d":
            self.join("feed", instruction.values[0])
        elif name == "GS v 0":
            self.picture(instruction)
        elif name not in _SILENT:
            self.found.append((name, instruction.data))

    def characters(self, data):
        if data.isascii():
            return data.decode("ascii")
        assert self.page is not None, f"{data!r} is sent, and nobody knows to which page"
        return data.decode(self.codecs[self.page])

    def join(self, kind, value):
        if self.found and self.found[-1][0] == kind:
            value = self.found.pop()[1] + value
        self.found.append((kind, value))

    def picture(self, instruction):
        density, low, high = instruction.values[:3]
        kind = ("picture", density, low + 256 * high)
        rows = instruction.payload
        if self.found and self.found[-1][0] == kind:
            rows = self.found.pop()[1] + rows
        self.found.append((kind, rows))


def of_pictures(found):
    """The same without what some printers obey among dots: the one change that our face makes to dots."""
    return [(kind, harmless(value) if is_picture(kind) else value) for kind, value in found]


def is_picture(kind):
    return isinstance(kind, tuple) or kind in ("GS ( L", "ESC *")


def codecs_of(profile):
    pages = capabilities.CAPABILITIES["profiles"][profile]["codePages"]
    encodings = capabilities.CAPABILITIES["encodings"]
    return {int(number): encodings[name].get("python_encode") for number, name in pages.items()}
