"""What one report tells, sorted into happenings."""

import pytest

from marsad.merge import Lineage, Reprints
from marsad.merge.gather import gather
from marsad.merge.judged import Judged
from marsad.merge.score import Scorer
from marsad.model import Known, Polarity
from merge.world import LINEAGE, Said, report

JUDGED = Judged()
SCORER = Scorer(LINEAGE, JUDGED)


def groups(claims: list[Known]) -> list[list[int]]:
    """The accounts of a report, as the numbers of its claims."""
    numbers = {known.claim.id: number for number, known in enumerate(claims)}
    found = gather(claims, SCORER, JUDGED, Reprints()).accounts
    return sorted(sorted(numbers[claim] for claim in account.claim_ids) for account in found)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param(
            [Said("attack"), Said("killed", number=5), Said("injured", number=9)], [[0, 1, 2]], id="harm and act"
        ),
        pytest.param([Said(number=5), Said(place="Brel", number=7)], [[0], [1]], id="two towns"),
        pytest.param([Said(number=5), Said(day=2, number=7)], [[0], [1]], id="two days"),
        pytest.param([Said("killed"), Said("control", change="gained")], [[0], [1]], id="two families"),
        pytest.param(
            [Said("attack", actor="crown"), Said("attack", actor="league")], [[0], [1]], id="attackers of two sides"
        ),
        pytest.param(
            [Said("attack", actor="crown"), Said("killed", actor="crown-air")], [[0, 1]], id="a side and its air force"
        ),
        pytest.param(
            [
                Said("attack", method="clash", actor="crown", target="league"),
                Said("attack", method="clash", actor="league", target="crown"),
            ],
            [[0, 1]],
            id="one battle, told from both sides",
        ),
        pytest.param(
            [
                Said("attack", method="airstrike"),
                Said(number=12, same_sentence=True),
                Said("attack", method="car_bomb"),
                Said(number=3, same_sentence=True),
            ],
            [[0, 1], [2, 3]],
            id="two incidents in one town on one day",
        ),
        pytest.param([Said(number=12), Said(number=15)], [[0, 1]], id="a toll that rises"),
        pytest.param([Said(number=5), Said(number=5)], [[0, 1]], id="a toll told twice"),
        pytest.param([Said(number=5), Said(number=5, another=True)], [[0], [1]], id="another five"),
        pytest.param(
            [Said(number=5), Said("attack", another=True), Said(number=5, another=True, same_sentence=True)],
            [[0], [1, 2]],
            id="another five in a second attack",
        ),
        pytest.param([Said(number=5), Said("injured", number=9, another=True)], [[0, 1]], id="others than the dead"),
        pytest.param([Said(number=12), Said(number=3, part_of=0)], [[0, 1]], id="a part hangs under its whole"),
        pytest.param(
            [Said("attack"), Said("injured", place=None, day=None, number=9)], [[0, 1]], id="no place, no day"
        ),
        pytest.param([Said("attack"), Said("injured", place="North", number=9)], [[0, 1]], id="the region of the town"),
        pytest.param(
            [Said("attack", place="Tal Nowhere"), Said(place="Tall Nowhere")], [[0, 1]], id="an unknown village"
        ),
    ],
)
def test_a_report_is_sorted_into_happenings(claims: list[Said], expected: list[list[int]]) -> None:
    assert groups(report("d", *claims)) == expected


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (Said(polarity=Polarity.UNREALISED), "planned, threatened or feared"),
        (Said("control", change="held"), "who holds a place"),
        (Said(day=None), "no day"),
        (Said(place=None), "no place"),
        (Said(days=40), "more than a happening takes"),
        (Said(number=150_000), "a war's total"),
    ],
)
def test_what_is_no_happening_is_set_aside_with_the_reason(said: Said, reason: str) -> None:
    found = gather(report("d", said), SCORER, JUDGED, Reprints())
    [aside] = found.asides
    assert reason in aside.because
    assert not found.accounts


def test_running_totals_are_kept_apart() -> None:
    claims = report("d", Said(number=147, cumulative=True), Said(number=5))
    found = gather(claims, SCORER, JUDGED, Reprints())
    assert [known.claim.id for known in found.totals] == [claims[0].claim.id]
    assert [account.claim_ids for account in found.accounts] == [(claims[1].claim.id,)]


def test_whoever_knows_no_parties_sees_no_contradiction_between_them() -> None:
    claims = report("d", Said("attack", actor="crown"), Said("attack", actor="league"))
    [account] = gather(claims, Scorer(Lineage(), JUDGED), JUDGED, Reprints()).accounts
    assert account.actors == {"crown", "league"}
