"""A job: its bytes at once or as they are made, each of them made once."""

import threading

from ocom809 import OCPP809, Receipt
from ocom809.job import Job, prepare


def test_a_receipt_is_one_chunk():
    job = prepare(Receipt().text("Tea").barcode("4006381333931").cut(), OCPP809)

    assert list(job.chunks()) == [job.data]
    assert job.total == len(job.data)


def test_chunks_are_made_when_they_are_asked_for_and_only_once():
    made = []

    def source():
        for chunk in (b"a", b"", b"bc"):
            made.append(chunk)
            yield chunk

    job = Job(source())
    chunks = job.chunks()
    assert made == []
    assert next(chunks) == b"a"
    assert made == [b"a"]
    assert list(chunks) == [b"bc"]
    assert job.data == b"abc"
    assert list(job.chunks()) == [b"a", b"bc"]
    assert made == [b"a", b"", b"bc"]


def test_several_may_ask_for_the_same_job_at_once():
    job = Job(bytes([number]) for number in range(200))
    found = []
    threads = [threading.Thread(target=lambda: found.append(b"".join(job.chunks()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [bytes(range(200))] * 4


def test_a_job_of_bytes_is_those_bytes():
    job = Job(b"\x1b@", lost=("x",))

    assert (job.data, job.total, job.lost, job.substituted) == (b"\x1b@", 2, ("x",), ())
    assert repr(job) == "<Job of 2 bytes>"


def test_a_job_of_nothing_has_no_chunks():
    assert list(Job(b"").chunks()) == []
    assert Job(b"").data == b""
