"""Which figures are running totals, and belong to no one day."""

from datetime import date

import pytest

import marsad


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("More than 9,000 people have been killed in the two-year-old rebellion, the monitor said.", True),
        ("At least 900 people have died during the conflict, officials said.", True),
        ("So far 40 people have been killed in Harga, officials said.", True),
        ("The war has killed more than 9,000 people, officials said.", True),
        ("Shelling killed 12 people in Harga on Friday, officials said.", False),
        ("Two people were killed in the conflict zone on Friday, officials said.", False),
    ],
)
def test_what_a_war_has_cost_until_now_is_a_running_total(text: str, total: bool) -> None:
    [claim] = [claim for claim in marsad.read(text, published=date(2024, 5, 28)) if claim.kind == "killed"]
    assert claim.cumulative is total


def test_what_is_counted_since_something_began_is_a_total() -> None:
    text = "A soldier was killed on Monday, bringing to 352 the number of troops killed since the offensive began."
    assert [claim.cumulative for claim in marsad.read(text) if claim.kind == "killed"] == [False, True]
