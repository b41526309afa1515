"""``python -m ocom809`` is the console script ``ocom809``."""

from ocom809.cli import main

main()
