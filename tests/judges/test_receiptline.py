"""What we make of the markup is what its reference implementation makes of it, line by line."""

from __future__ import annotations

import pytest

from ocom809.receipt.markup import as_text, parse
from tests.judges import markup_documents, receiptline
from tests.judges.receiptline import Question

GENERATED = 1000


@pytest.fixture(scope="module", autouse=True)
def _installed():
    receiptline.installed()


def ours(question):
    return as_text(parse(question.document), question.columns).split("\n")[:-1]


def disagreements(questions):
    """The documents that come out differently; those that the reference cannot set at all have no answer."""
    answers = receiptline.texts(questions)
    assert sum(answer is None for answer in answers) <= len(answers) // 20
    return [
        (question, answer, ours(question))
        for question, answer in zip(questions, answers, strict=True)
        if answer is not None and ours(question) != answer
    ]


def test_its_own_examples_read_the_same():
    encodings = {"en": "multilingual", "ja": "cp932"}
    questions = [
        Question(path.read_text(encoding="utf-8"), encoding=encodings[path.parent.name])
        for path in sorted(receiptline.EXAMPLES.glob("*/*.receipt"))
    ]

    assert len(questions) == 42
    assert disagreements(questions) == []


def test_generated_documents_read_the_same():
    assert disagreements([markup_documents.question(seed) for seed in range(GENERATED)]) == []
