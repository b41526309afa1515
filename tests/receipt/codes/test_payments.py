"""Payments: the text of their codes against literals written by hand from the published specifications."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ocom809.errors import DocumentError
from ocom809.receipt import Receipt
from ocom809.receipt.codes import UPI, Pix, SepaTransfer, SwissAddress, SwissBill, ZatcaInvoice
from ocom809.receipt.codes.payments.accounts import creditor_reference, iban, qr_reference, recursive_check_digit
from ocom809.receipt.codes.payments.pix import crc16
from tests.judges import scanners
from tests.receipt.codes.paper import codes, picture, printed

WIKIMEDIA = "DE33100205000001194700"
SELDWYLA = SwissAddress("Max Muster & Söhne", "8000", "Seldwyla", street="Musterstrasse", building="123")
SIMON = SwissAddress("Simon Muster", "8000", "Seldwyla", street="Musterstrasse", building="1")
QR_IBAN, QR_REFERENCE = "CH44 3199 9123 0008 8901 2", "21 00000 00003 13947 14300 09017"
NORMAL_IBAN = "CH58 0079 1123 0008 8901 2"
RANDOM_KEY = "123e4567-e12b-12d1-a456-426655440000"

SEPA = SepaTransfer(
    "Wikimedia Foerdergesellschaft", WIKIMEDIA, "123.45", bic="BFSWDE33BER", text="Spende fuer Wikipedia"
)
SWISS = SwissBill(
    QR_IBAN,
    SELDWYLA,
    Decimal("1949.75"),
    debtor=SIMON,
    reference=QR_REFERENCE,
    message="Order from 15.10.2020",
    billing="//S1/10/1234/11/201021/30/102673386/32/7.7/40/0:30",
)
# The example of the Banco Central's Manual do BR Code.
PIX = Pix(RANDOM_KEY, "Fulano de Tal", "BRASILIA")
LINK = UPI("nadeem@npci", "nadeem chinna", 10, reference="4894398cndhcd23", note="Pay to mystar store")
# The example of ZATCA's guide to developing a compliant QR code.
ZATCA = ZatcaInvoice("Bobs Records", "310122393500003", datetime(2022, 4, 25, 15, 30, tzinfo=UTC), "1000.00", "150.00")

PAYLOADS = [
    (
        SEPA,
        "BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR123.45\n\n\n"
        "Spende fuer Wikipedia",
    ),
    (
        SWISS,
        "SPC\n0200\n1\nCH4431999123000889012\nS\nMax Muster & Söhne\nMusterstrasse\n123\n8000\nSeldwyla\nCH\n"
        "\n\n\n\n\n\n\n1949.75\nCHF\nS\nSimon Muster\nMusterstrasse\n1\n8000\nSeldwyla\nCH\n"
        "QRR\n210000000003139471430009017\nOrder from 15.10.2020\nEPD\n"
        "//S1/10/1234/11/201021/30/102673386/32/7.7/40/0:30",
    ),
    (
        PIX,
        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000"
        "5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D",
    ),
    (
        LINK,
        "upi://pay?pa=nadeem@npci&pn=nadeem%20chinna&tr=4894398cndhcd23&tn=Pay%20to%20mystar%20store&am=10.00&cu=INR",
    ),
    (
        ZATCA,
        "AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQxNTozMDowMFoEBzEwMDAuMDAFBjE1MC4wMA==",
    ),
]


@pytest.mark.parametrize(("payment", "payload"), PAYLOADS, ids=lambda value: getattr(value, "name", ""))
def test_the_text_is_that_of_the_specification_and_both_readers_read_it_off_the_paper(payment, payload, tmp_path):
    assert payment.payload == payload
    receipt = Receipt().text("To pay").payment(payment).text("Thank you")
    assert codes(receipt) == [("QR Code", payload.encode())]
    if payment is SWISS:  # zbar takes the cross, which covers an alignment pattern, for one in another place
        return
    # zbarimg parts its finds by line ends, which payments hold too.
    [(kind, first_line), *_] = scanners.zbar(picture(receipt), tmp_path)
    assert (kind, first_line.split(b"\n")[0]) == ("QR-Code", payload.split("\n")[0].encode())


def test_a_sepa_transfer_ends_with_its_last_line_that_says_something():
    assert SepaTransfer("Red Cross of Belgium", "BE72 0000 0000 1616", 1, purpose="CHAR").payload == (
        "BCD\n002\n1\nSCT\n\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\nCHAR"
    )
    reference = SepaTransfer("Shop", WIKIMEDIA, reference="RF18 5390 0754 7034").payload.split("\n")
    assert reference[7:] == ["", "", "RF18539007547034"]


def test_a_swiss_bill_without_amount_debtor_and_reference_keeps_their_lines():
    lines = SwissBill(NORMAL_IBAN, SELDWYLA, currency="EUR").payload.split("\n")
    assert lines[3] == "CH5800791123000889012"
    assert lines[18:] == ["", "EUR", "", "", "", "", "", "", "", "NON", "", "", "EPD"]


def test_a_pix_with_an_amount_is_that_of_the_banks_manual():
    # Written out field by field as the Manual de Padrões does in its section 6.1; the scheme's name in small letters.
    assert Pix("+5511943214321", "EMPRESA", "BRASILIA", "66.66").payload.startswith(
        "000201" "26360014br.gov.bcb.pix0114+5511943214321" "52040000" "5303986" "540566.66" "5802BR"
        "5907EMPRESA" "6008BRASILIA" "62070503***" "6304"
    )  # fmt: skip


def test_a_dynamic_pix_names_the_charge():
    url = "pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a99"
    payload = Pix("", "EMPRESA", "SAO PAULO", url=url).payload
    assert payload.startswith(f"00020101021226770014br.gov.bcb.pix2555{url}52040000")


def test_the_crc_is_the_ccitt_one_that_starts_with_ones():
    assert crc16(b"123456789") == 0x29B1  # the check value of every catalogue of CRCs


def test_a_zatca_code_tells_utc_and_holds_arabic_and_the_bytes_of_phase_two():
    riyadh = timezone(timedelta(hours=3))
    invoice = ZatcaInvoice(
        "متجر الجزيرة", "300012345600003", datetime(2026, 5, 13, 18, 30, tzinfo=riyadh), 115, 15, signature=b"\x00\xff"
    )
    data = b64decode(invoice.payload)
    seller = "متجر الجزيرة".encode()
    assert data == (
        bytes((1, len(seller))) + seller + b"\x02\x0f300012345600003"
        b"\x03\x142026-05-13T15:30:00Z\x04\x06115.00\x05\x0515.00\x07\x02\x00\xff"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SepaTransfer("Shop", "DE33100205000001194701"), "check digits are wrong"),
        (lambda: SepaTransfer("Shop", "DE3310020500000119470"), "22 characters, not 21"),
        (lambda: SepaTransfer("Shop", "hello"), "is no IBAN"),
        (lambda: SepaTransfer("", WIKIMEDIA), "1 to 70 characters"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, 0), "0.01 to 999999999.99"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, "1.005"), "two decimals"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, 1.5), "not float"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, "NaN"), "not negative"),
        (lambda: SepaTransfer("Shop\nX", WIKIMEDIA), "one line"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, text="a", reference="RF18539007547034"), "not both"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, reference="RF19539007547034"), "no creditor reference"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, bic="BFSW"), "no BIC"),
        (lambda: SepaTransfer("Shop", WIKIMEDIA, purpose="char"), "4 capitals"),
        (lambda: SepaTransfer("é" * 70, WIKIMEDIA, text="é" * 140), "331 bytes"),
        (lambda: SwissBill(WIKIMEDIA, SELDWYLA), "CH or LI, not of DE"),
        (lambda: SwissBill(QR_IBAN, SELDWYLA), "needs a QR reference"),
        (lambda: SwissBill(NORMAL_IBAN, SELDWYLA, reference=QR_REFERENCE), "needs a QR-IBAN"),
        (lambda: SwissBill(QR_IBAN, SELDWYLA, reference=QR_REFERENCE[:-1] + "8"), "check digit would be 7"),
        (lambda: SwissBill(QR_IBAN, SELDWYLA, reference="1234"), "27 digits"),
        (lambda: SwissBill(NORMAL_IBAN, SELDWYLA, currency="USD"), "CHF or EUR"),
        (lambda: SwissBill(NORMAL_IBAN, SELDWYLA, message="a" * 100, billing="b" * 41), "140 characters"),
        (lambda: SwissAddress("Кафе", "8000", "Zürich"), "cannot hold 'К'"),
        (lambda: SwissAddress("Café", "8000", "Zürich", "Switzerland"), "two capitals"),
        (lambda: Pix("12345678900", "Shop", "RIO"), "is no Pix key"),
        (lambda: Pix("11111111111", "Shop", "RIO"), "is no Pix key"),
        (lambda: Pix("12345678000190", "Shop", "RIO"), "is no Pix key"),
        (lambda: Pix("", "Shop", "RIO"), "one of the two"),
        (lambda: Pix(RANDOM_KEY, "Shop", "SÃO PAULO"), "ASCII only"),
        (lambda: Pix(RANDOM_KEY, "Shop", "RIO", txid="a b"), "txid"),
        (lambda: Pix(RANDOM_KEY, "S" * 26, "RIO"), "1 to 25"),
        (lambda: Pix(RANDOM_KEY, "Shop", "RIO", description="x" * 60), "99 characters"),
        (lambda: Pix("", "Shop", "RIO", url="https://pix.example.com/x"), "is no address"),
        (lambda: UPI("nadeem", "Shop"), "no payment address"),
        (lambda: UPI("nadeem@npci", "Shop", category="12"), "category cannot be"),
        (lambda: ZatcaInvoice("Shop", "123", datetime.now(UTC), 1, 0), "no VAT number"),
        (lambda: ZatcaInvoice("Shop", "310122393500003", datetime(2022, 1, 1), 1, 0), "time zone"),
        (lambda: ZatcaInvoice("Shop", "310122393500003", datetime.now(UTC), 1, 2), "more than the total"),
        (lambda: ZatcaInvoice("م" * 200, "310122393500003", datetime.now(UTC), 2, 1), "255 bytes"),
    ],
)
def test_what_a_bank_would_refuse_is_refused_here_by_name(make, message):
    with pytest.raises(DocumentError, match=message):
        make()


@pytest.mark.parametrize("key", ["12345678909", "12345678000195", "shop@example.com", "+551133445566", RANDOM_KEY])
def test_every_kind_of_pix_key_is_known(key):
    assert f"01{len(key)}{key}" in Pix(key, "Shop", "RIO").payload


def test_account_numbers_and_references_may_be_typed_with_blanks():
    assert iban("gb82 west 1234 5698 7654 32") == "GB82WEST12345698765432"
    assert creditor_reference("RF18 5390 0754 7034") == "RF18539007547034"
    assert qr_reference(QR_REFERENCE) == "210000000003139471430009017"


@given(st.text("0123456789", min_size=26, max_size=26), st.integers(0, 25), st.integers(1, 9))
def test_a_mistyped_digit_of_a_qr_reference_never_passes(digits, place, wrong):
    right = digits + recursive_check_digit(digits)
    assert qr_reference(right) == right
    mistyped = right[:place] + str((int(right[place]) + wrong) % 10) + right[place + 1 :]
    with pytest.raises(DocumentError):
        qr_reference(mistyped)


def test_a_swiss_code_is_46_mm_wide_and_bears_the_cross():
    image = picture(Receipt().payment(SWISS))
    left, top, right, bottom = image.point(lambda value: 255 * (value < 128)).getbbox()
    assert (right - left, bottom - top) == (46 * 8, 46 * 8)
    middle = (left + right) // 2, (top + bottom) // 2
    assert image.getpixel(middle) > 128  # the cross
    assert image.getpixel((middle[0] + 18, middle[1] + 18)) < 128  # the square behind it
    rim = [image.getpixel((middle[0] + step, middle[1] + 26)) for step in range(-26, 27)]
    assert min(rim) > 128


def test_a_swiss_code_is_read_off_dots_as_large_and_round_as_heat_leaves_them(tmp_path):
    printed(Receipt().payment(SWISS))[1].save(tmp_path / "paper.png", dot_gain=True)
    [found] = zxingcpp.read_barcodes(Image.open(tmp_path / "paper.png"))
    assert found.bytes == SWISS.payload.encode()


def test_a_swiss_code_on_narrow_paper_is_refused_since_it_may_not_shrink():
    from ocom809 import OCPP809
    from ocom809.receipt import compose

    with pytest.raises(DocumentError, match="takes 56 mm"):
        compose(Receipt().payment(SWISS), OCPP809.with_facts(width_dots=384))
    with pytest.raises(DocumentError, match="46 mm wide"):
        Receipt().payment(SWISS, module_dots=3)


def test_something_else_is_no_payment():
    with pytest.raises(DocumentError, match="payment was expected, not str"):
        Receipt().payment("BCD")
