"""A program that reads pictures of text, and knows nothing of us, reads what came out on the virtual paper."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from difflib import SequenceMatcher

import pytest
from PIL import Image

from ocom809.commands import Alignment
from ocom809.receipt import Receipt
from ocom809.receipt.scripts.fonts import font_for
from tests.judges.needed import tool, unavailable
from tests.receipt.scripts.test_typesetting import INSTALL, printed


def read(receipt, language):
    tesseract = tool("tesseract", install=f"apt-get install tesseract-ocr tesseract-ocr-{language}")
    picture = printed(receipt).tickets[0].to_image().convert("L")
    picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    png = io.BytesIO()
    picture.save(png, "PNG", dpi=(406, 406))
    asked = [tesseract, "-", "-", "-l", language, "--psm", "6"]
    told = subprocess.run(asked, input=png.getvalue(), capture_output=True, timeout=60)
    if told.returncode:
        unavailable(f"tesseract cannot read {language}", install=f"apt-get install tesseract-ocr-{language}")
    return told.stdout.decode()


def letters(text):
    kept = [character for character in unicodedata.normalize("NFKC", text) if character.isalnum()]
    return "".join(kept)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("ara", ["شكرا لزيارتكم", "المجموع 42.50 ريال", "قهوة عربية", "فاتورة ضريبية مبسطة"]),
        ("heb", ["תודה רבה", "סך הכל 42.50", "קפה שחור", "חשבונית מס קבלה"]),
        ("tha", ["ขอบคุณที่ใช้บริการ", "ข้าวผัดกุ้ง 120 บาท", "น้ำเปล่า", "รวมทั้งสิ้น"]),
        ("jpn", ["ありがとうございます", "コーヒー 450円", "合計金額", "領収書"]),
    ],
)
def test_most_letters_are_read_as_they_were_written(language, lines):
    for character in set("".join(lines)) - {" "}:
        if character.isalpha() and font_for(character) is None:
            unavailable(f"no font here holds {character!r}", install=INSTALL)
    align = Alignment.RIGHT if language in ("ara", "heb") else Alignment.LEFT
    receipt = Receipt()
    for line in lines:
        receipt.text(line, align=align, width=2, height=2)
    told, wanted = letters(read(receipt, language)), letters("".join(lines))
    assert SequenceMatcher(None, told, wanted, autojunk=False).ratio() > 0.8, told
