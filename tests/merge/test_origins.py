"""Who really said it."""

from datetime import date

import pytest

from marsad.merge import Merger, Reprints, find_reprints
from marsad.merge.origins import Origins
from marsad.model import Document, Known
from merge.world import DAY, LINEAGE, Said, report

ORIGINS = Origins(LINEAGE, Reprints())


def ids(*claims: Known, origins: Origins = ORIGINS) -> list[str]:
    return [origin.id for origin in origins.together(claims)]


def test_a_named_speaker_printed_by_many_outlets_is_one_origin() -> None:
    claims = [known for name in "ab" for known in report(name, Said(source="watch"), outlet=name)]
    assert ids(*claims) == ["watch"]


def test_nobody_credited_is_the_outlet() -> None:
    [known] = report("a", Said(), outlet="Gazette")
    assert ids(known) == ["outlet:gazette"]


def test_an_outlet_of_the_registry_speaks_for_whom_it_belongs_to() -> None:
    [known] = report("a", Said(), outlet="crown news")
    [origin] = ORIGINS.of(known)
    assert (origin.id, origin.aligned) == ("crown-news", "crown")


def test_a_report_without_an_outlet_is_its_own_origin() -> None:
    assert ids(*report("a", Said()), *report("b", Said())) == ["document:a", "document:b"]


@pytest.mark.parametrize("source", ["activists", "unnamed:{}:medics"])
def test_speakers_without_a_name_are_others_in_every_report(source: str) -> None:
    first, second = (report(name, Said(source=source.format(name)), Said(source=source.format(name))) for name in "ab")
    assert len(ids(*first)) == 1
    assert len(ids(*first, *second)) == 2
    assert not any(origin.named for origin in ORIGINS.together(first))


TEXT = "Shelling of the market in Alma killed twelve people on Tuesday, a witness told the newspaper by telephone."


def test_a_reprint_adds_no_origin() -> None:
    documents = [
        Document(id=name, text=TEXT, outlet=name, published=date.fromordinal(DAY.toordinal() + day))
        for day, name in enumerate("abc")
    ]
    claims = [
        known
        for each in documents
        for known in report(
            each.id,
            Said(number=12),
            Said("injured", source="witness"),
            outlet=each.outlet,
            published=each.published or DAY,
        )
    ]
    origins = Origins(LINEAGE, find_reprints(documents))
    assert ids(*claims, origins=origins) == ids(*claims[:2], origins=origins)

    merger = Merger(LINEAGE)
    merger.add(claims[:2])
    [before] = merger.merged().events
    merger.add(claims[2:], find_reprints(documents))
    [after] = merger.merged().events
    assert [origin.id for origin in after.origins] == [origin.id for origin in before.origins]
    assert len(after.claim_ids) == 6
    assert after.id == before.id
