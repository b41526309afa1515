"""What looks come to: verified, sent and unverified, or failed, with the reason."""

from ipaddress import IPv4Address

import pytest

from ocom809.discovery import MacAddress
from ocom809.parameters import Target, Verdict, plan
from ocom809.parameters.findings import Look
from ocom809.parameters.judging import Watch, already_so
from tests.parameters.test_plan import MAC, announced

OTHER = MacAddress.parse("00:61:20:99:99:99")
NETWORK = {"address": "192.0.2.50", "mask": "255.255.255.0", "gateway": "192.0.2.1", "dhcp": False}
NOWHERE = Look(None, answers_at_new=False, is_open_at_new=False, is_at_old=False)
THERE = Look(None, answers_at_new=True, is_open_at_new=True, is_at_old=False)


def said(address="192.0.2.50", **facts):
    told = {"address": IPv4Address(address), "gateway": IPv4Address("192.0.2.1")}
    return announced(**(told | facts)).announcement


def silent(**facts):
    """A unit that was reached at its old address, and answers no search."""
    known = {"uri": "tcp://192.0.2.7", "address": IPv4Address("192.0.2.7"), "mac": MAC, "was_reached": True}
    return Target(**(known | facts))


def judged(look, target=None, values=NETWORK, *, was_free=False, dialect="xp-full"):
    watch = Watch(plan(values, target=target or silent(), dialect_name=dialect), was_free=was_free)
    return watch.see(look) or watch.give_up()


@pytest.mark.parametrize(
    ("look", "verdict", "words"),
    [
        (Look(said()), Verdict.VERIFIED, "says by UDP that it has 192.0.2.50"),
        (Look(None, True, True, MAC), Verdict.VERIFIED, "is at 192.0.2.50, and answers there"),
        (Look(None, False, True, MAC), Verdict.VERIFIED, "it gives no status"),
        (Look(None, True, True, OTHER), Verdict.FAILED, "which is not this printer"),
        (Look(None, True, True, None), Verdict.SENT_UNVERIFIED, "whether it is this printer cannot be told"),
        (Look(said("192.0.2.99")), Verdict.FAILED, "has taken another address: it is at 192.0.2.99"),
        (Look(said(gateway=IPv4Address("192.0.2.9"))), Verdict.FAILED, "its gateway is 192.0.2.9 instead of 192.0.2.1"),
        (Look(said(dhcp=True)), Verdict.FAILED, "its dhcp is on instead of off"),
        (Look(said("192.0.2.7")), Verdict.SENT_UNVERIFIED, "still at 192.0.2.7 as before"),
        (Look(None, False, False, None, True), Verdict.SENT_UNVERIFIED, "still at 192.0.2.7 as before"),
        (NOWHERE, Verdict.FAILED, "has vanished; it was last seen at 192.0.2.7"),
    ],
)
def test_a_look_comes_to_a_verdict_and_the_reason(look, verdict, words):
    finding = judged(look)
    assert finding.verdict is verdict
    assert words in finding.seen
    assert finding.next_step or verdict is Verdict.VERIFIED


def test_without_a_mac_only_who_appears_where_nobody_was_is_verified():
    usb = Target(uri="usb:")
    assert judged(THERE, usb, was_free=True).verdict is Verdict.VERIFIED
    assert judged(THERE, usb, was_free=False).verdict is Verdict.SENT_UNVERIFIED
    assert judged(NOWHERE, usb, was_free=True).verdict is Verdict.SENT_UNVERIFIED


def test_what_it_says_is_not_enough_as_long_as_its_port_can_be_tried_and_is_shut():
    watch = Watch(plan(NETWORK, target=silent(), dialect_name="xp-full"))
    assert watch.see(Look(said(), False, False, is_near=True)) is None
    finding = watch.give_up()
    assert finding.verdict is Verdict.VERIFIED
    assert "its port takes no connection so far" in finding.seen


def test_a_word_that_was_said_once_with_silence_since_proves_nothing():
    watch = Watch(plan(NETWORK, target=silent(), dialect_name="xp-full"))
    assert watch.see(Look(said(), False, False, is_near=True)) is None
    assert watch.see(NOWHERE) is None
    finding = watch.give_up()
    assert finding.verdict is Verdict.FAILED
    assert "has vanished" in finding.seen
    assert "then said by UDP that it has 192.0.2.50" in finding.seen
    still = Watch(plan(NETWORK, target=silent(), dialect_name="xp-full"))
    still.see(Look(said("192.0.2.7"), False, False))
    still.see(NOWHERE)
    assert "has vanished" in still.give_up().seen


def test_a_mac_that_many_boards_share_proves_nothing():
    dummy = silent(mac=MacAddress.parse("28:00:00:00:00:01"))
    look = Look(None, answers_at_new=True, is_open_at_new=True, mac_at_new=dummy.mac)
    assert judged(look, dummy).verdict is Verdict.SENT_UNVERIFIED
    assert judged(look, dummy, was_free=True).verdict is Verdict.VERIFIED


def test_an_address_that_is_told_once_in_passing_is_looked_at_again():
    watch = Watch(plan(NETWORK, target=silent(), dialect_name="xp-full"))
    assert watch.see(Look(said("192.0.2.99"))) is None
    assert watch.see(Look(said())).verdict is Verdict.VERIFIED
    stays = Watch(plan(NETWORK, target=silent(), dialect_name="xp-full"))
    assert stays.see(Look(said("192.0.2.99"))) is None
    assert stays.see(Look(said("192.0.2.99"))).verdict is Verdict.FAILED


def test_dhcp_is_verified_by_what_the_unit_says_and_by_nothing_else():
    assert judged(Look(said("192.0.2.200", dhcp=True)), values={"dhcp": True}).verdict is Verdict.VERIFIED
    assert judged(Look(said("192.0.2.7")), values={"dhcp": True}).verdict is Verdict.SENT_UNVERIFIED
    gone = judged(Look(is_at_old=False), values={"dhcp": True})
    assert gone.verdict is Verdict.SENT_UNVERIFIED
    assert "which address it got by DHCP cannot be seen" in gone.seen


def test_what_is_already_so_is_known_before_anything_is_sent():
    inside = announced(address=IPv4Address("192.0.2.50"), gateway=IPv4Address("192.0.2.1"))
    assert already_so(plan(NETWORK, target=inside)).verdict is Verdict.VERIFIED
    assert already_so(plan(NETWORK, target=announced())) is None
    assert already_so(plan(NETWORK | {"density": 6}, target=inside)) is None
    assert already_so(plan(NETWORK, target=silent())) is None


def test_a_mask_alone_is_verified_by_the_announcement():
    wanted = {"mask": "255.255.255.0"}
    assert judged(Look(said("192.0.2.7")), values=wanted, dialect="xp-b2").verdict is Verdict.VERIFIED
    wrong = Look(said("192.0.2.7", netmask=IPv4Address("255.255.0.0")))
    assert judged(wrong, values=wanted, dialect="xp-b2").verdict is Verdict.SENT_UNVERIFIED
