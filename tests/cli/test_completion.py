"""``completion``: what the scripts offer in real shells."""

import os
import pty
import re
import select
import subprocess
import sys

import pytest

from tests.judges import needed

PROGRAM = f'#!/bin/sh\nexec "{sys.executable}" -m ocom809 "$@"\n'
SECONDS = 100


@pytest.fixture
def shell_environment(tmp_path):
    """A program ``ocom809`` on the path, and an empty home."""
    program = tmp_path / "bin" / "ocom809"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(0o755)
    (tmp_path / "home").mkdir()
    path = f"{program.parent}:{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(tmp_path / "home"), "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "dumb"}


def printed_by(command, environment):
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=SECONDS)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.split("\n")


BASH = """
eval "$(ocom809 completion bash)"
COMP_WORDS=({words}) COMP_CWORD={place}
_ocom809_completion ocom809
echo "${{COMPREPLY[*]}}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ocom809", "pr"], "print preview probe"),
        (["ocom809", "parameters", "set"], "set set-ip"),
        (["ocom809", "cut", "--fu"], "--full"),
        (["ocom809", "completion", "f"], "fish"),
    ],
)
def test_bash_offers_commands_options_and_choices(shell_environment, words, offered):
    bash = needed.tool("bash", install="apt-get install bash")
    script = BASH.format(words=" ".join(words), place=len(words) - 1)
    assert printed_by([bash, "--norc", "-c", script], shell_environment)[0] == offered


def test_fish_offers_commands_with_what_they_do(shell_environment):
    fish = needed.tool("fish", install="apt-get install fish")
    script = 'ocom809 completion fish | source; complete -C "ocom809 pr"'
    names = [line.split("\t")[0] for line in printed_by([fish, "-c", script], shell_environment) if line]
    assert names == ["preview", "print", "probe"]


def test_zsh_completes_what_is_typed_at_a_terminal(shell_environment):
    zsh = needed.tool("zsh", install="apt-get install zsh")
    with Terminal([zsh, "-f", "-i"], shell_environment) as terminal:
        terminal.type('autoload -U compinit; compinit -u; eval "$(ocom809 completion zsh)"; echo "rea""dy"\n')
        terminal.wait_for("ready")
        terminal.type("ocom809 prev\t")
        terminal.wait_for("preview")


class Terminal:
    """A program at a pseudo terminal: what is typed, and what is seen."""

    def __init__(self, command, environment):
        self.pid, self.end = pty.fork()
        if not self.pid:
            os.execve(command[0], command, environment)
        self.seen = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.end)
        os.waitpid(self.pid, 0)

    def type(self, text):
        os.write(self.end, text.encode())

    def wait_for(self, text):
        """Read until ``text`` is there; the escape sequences between its letters do not count."""
        while text not in re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", self.seen):
            readable, _, _ = select.select([self.end], [], [], SECONDS)
            assert readable, f"{text!r} never came: {self.seen!r}"
            self.seen += os.read(self.end, 4096).decode(errors="replace")
