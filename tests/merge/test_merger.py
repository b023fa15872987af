import random
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from marsad.merge import Merger, explain
from marsad.model import Judgement, Known, Verdict
from merge.world import LINEAGE, archives, law, merged, merger

NOW = datetime(2021, 1, 1, tzinfo=UTC)
Archive = list[list[Known]]


def judged(verdict: Verdict, left: Known, right: Known) -> Judgement:
    return Judgement(subject=left.claim.id, other=right.claim.id, verdict=verdict, by="a", at=NOW)


def flat(archive: Archive) -> list[Known]:
    return [known for claims in archive for known in claims]


@law
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_reports_and_claims_does_not_matter(archive: Archive, rng: random.Random) -> None:
    shuffled = flat(archive)
    rng.shuffle(shuffled)
    assert merged(shuffled) == merged(flat(archive))


@law
@given(archives(), st.data())
def test_adding_bit_by_bit_comes_to_the_same_as_all_at_once(archive: Archive, data: st.DataObject) -> None:
    claims = flat(archive)
    bits = data.draw(st.lists(st.integers(0, 3), min_size=len(claims), max_size=len(claims)))
    growing = Merger(LINEAGE)
    for bit in range(4):
        growing.add(known for known, when in zip(claims, bits, strict=True) if when == bit)
    assert growing.merged() == merged(claims)


@law
@given(archives())
def test_adding_twice_is_adding_once(archive: Archive) -> None:
    twice = merger(*archive)
    twice.add(archive[0])
    assert twice.merged() == merged(*archive)


@law
@given(archives(), st.data())
def test_what_no_longer_counts_leaves_no_trace(archive: Archive, data: st.DataObject) -> None:
    claims = flat(archive)
    kept = data.draw(st.lists(st.booleans(), min_size=len(claims), max_size=len(claims)))
    left = [known for known, keep in zip(claims, kept, strict=True) if keep]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(claims), st.sampled_from(claims)), max_size=3))
    judgements = [judged(Verdict.SAME, *pair) for pair in pairs if pair[0] is not pair[1]]
    growing = Merger(LINEAGE, judgements)
    growing.add(claims)
    growing.add(left, instead={known.claim.document_id for known, keep in zip(claims, kept, strict=True) if not keep})
    fresh = Merger(LINEAGE, judgements)
    fresh.add(left)
    assert growing.merged() == fresh.merged()


@law
@given(archives())
def test_what_goes_on_from_a_merger_leaves_it_as_it_was(archive: Archive) -> None:
    first = Merger(LINEAGE)
    first.add(archive[0])
    before = first.merged()
    later = first.successor()
    later.add(flat(archive[1:]), instead={archive[0][0].claim.document_id} if archive[0] else ())
    assert first.merged() == before
    assert later.merged() == merged(*archive[1:])


@law
@given(archives())
def test_every_claim_is_in_one_event_or_among_totals_or_set_aside_with_a_reason(archive: Archive) -> None:
    found = merged(*archive)
    places = [claim for event in found.events for claim in event.claim_ids]
    places += [claim for toll in found.tolls for claim in set(toll.claim_ids)]
    places += [aside.claim_id for aside in found.asides]
    assert sorted(places) == sorted({known.claim.id for known in flat(archive)})
    assert all(aside.because for aside in found.asides)


@law
@given(archives())
def test_what_one_report_tells_apart_is_never_one_event(archive: Archive) -> None:
    engine = merger(*archive)
    for event in engine.merged().events:
        accounts = {account.id: account for claim in event.claim_ids if (account := engine.account(claim))}
        documents = [account.document_id for account in accounts.values()]
        assert len(documents) == len(set(documents))


@law
@given(archives())
def test_no_two_accounts_of_an_event_contradict(archive: Archive) -> None:
    engine = merger(*archive)
    for event in engine.merged().events:
        accounts = {account.id: account for claim in event.claim_ids if (account := engine.account(claim))}
        scores = [engine.scorer.across(left, right) for left, right in combinations(accounts.values(), 2)]
        assert float("-inf") not in scores


@law
@given(archives())
def test_links_hold_an_event_together(archive: Archive) -> None:
    for event in merged(*archive).events:
        linked = {each for link in event.links for each in (link.left, link.right)}
        assert linked <= set(event.claim_ids)
        assert not event.links or len(linked) == len(event.links) + 1


@law
@given(archives(), st.data())
def test_judgements_are_hard_constraints(archive: Archive, data: st.DataObject) -> None:
    engine = merger(*archive)
    inside = [known for known in flat(archive) if engine.event(known.claim.id)]
    if len(inside) < 2:
        return
    left, right = data.draw(st.sampled_from(inside)), data.draw(st.sampled_from(inside))
    if left.claim.id == right.claim.id:
        return
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        constrained = Merger(LINEAGE, [judged(verdict, left, right)])
        constrained.add(flat(archive))
        told = explain(constrained, left.claim.id, right.claim.id)
        assert told.together is (verdict is Verdict.SAME)
        assert told.judgement_id


@law
@given(archives(), st.data())
def test_every_pair_can_be_explained(archive: Archive, data: st.DataObject) -> None:
    engine = merger(*archive)
    left, right = (data.draw(st.sampled_from(flat(archive))).claim.id for _ in "ab")
    told = explain(engine, left, right)
    assert told.because
    event = engine.event(left)
    assert told.together is (event is not None and event == engine.event(right))
