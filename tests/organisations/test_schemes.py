"""Numbers of registers, as people and publishers type them."""

import pytest

from organisations.enums import Scheme
from organisations.reference.schemes import FORMATS, WrongNumber, split_org_id, tidy_number


def test_every_register_has_a_format_that_its_example_fits():
    assert set(FORMATS) == set(Scheme.values)
    for scheme, form in FORMATS.items():
        assert tidy_number(scheme, form.example) == form.example


@pytest.mark.parametrize(
    ("org_id", "parts"),
    [
        ("GB-CHC-1121560", ("GB-CHC", "1121560")),
        ("GB-CHC-200051-1", ("GB-CHC", "200051-1")),
        (" gb-coh-9506232 ", ("GB-COH", "09506232")),
        ("GB-COH-IP12345R", ("GB-COH", "IP12345R")),
        ("GB-SC-SC042386", ("GB-SC", "SC042386")),
        ("GB-SCOTEDU-8212627", ("GB-SCOTEDU", "8212627")),
        ("360G-Fund-org:7/x", ("360G", "Fund-org:7/x")),
    ],
)
def test_an_org_id_is_split(org_id, parts):
    assert split_org_id(org_id) == parts


@pytest.mark.parametrize(
    "org_id",
    ["", "1121560", "GB-CHC-", "GB-CHC-SC042386", "US-EIN-1", "GB-COH-123", "GB-CHC-١١٢١٥٦٠"],
)
def test_what_is_no_org_id_gets_a_sentence(org_id):
    with pytest.raises(WrongNumber, match="One looks like"):
        split_org_id(org_id)
