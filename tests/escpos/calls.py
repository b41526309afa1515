"""Random calls of python-escpos' methods, right ones and wrong ones, for hypothesis."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass, field

from hypothesis import strategies as st
from PIL import Image

ASCII = "".join(map(chr, range(0x20, 0x7F)))
WESTERN, EASTERN = "éüßñçøåÆ€£’–", "ŁžőčřßąęЖЩЯїΩαβשלגşğı"
LOST = "☃😀"
TEXTS = st.text(st.sampled_from(ASCII + "\n\n\t" + WESTERN + EASTERN + LOST), max_size=40)
FLAGS = st.none() | st.booleans()
SIZES = st.none() | st.integers(0, 9)


@dataclass(frozen=True)
class Call:
    """One call; ``make`` builds its arguments anew each time, as the original writes into some."""

    name: str
    arguments: tuple = ()
    named: dict = field(default_factory=dict)

    def on(self, printer):
        """Make it; returns what it raised. What the original prints on standard output is kept out of the test's."""
        named = dict(self.named)
        with redirect_stdout(io.StringIO()):
            try:
                getattr(printer, self.name)(*self.arguments, **named)
            except Exception as error:  # noqa: BLE001 - whatever it is, both must raise it
                return error
        return None


def call(name, *arguments, **named):
    return st.builds(
        lambda arguments, named: Call(name, arguments, named),
        st.tuples(*arguments),
        st.fixed_dictionaries({}, optional=named),
    )


def some(*values):
    return st.sampled_from(values)


@st.composite
def pictures(draw):
    """Pictures of a few grey pixels, of all the modes that pictures come in."""
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 150))
    pixels = draw(st.binary(min_size=16, max_size=16))
    image = Image.frombytes("L", (4, 4), pixels).resize((width, height))
    return image.convert(draw(some("L", "RGB", "1", "RGBA", "P")))


CODES = [
    ("EAN13", "4006381333931"),
    ("ean 8", "9638507"),
    ("CODE39", "TEA 42"),
    ("CODE128", "{BTea-42"),
    ("UPC-A", "01234567890"),
    ("ITF", "1234"),
    ("CODABAR", "A123B"),
    ("EAN13", "wrong"),
    ("nothing", "1"),
]

CALLS = st.one_of(
    call("text", TEXTS),
    call("textln", TEXTS),
    call("ln", st.integers(-1, 4)),
    call("block_text", TEXTS, font=some("0", "a", "b", "7"), columns=st.integers(5, 50)),
    call(
        "set",
        align=some("left", "center", "right", "middle", None),
        font=some("a", "b", 0, 1, "9", None),
        bold=FLAGS,
        underline=some(0, 1, 2, 3, None),
        width=SIZES,
        height=SIZES,
        density=some(0, 8, 9, 12, None),
        invert=FLAGS,
        smooth=FLAGS,
        flip=FLAGS,
        normal_textsize=FLAGS,
        double_width=FLAGS,
        double_height=FLAGS,
        custom_size=FLAGS,
    ),
    call("set_with_default", align=some("left", "center"), bold=st.booleans(), double_height=st.booleans()),
    call("line_spacing", spacing=some(None, 0, 30, 255, 300), divisor=some(60, 180, 360, 7)),
    call("cut", mode=some("FULL", "part", "PART", "half"), feed=st.booleans()),
    call("cashdraw", some(2, 5, 7, [27, 112, 0, 25, 250], [27, 112])),
    call("hw", some("INIT", "select", "RESET")),
    call("control", some("LF", "ff", "CR", "HT", "VT"), count=st.integers(0, 40), tab_size=st.integers(0, 40)),
    call("print_and_feed", st.integers(-1, 300)),
    call("panel_buttons", st.booleans()),
    call("buzzer", st.integers(0, 10), st.integers(0, 10)),
    call("linedisplay_select", st.booleans()),
    call("linedisplay_clear"),
    call("linedisplay", TEXTS),
    call("target", some("ROLL", "slip", "moon")),
    call("eject_slip"),
    call("print_and_eject_slip"),
    call("charcode", some("CP437", "CP858", "CP866", "AUTO")),
    call(
        "qr",
        some("https://example.org/tea", "42", ""),
        native=st.booleans(),
        ec=some(0, 1, 2, 3, 9),
        size=some(1, 3, 16, 17),
        model=some(1, 2, 7),
        center=st.booleans(),
    ),
    st.sampled_from(CODES).flatmap(
        lambda code: call(
            "barcode",
            st.just(code[1]),
            st.just(code[0]),
            height=some(0, 1, 64, 255, 256),
            width=some(1, 2, 3, 6, 7),
            pos=some("ABOVE", "below", "BOTH", "OFF", "elsewhere"),
            font=some("A", "B"),
            align_ct=st.booleans(),
            function_type=some(None, "A", "B", "C"),
        )
    ),
    call(
        "image",
        pictures(),
        high_density_vertical=st.booleans(),
        high_density_horizontal=st.booleans(),
        impl=some("bitImageRaster", "graphics", "bitImageColumn"),
        fragment_height=some(24, 48, 960),
        center=st.booleans(),
    ),
    call("_raw", some(b"\x1ba\x01", b"\x1bE\x01", b"Tea\n")),
)
