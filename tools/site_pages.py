"""Which pages the documentation has, and in which order: for ``docs/README.md``, and for mkdocs, whose hook this is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent.parent / "docs"
FIRST_OF_ALL = "README.md"
SECTIONS = {
    "tutorial": ("Tutorial", "Begin here: it takes you by the hand, and needs no printer."),
    "how-to": ("How to", "For whoever has something to do."),
    "examples": ("Examples", "Templates of whole receipts, with data and the paper that comes of them."),
    "reference": ("Reference", "Every name, option, code and number."),
    "explanation": ("Explanation", "Why it is as it is, and what is known."),
}
TOP = """# The documentation of ocom809

ocom809 drives the OCOM OCPP-809 receipt printer and its class: print, and know that it printed. The project's
own page is the `README.md` beside this folder, and what is new stands in its `CHANGELOG.md`.

This list is made by `tools/make-reference`.
"""


def on_config(config: Any) -> Any:
    """What mkdocs calls: the pages of each section, in the order of ``SECTIONS``."""
    config["nav"] = [{"Documentation": FIRST_OF_ALL}, *(section(folder) for folder in SECTIONS)]
    return config


def section(folder: str) -> dict[str, list[dict[str, str]]]:
    """One part of the navigation."""
    return {SECTIONS[folder][0]: [{title(page): named(page)} for page in pages(folder)]}


def contents_page() -> str:
    """``docs/README.md``: every page with its title."""
    parts = [TOP]
    for folder, (name, about) in SECTIONS.items():
        listed = [f"- [{title(page)}]({named(page)})" for page in pages(folder) if page.parent.name != "decisions"]
        decisions = [f"- [Decisions]({folder}/decisions/README.md)"] if (DOCS / folder / "decisions").is_dir() else []
        parts.append("\n".join([f"## {name}\n", f"{about}\n", *listed, *decisions]) + "\n")
    return "\n".join(parts)


def pages(folder: str) -> list[Path]:
    """The pages below a folder, those right in it first; the list of a folder before what it lists."""
    found = (DOCS / folder).rglob("*.md")
    return sorted(found, key=lambda page: (len(page.parts), page.parent, page.name != FIRST_OF_ALL, page.name))


def named(page: Path) -> str:
    """Its path below ``docs``."""
    return page.relative_to(DOCS).as_posix()


def title(page: Path) -> str:
    """Its first heading."""
    return page.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ").strip()
