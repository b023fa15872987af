"""Which of the places that a report names a fact is about."""

from collections.abc import Iterable
from functools import cache

import marsad
from labelled import GOLD, documents
from marsad import Claim


@cache
def claims() -> tuple[Claim, ...]:
    (seed,) = documents(GOLD, "seed")
    return tuple(marsad.read(seed.text, published=seed.published))


def places(found: Iterable[Claim]) -> set[str]:
    return {claim.place.name for claim in found if claim.place}


def test_what_happens_to_a_town_does_not_happen_to_its_province() -> None:
    changes = [claim for claim in claims() if claim.kind == "control" and claim.change == "gained"]
    assert len(changes) > 1
    assert not any("Idlib" in name for name in places(changes))


def test_a_capture_that_is_pointed_back_to_was_made_by_whoever_made_it() -> None:
    (pointed,) = (claim for claim in claims() if claim.kind == "control" and "recapture of" in claim.evidence[0].quote)
    assert pointed.actor is not None
    assert any(word in pointed.actor.name for word in ("government", "regime"))
    assert pointed.target is None


def test_a_sentence_may_open_with_a_place_that_only_its_type_tells() -> None:
    assert "Idlib province" in places(claim for claim in claims() if claim.change == "held")


def test_what_somebody_says_on_a_visit_happens_elsewhere() -> None:
    text = (
        "Rebels recaptured on Tuesday Tarsk town in the province of Belmar, according to local sources. "
        "President John Kendal confirmed the exodus during an official trip to Portugal."
    )
    fled = [claim for claim in marsad.read(text, published="2024-05-28") if claim.kind == "displaced"]
    assert fled
    assert "Portugal" not in places(fled)


def test_who_besieges_a_town_does_not_hold_it() -> None:
    text = "The RSF now holds Nyala, Zalingei and El Geneina, and its troops are besieging El Fasher, residents said."
    held = [claim for claim in marsad.read(text, published="2023-11-05") if claim.change == "held"]
    assert places(held) == {"Nyala"}
