"""Words for people: the only importer of click, the only place that prints."""

from __future__ import annotations


def main() -> None:
    """The console script ``ocom809``; leaves by ``sys.exit`` with the exit code of ``exit_codes.py``."""
    from ocom809.cli.main import run

    run()
