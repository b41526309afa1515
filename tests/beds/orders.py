"""What a bed in one network namespace says to its printer in another, a word a line; and the command ``ip``."""

import subprocess


def tell(printer, order):
    printer.stdin.write(order + "\n")
    printer.stdin.flush()
    expect(printer, "done")


def expect(printer, word):
    heard = printer.stdout.readline().strip()
    if heard != word:
        raise RuntimeError(f"the printer's namespace said {heard!r} instead of {word!r}")


def ip(words):
    subprocess.run(["ip", *words.split()], check=True)
