"""What holds whatever is kept."""

from dataclasses import replace
from datetime import UTC

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.samples import NOON, batch, reading, snapshot
from marsad import Claim, Document, Evidence
from marsad.model import Judgement, Span, Verdict
from marsad.store import Added, Query, Reading, copy, open_store
from strategies import claims, ids, words

documents = st.builds(
    Document,
    text=words,
    id=ids.filter(str.isprintable),
    title=words,
    locator=words,
    published=st.none() | st.dates(),
    outlet=words,
)
judgements = st.builds(
    Judgement,
    subject=ids,
    verdict=st.sampled_from(Verdict),
    by=words,
    at=st.datetimes(timezones=st.just(UTC)),
    other=st.just("") | ids,
    field=st.just("") | st.sampled_from(["kind", "start", "place"]),
    value=words,
    reason=words,
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A document with claims that quote it."""
    document = draw(documents)
    raw = draw(st.none() | st.binary(max_size=50))
    origin = draw(ids)
    made = [_quoting(claim, document, origin, draw) for claim in draw(st.lists(claims, max_size=3))]
    return Reading(
        document=document,
        raw=raw,
        snapshot=None if raw is None else snapshot(raw),
        origin=origin,
        claims=tuple({claim.id: claim for claim in made}.values()),
    )


def _quoting(claim: Claim, document: Document, origin: str, draw: st.DrawFn) -> Claim:
    start = draw(st.integers(0, len(document.text) - 1))
    end = draw(st.integers(start + 1, len(document.text)))
    quoted = Evidence(Span(start, end), document.text[start:end])
    return replace(claim, document_id=document.id, origin=origin, evidence=(quoted,))


@given(
    st.lists(readings(), max_size=3, unique_by=lambda reading: reading.document.id),
    st.lists(judgements, max_size=4, unique_by=lambda said: said.id),
)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_kept_comes_back_and_is_kept_once(given: list[Reading], said: list[Judgement]) -> None:
    with open_store("memory:") as store, open_store("memory:") as other:
        store.add(batch(*given, judgements=said))
        assert store.add(batch(*given, judgements=said, minutes=1)) == Added()
        for reading in given:
            kept = store.document(reading.document.id)
            assert kept is not None
            assert kept.document == reading.document
            assert kept.added == NOON
            found = store.claims(Query(document=reading.document.id)).items
            assert [item.claim for item in found] == list(reading.claims)
            assert reading.snapshot is None or store.raw(reading.snapshot.sha256) == reading.raw
        assert list(store.judgements().items) == said
        assert list(store.verify()) == []
        assert list(store.check_derived(store.derivation())) == []
        copy(store, other)
        assert other.head() == store.head()


@given(st.permutations(range(5)), st.lists(judgements, min_size=5, max_size=5, unique_by=lambda said: said.id))
@settings(deadline=None, max_examples=8)
def test_the_order_in_which_judgements_come_in_does_not_matter(order: list[int], said: list[Judgement]) -> None:
    said = [replace(each, subject="report-1") for each in said]
    states = []
    for one in (said, [said[number] for number in order]):
        with open_store("memory:") as store:
            store.add(batch(reading()))
            for each in one:
                store.add(batch(judgements=[each]))
            kept = store.document("report-1")
            assert kept is not None
            states.append(kept.state)
    assert states[0] == states[1]
