"""The suite that every wire passes, ours and a stranger's."""

from __future__ import annotations

from ocom809.testing._in import BytesIn
from ocom809.testing._opening import Opening
from ocom809.testing._out import BytesOut
from ocom809.testing._trouble import Trouble


class DeviceContract(Opening, BytesOut, BytesIn, Trouble):
    """What every wire must do. Subclass it, give ``wire``, and say what this far end can't do.

    Attributes:
        can_answer: The wire is two-way, and the far end has ``answer``.
        can_stall: The far end has ``stall`` and ``resume``.
        can_vanish: The far end has ``vanish``.
        has_uri: The device's URI leads to the same kind of device by ``device_for``.
        silence_seconds: The short limit that the tests work with.
        slack_seconds: How much longer than a limit a call may take on a busy machine.
        settle_seconds: How long bytes under way may need to reach the far end.
        stall_bytes: More than all buffers between the two sides hold.
    """

    def __init_subclass__(cls) -> None:
        """Leave out the tests of what this far end can't do, so that none passes without having looked."""
        super().__init_subclass__()
        for name, needed in _NEEDS.items():
            if any(getattr(cls, ability) is not wanted for ability, wanted in needed.items()):
                setattr(cls, name, None)


_NEEDS: dict[str, dict[str, bool]] = {
    "test_the_uri_leads_back_to_the_same_wire": {"has_uri": True},
    "test_an_answer_comes_back_as_soon_as_it_is_there": {"can_answer": True},
    "test_a_waiting_read_wakes_when_the_answer_comes": {"can_answer": True},
    "test_a_read_gives_no_more_than_was_asked_for_and_keeps_the_rest": {"can_answer": True},
    "test_silence_ends_a_read_with_nothing": {"can_answer": True},
    "test_a_read_without_patience_returns_at_once": {"can_answer": True},
    "test_a_one_way_wire_reads_nothing_or_says_so": {"can_answer": False},
    "test_a_far_end_that_stops_taking_ends_the_write_with_a_true_count": {"can_stall": True},
    "test_closing_after_a_failed_write_lets_no_more_out": {"can_stall": True},
    "test_what_a_far_end_takes_until_the_abort_is_counted_by_it": {"can_stall": True},
    "test_a_write_goes_on_when_the_far_end_takes_again": {"can_stall": True},
    "test_a_far_end_that_goes_away_ends_the_write_with_a_count": {"can_vanish": True},
    "test_a_far_end_that_goes_away_ends_the_read": {"can_vanish": True, "can_answer": True},
}
"""The abilities that each test stands on; a test that is not named here concerns every wire."""
