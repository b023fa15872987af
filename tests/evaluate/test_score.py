from typing import Any

import pytest

from marsad.errors import InputError
from marsad.evaluate import report
from marsad.evaluate.label import Label, label
from marsad.evaluate.score import Score, score

TEXT = "Shelling killed 12 soldiers and 3 civilians in Bor on Friday, a doctor said. Gunmen held Bor."


def claim(kind: str, quote: str, **slots: Any) -> Label:
    return label({"doc": "d", "kind": kind, "evidence": [quote], **slots}, TEXT)


SOLDIERS = claim("killed", "killed 12 soldiers", number=12, target="soldiers", source="a doctor", place="Bor")
CIVILIANS = claim("killed", "3 civilians in Bor", number=3, target="civilians", source="a doctor", place="Bor")
HELD = claim("control", "Gunmen held Bor", actor="gunmen", place="Bor", change="held")


def scored(gold: list[Label], predicted: list[Label]) -> Score:
    return score(["d"], gold, predicted)


def test_the_same_claims_score_full_marks_in_any_order() -> None:
    result = scored([SOLDIERS, CIVILIANS, HELD], [HELD, CIVILIANS, SOLDIERS])
    assert (result.detection.f1, result.core.f1, result.whole.f1, result.evidence) == (1, 1, 1, 1)
    assert set(result.slots().values()) == {1}


def test_nothing_predicted_and_nothing_labelled_score_nought_without_failing() -> None:
    assert scored([SOLDIERS], []).detection.f1 == 0
    assert scored([], [SOLDIERS]).detection.f1 == 0
    assert scored([], []).evidence == 0


def test_the_right_figure_decides_who_meets_whom() -> None:
    wide = "killed 12 soldiers and 3 civilians in Bor"
    twelve, three = claim("killed", wide, number=12), claim("killed", wide, number=3)
    result = scored([SOLDIERS, CIVILIANS], [three, twelve])
    assert {(item.gold, item.predicted) for item in result.meetings} == {(SOLDIERS, twelve), (CIVILIANS, three)}


def test_a_second_prediction_for_one_claim_is_an_extra_and_a_duplicate() -> None:
    result = scored([HELD], [HELD, claim("control", "held Bor")])
    assert (result.detection.precision, result.detection.recall, result.duplicates) == (0.5, 1, 1)


def test_evidence_must_overlap_and_kinds_agree() -> None:
    result = scored([SOLDIERS, HELD], [claim("killed", "a doctor said"), claim("attack", "Gunmen held Bor")])
    assert (len(result.meetings), len(result.missed), len(result.extra), result.duplicates) == (0, 2, 2, 0)


def test_core_wants_four_slots_and_whole_the_dates_too() -> None:
    dated = claim("control", "Gunmen held Bor", place="Bor", start="2020-01-24", end="2020-01-24")
    result = scored([dated], [claim("control", "Gunmen held Bor", place="Bor")])
    assert (result.detection.f1, result.core.f1, result.whole.f1) == (1, 1, 0)
    assert result.meetings[0].wrong == ("start", "end")


def test_a_place_counts_as_written_or_in_standard_spelling() -> None:
    gold = claim("control", "Gunmen held Bor", place="the town", place_norm="Bor, Jonglei, South Sudan")
    assert scored([gold], [claim("control", "Gunmen held Bor", place="Bor, Jonglei")]).core.f1 == 1


def test_method_is_asked_of_attacks_only() -> None:
    assert "method" not in scored([HELD], [HELD]).slots()


def test_rates_by_kind_count_what_was_missed_and_made_up() -> None:
    kinds = scored([SOLDIERS, HELD], [SOLDIERS, claim("attack", "Shelling")]).kinds()
    assert {kind: (rates.right, rates.predicted, rates.gold) for kind, rates in kinds.items()} == {
        "attack": (0, 1, 0),
        "control": (0, 0, 1),
        "killed": (1, 1, 1),
    }


def test_errors_say_what_is_missed_extra_and_wrong() -> None:
    wrong = claim("killed", "killed 12 soldiers", number=2, target="soldiers", source="a doctor", place="Bor")
    listed = "\n".join(report.errors(scored([SOLDIERS, HELD], [wrong, claim("attack", "Shelling", method="shelling")])))
    assert "wrong  killed 12 soldiers: “killed 12 soldiers”" in listed
    assert "number: 12 expected, 2 found" in listed
    assert "missed control held: “Gunmen held Bor”" in listed
    assert "extra  attack shelling: “Shelling”" in listed


@pytest.mark.parametrize(
    "row",
    [{"doc": "d"}, {"doc": "d", "kind": "killed", "number": "12"}, {"doc": "d", "kind": "killed", "evidence": [7]}],
)
def test_a_row_that_is_no_claim_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        label(row, TEXT)
