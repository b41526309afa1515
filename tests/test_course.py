"""How a job runs: reckoned when it is asked for, and the same as if it had been reckoned at once."""

from ocom809 import OCPP809, Receipt
from ocom809.commands import Cut, HexDump, LineFeed, PlainCut, QRCode, Raw, Text
from ocom809.course import Course, CourseOfCommands
from ocom809.job import Job, prepare
from ocom809.paper_use import paper_mm
from ocom809.receipt import compose


def course(*commands):
    return CourseOfCommands(commands, [len(command.encode()) for command in commands], OCPP809)


def test_both_kinds_of_cut_are_fences_and_every_command_ends_at_a_boundary():
    own = course(Text("Tea"), LineFeed(), Cut(), Text("b"), LineFeed(), PlainCut())

    assert own.fences == (4, 4 + len(Cut().encode()) + 2)
    assert own.boundaries[:2] == (3, 4)
    assert len(own.boundaries) == 6


def test_raw_bytes_end_what_is_known():
    own = course(Text("Tea"), Raw(b"\x1b@"), Cut())
    assert (own.fences, own.boundaries, own.paper_mm) == ((), (3,), None)


def test_nothing_runs_nowhere():
    assert (course().fences, course().boundaries, course().paper_mm) == ((), (), 0.0)


def test_a_job_tells_what_its_course_does():
    receipt = Receipt().text("Tea").rule().row("Pot", "4.50").cut()
    job = prepare(receipt, OCPP809)

    assert (job.fences, job.boundaries) == (job.course.fences, job.course.boundaries)
    assert job.paper_mm == paper_mm(compose(receipt).commands, OCPP809)


def test_where_only_the_printer_knows_how_long_it_gets_the_paper_is_unknown():
    assert course(QRCode("tea")).paper_mm is None
    assert course(HexDump()).paper_mm is None


def test_a_job_of_bytes_has_the_course_that_it_was_given_or_none():
    assert Job(b"Tea\n").course == Course()
    assert not Job(b"Tea\n").is_readable
    assert Job(b"Tea\n", course=Course(boundaries=(4,))).is_readable
