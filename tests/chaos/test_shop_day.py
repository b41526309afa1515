"""A shop's day in simulated time, bounded; ``tools/shop-day`` has more of it."""

from shop_day import Day


def test_a_day_loses_nothing_without_a_word_and_leaves_nothing_behind():
    evening = Day(seed=1, hours=24, unit="ocpp-809", receipts=60).run()
    print("seed 1:", evening)
    assert not evening.wrong
    assert evening.receipts == 60
    assert evening.ends["Printed"] > 40
