"""What a fact of a profile may be: for each a test, and the words for what passes it."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

_Check = tuple[Callable[[Any], bool], str]


def _number(lowest: int, highest: int) -> _Check:
    return lambda value: type(value) is int and lowest <= value <= highest, f"{lowest} to {highest}"


def _between(lowest: float, highest: float) -> _Check:
    return lambda value: type(value) in (int, float) and lowest <= value <= highest, f"{lowest} to {highest}"


def _is_codec(name: object) -> bool:
    try:
        return isinstance(name, str) and bool(codecs.lookup(name))
    except LookupError:
        return False


def _are_paths(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(path, str) and path and "\0" not in path for path in value)


_YES_OR_NO: _Check = (lambda value: type(value) is bool, "true or false")
_YES_NO_OR_UNKNOWN: _Check = (lambda value: value is None or type(value) is bool, "true, false or not given")
_SOME_BYTES: _Check = (lambda value: isinstance(value, bytes) and bool(value), "some bytes")
AFTER_PAPER_OUT = ("goes on", "reprints", "forgets")
CHECKS: dict[str, _Check] = {
    "name": (lambda value: isinstance(value, str) and value.isprintable(), "a printable name"),
    "width_dots": _number(16, 1024),
    "dots_per_mm": _number(1, 24),
    "columns_a": _number(1, 96),
    "columns_b": _number(1, 128),
    "line_spacing_dots": _number(0, 255),
    "head_to_knife_dots": _number(0, 400),
    "millimetres_per_second": _number(1, 1000),
    "band_rows": _number(1, 4095),
    "qr_code": _YES_OR_NO,
    "pdf417": _YES_OR_NO,
    "graphics": _YES_OR_NO,
    "chinese_codec": (_is_codec, "the name of a codec"),
    "chinese_font": _YES_NO_OR_UNKNOWN,
    "fonts": (_are_paths, "paths of font files"),
    "self_test_command": _SOME_BYTES,
    "receive_buffer_bytes": _number(64, 16 * 1024 * 1024),
    "raster_images": _YES_OR_NO,
    "column_images": _YES_OR_NO,
    "picture_gamma": _between(0.2, 5.0),
    "stored_image_bytes": _number(1024, 64 * 1024),
    "longest_line_feed": _number(1, 255),
    "drawer_pin": (lambda value: value is None or (type(value) is int and value in (2, 5)), "2, 5 or not given"),
    "unacknowledged_bytes": (
        lambda value: value is None or (type(value) is int and 64 <= value <= 16 * 1024 * 1024),  # noqa: PLR2004
        "64 to 16777216, or not given",
    ),
    "keeps_after_paper_out": (
        lambda value: value is None or (isinstance(value, str) and value in AFTER_PAPER_OUT),
        f"{', '.join(AFTER_PAPER_OUT)} or not given",
    ),
    **dict.fromkeys(
        (
            "stored_images",
            "downloaded_images",
            "cuts_fully",
            "buzzer",
            "alarm_light",
            "drawer_open_is_high",
            "answers_real_time",
            "real_time_overtakes",
            "answers_in_turn",
            "automatic_status",
            "answers_identity",
            "board_status",
            "cuts_early",
            "stalls_on_black",
        ),
        _YES_NO_OR_UNKNOWN,
    ),
}
