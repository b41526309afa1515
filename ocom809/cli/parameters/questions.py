"""Questions to the person at the keyboard, asked again until the answer can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from ocom809.cli import show
from ocom809.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


def say(*lines: str) -> None:
    """Say something within the dialogue."""
    for line in lines:
        click.echo(show.harmless(line))


def choose(title: str, options: Sequence[str], *, other: str = "") -> int | str:
    """Which of the options: its place from 0, or what was typed instead, where ``other`` says that this may be."""
    say("", title, *(f"  {number}  {words}" for number, words in enumerate(options, 1)))
    while True:
        text = _typed(f"Number{f', or {other}' if other else ''}")
        if text.isascii() and text.isdigit() and len(text) <= len(str(len(options))) and 1 <= int(text) <= len(options):
            return int(text) - 1
        if other and text and not text.isdigit():
            return text
        say(f"  Type a number from 1 to {len(options)}{f', or {other}' if other else ''}.")


def place(title: str, options: Sequence[str]) -> int:
    """Which of the options, by its place from 0."""
    chosen = choose(title, options)
    return chosen if isinstance(chosen, int) else 0


def value(words: str, read: Callable[[str], T], *, usual: str = "") -> T:
    """A value that ``read`` takes; without an answer it reads ``usual``."""
    while True:
        text = _typed(f"{words}{f' [{usual}]' if usual else ''}") or usual
        try:
            return read(text)
        except InputError as error:
            say(f"  {error}")


def is_yes(words: str) -> bool:
    """Whether the person types yes, in full."""
    return _typed(f"{words} (yes or no)").lower() == "yes"


def _typed(words: str) -> str:
    text: str = click.prompt(words, default="", show_default=False)
    return text.strip()
