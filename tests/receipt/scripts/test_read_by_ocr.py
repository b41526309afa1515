"""A program that reads pictures of text, and knows nothing of us, reads what came out on the virtual paper."""

from __future__ import annotations

import io
import os
import subprocess
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from PIL import Image

from ocom809.commands import Alignment
from ocom809.receipt import Receipt
from ocom809.receipt.markup import as_text as markup_text
from ocom809.receipt.scripts.fonts import font_for
from tests.judges.needed import tool, unavailable
from tests.receipt.scripts.test_typesetting import INSTALL, printed
from tools import template_examples


def read(receipt, language):
    tesseract = tool("tesseract", install=f"apt-get install tesseract-ocr tesseract-ocr-{language.replace('_', '-')}")
    picture = printed(receipt).tickets[0].to_image().convert("L")
    picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.BICUBIC)
    png = io.BytesIO()
    picture.save(png, "PNG", dpi=(406, 406))
    asked = [tesseract, "-", "-", "-l", language, "--psm", "6"]
    # Its threads would turn round waiting for each other: they take longer than one alone, and all processors.
    alone = os.environ | {"OMP_THREAD_LIMIT": "1"}
    told = subprocess.run(asked, input=png.getvalue(), capture_output=True, timeout=100, env=alone)
    if told.returncode:
        unavailable(
            f"tesseract cannot read {language}", install=f"apt-get install tesseract-ocr-{language.replace('_', '-')}"
        )
    return told.stdout.decode()


LEAST_PAIRS = 0.6


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
        ("chi_sim", ["谢谢惠顾，欢迎下次光临", "宫保鸡丁 38.00", "合计金额", "增值税发票"]),
        ("kor", ["감사합니다", "아메리카노 4500원", "합계 금액", "영수증"]),
        ("vie", ["Cà phê sữa đá 25.000", "Cảm ơn quý khách", "Tổng cộng", "Hẹn gặp lại"]),
        ("ell", ["Ελληνικός καφές 2.20", "Ευχαριστώ πολύ", "Σύνολο", "Απόδειξη λιανικής"]),
        ("rus", ["Чай с лимоном 150", "Спасибо за покупку", "Итого к оплате", "Кассовый чек"]),
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


EXAMPLES = {
    "cafe-greek": "ell",
    "cafe-hebrew": "heb",
    "coffee-vietnamese": "vie",
    "ramen-japanese": "jpn",
    "restaurant-arabic": "ara",
    "restaurant-thai": "tha",
    "tea-chinese": "chi_sim",
    "grocery": "eng",
}


@pytest.mark.parametrize(("name", "language"), EXAMPLES.items())
def test_most_letters_of_an_example_are_read_off_its_paper_in_the_order_of_reading(name, language):
    receipt = template_examples.receipt(name)
    wanted = Counter(pairs(markup_text(receipt.elements[0].document)))
    found = Counter(pairs(read(receipt, language)))
    assert (wanted & found).total() / wanted.total() > LEAST_PAIRS, wanted - found


def pairs(text):
    """Neighbouring letters of each word: where they stand in order, so do these."""
    return [
        pair
        for word in unicodedata.normalize("NFKC", text).split()
        for pair in pairwise(character for character in word if unicodedata.category(character)[0] in "LMN")
    ]
