"""Money is worked out in one place: each example with its sum."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from services.advice.calculations import Worth, add_up, in_pounds, worth

D = Decimal


@pytest.mark.parametrize(
    ("code", "amount", "every", "backdated", "sums"),
    [
        ("O-FIN-GAIN-A", D("90.79"), "week", None, Worth(yearly=D("4721.08"))),
        ("O-FIN-GAIN-A", D("368.74"), "four_weeks", None, Worth(yearly=D("4793.62"))),
        ("O-FIN-GAIN-A", D("393.45"), "month", D("786.90"), Worth(D("786.90"), D("4721.40"))),
        ("O-FIN-GAIN-A", D("1200"), "year", None, Worth(yearly=D("1200"))),
        ("O-FIN-GAIN", D("500"), "once", D("20.50"), Worth(D("520.50"))),
        ("O-FIN-GAIN", None, "week", D("100"), Worth(D("100"))),
        ("O-GRANT", D("250"), "once", None, Worth(D("250"))),
        ("O-FIN-MA", D("10"), "week", None, Worth(yearly=D("520"))),
        ("O-DEBT-OFF", D("1184.20"), "once", None, Worth(debt_off=D("1184.20"))),
        ("O-DEBT-MGD", D("300"), "once", None, Worth(debt_managed=D("300"))),
        ("O-IMM-GR", D("300"), "once", D("1"), Worth()),
        ("O-NONE", None, "once", None, Worth()),
    ],
)
def test_what_an_outcome_is_worth(code, amount, every, backdated, sums):
    assert worth(code, amount, every, backdated) == sums


def test_sums_are_added_in_pence_and_rounded_once():
    one = SimpleNamespace(code="O-GRANT", amount=D("0.25"), every="once", backdated=None)
    total = add_up([one, one])
    assert total == Worth(one_off=D("0.50"))
    assert in_pounds(total.one_off) == "£1"
    assert in_pounds(D("1234.49")) == "£1,234"
    assert not add_up([]) and total
