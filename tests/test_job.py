"""A job: its bytes, and where cuts and questions may stand in them."""

from ocom809 import OCPP809, Receipt
from ocom809.commands import AbsolutePosition, Alignment, Cut, HexDump, LineFeed, OpenDrawer, Raw, Text, encode
from ocom809.job import chunks, prepare
from ocom809.paper_use import paper_mm
from ocom809.receipt import compose

RECEIPT = (
    Receipt().text("Tea").row("Pot", "4.50").text("Größe").rule().barcode("4006381333931").cut().text("Again").cut()
)


def test_a_job_is_the_bytes_of_its_commands_one_after_the_other():
    assert prepare(RECEIPT, OCPP809).data == encode(compose(RECEIPT).commands)


def test_a_question_may_stand_behind_every_line_even_where_lines_go_to_bytes_together():
    commands = compose(RECEIPT).commands
    ends = {len(encode(commands[: number + 1])) for number, command in enumerate(commands)}
    lines = {len(encode(commands[: number + 1])) for number, each in enumerate(commands) if isinstance(each, LineFeed)}
    job = prepare(RECEIPT, OCPP809)

    assert lines <= set(job.boundaries) <= ends
    assert list(job.boundaries) == sorted(set(job.boundaries))
    assert job.boundaries[-1] == job.total


def test_a_position_that_holds_the_byte_of_a_line_feed_is_no_place_for_a_question():
    row = Receipt().row("a", "c", widths=(40, 8), aligns=(Alignment.LEFT, Alignment.CENTER))
    job = prepare(row, OCPP809)

    commands = compose(row).commands
    ends = {len(encode(commands[: number + 1])) for number in range(len(commands))}
    assert AbsolutePosition(0x020A) in commands
    assert set(job.boundaries) <= ends


def test_a_fence_stands_right_before_each_cut():
    job = prepare(RECEIPT, OCPP809)
    cut = Cut().encode()

    assert len(job.fences) == 2
    assert all(job.data[place:].startswith(cut) for place in job.fences)


def test_behind_raw_bytes_nothing_is_known():
    job = prepare([Text("Tea"), LineFeed(), Raw(b"\x1b@"), Cut()], OCPP809)

    assert (job.fences, job.boundaries) == ((), (3, 4))
    assert not job.is_readable


def test_a_job_that_ends_in_a_dump_cannot_be_proven():
    assert not prepare([HexDump()], OCPP809).is_provable
    assert prepare([OpenDrawer()], OCPP809).is_provable


def test_plain_lines_take_as_much_paper_as_the_commands_that_they_stand_for():
    receipt = Receipt().text("Tea", height=2).text("Tea", height=2).text("Tea").text("a").text("b").cut()
    composition = compose(receipt)

    assert paper_mm(composition.written, OCPP809) == paper_mm(composition.commands, OCPP809)


def test_a_short_document_is_one_chunk():
    assert list(chunks(RECEIPT, OCPP809)) == [prepare(RECEIPT, OCPP809).data]


def test_nothing_is_no_chunk():
    assert list(chunks([], OCPP809)) == []


def test_what_is_added_to_a_receipt_later_is_not_in_the_job_that_was_made_of_it():
    receipt = Receipt().text("Tea")
    job = prepare(receipt, OCPP809)
    receipt.text("Pot")

    assert job.receipt is not None
    assert [element.name for element in job.receipt.elements] == ["text"]
    assert b"Pot" not in job.data
