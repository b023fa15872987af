"""Every store does the same."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import pytest

from contract.samples import (
    ALEPPO,
    ARABIC,
    HOMS,
    NOON,
    batch,
    claim,
    document,
    event,
    everything,
    filled,
    judgement,
    place,
    reading,
    resolutions,
    snapshot,
)
from marsad import Claim, Evidence
from marsad.errors import ConflictError, EvidenceError, InputError, StoreError
from marsad.model import Review, Span, Verdict
from marsad.store import (
    Added,
    Box,
    Derivation,
    Named,
    Order,
    Query,
    Reading,
    Store,
    copy,
    name_of,
    open_store,
    revision_of,
)

Empty = Callable[[], Store]


def ids(store: Store, query: Query) -> list[str]:
    """The document ids and kinds of the claims that a query finds."""
    return [f"{kept.claim.document_id} {kept.claim.kind}" for kept in store.claims(query).items]


ALL = ["report-1 attack", "report-1 killed", "report-2 attack", "report-2 killed"]


class TestRecords:
    def test_what_was_added_is_there(self, store: Store) -> None:
        given = reading()
        assert store.add(batch(given)) == Added(documents=1, claims=2)
        kept = store.document("report-1")
        assert kept is not None
        assert kept.document == given.document
        assert kept.snapshots == (given.snapshot,)
        assert kept.origins == ("fake/1",)
        assert kept.added == NOON
        assert [item.claim for item in store.claims().items] == list(given.claims)
        assert given.snapshot is not None
        assert store.raw(given.snapshot.sha256) == ALEPPO.encode()

    def test_what_is_not_there_is_none(self, store: Store) -> None:
        assert store.document("x") is None
        assert store.claim("c-x") is None
        assert store.raw("0" * 64) is None
        assert store.claims().items == ()
        assert store.documents().items == ()
        assert store.head() == (0, "")

    def test_adding_twice_is_adding_once(self, store: Store) -> None:
        filled(store)
        head = store.head()
        later = reading(ALEPPO, "report-1")
        assert later.snapshot is not None
        later = replace(later, snapshot=replace(later.snapshot, retrieved=datetime.fromisoformat("2027-01-01T00:00Z")))
        assert store.add(batch(later, reading(HOMS, "report-2"), minutes=9)) == Added()
        assert store.head() == head

    def test_a_batch_with_itself_twice_is_added_once(self, store: Store) -> None:
        assert store.add(batch(reading(), reading())) == Added(documents=1, claims=2)

    def test_bytes_are_kept_once(self, store: Store) -> None:
        raw = b"both reports in one file"
        store.add(batch(reading(ALEPPO, "report-1", raw), replace(reading(HOMS, "report-2", raw), raw=None)))
        assert store.counts().raw_bytes == len(raw)
        assert list(store.verify()) == []

    def test_bytes_that_are_not_given_must_be_there(self, store: Store) -> None:
        with pytest.raises(StoreError, match="are missing"):
            store.add(batch(replace(reading(), raw=None)))
        with pytest.raises(StoreError, match="not those of its snapshot"):
            store.add(batch(replace(reading(), raw=b"others")))
        assert store.head() == (0, "")

    def test_one_id_stands_for_one_text(self, store: Store) -> None:
        filled(store)
        with pytest.raises(ConflictError, match="report-1 is known with another text"):
            store.add(batch(reading(HOMS, "report-3"), reading(HOMS, "report-1")))
        assert store.document("report-3") is None, "nothing of the batch is kept"
        with pytest.raises(ConflictError):
            store.add(batch(reading(ALEPPO, "new"), reading(HOMS, "new")))

    def test_a_corrected_text_is_kept_beside_the_old_one(self, store: Store) -> None:
        filled(store)
        corrected = revision_of(document(HOMS, "report-1"))
        assert corrected.id == f"report-1~{corrected.text_id[2:10]}"
        new = Reading(document=corrected, origin="fake/1", claims=(claim(corrected, "ten fighters died"),))
        store.add(batch(replace(new, revises="report-1")))
        old, revised = store.document("report-1"), store.document(corrected.id)
        assert old is not None
        assert revised is not None
        assert old.revised_by == corrected.id
        assert revised.revises == "report-1"
        assert [kept.document.id for kept in store.documents().items] == ["report-2", corrected.id]
        assert ids(store, Query()) == [*ALL[2:], f"{corrected.id} killed"]
        assert ids(store, Query(document="report-1", superseded=True)) == ALL[:2]
        assert store.counts().claims == 3
        assert list(store.verify()) == []

    def test_a_correction_may_come_before_what_it_corrects(self, store: Store) -> None:
        store.add(batch(replace(reading(HOMS, "new"), revises="old")))
        store.add(batch(reading(ALEPPO, "old")))
        assert [kept.document.id for kept in store.documents().items] == ["new"]
        assert ids(store, Query()) == ["new attack", "new killed"]

    def test_the_same_text_read_anew_is_a_further_reading(self, store: Store) -> None:
        filled(store)
        html = b"<p>" + ALEPPO.encode()
        given = replace(document(), title="A better title", published=None)
        again = Reading(document=given, snapshot=snapshot(html, "html/2"), raw=html)
        assert store.add(batch(again)) == Added(readings=1)
        kept = store.document("report-1")
        assert kept is not None
        assert kept.document == given
        assert [item.reader for item in kept.snapshots] == ["text/1", "html/2"]
        assert [item.document.id for item in store.documents(Query(text="better")).items] == ["report-1"]
        assert store.documents(Query(text="title of report-1")).items == ()
        assert store.known(["report-1", "x"]).keys() == {"report-1"}
        assert store.known(["report-1"])["report-1"].readings == {name_of(reading()), name_of(again)}

    def test_claims_read_anew_are_kept_beside_the_old_ones(self, store: Store) -> None:
        filled(store)
        of = document()
        attack, killed = reading().claims
        store.add(batch(judgements=[judgement(attack.id, Verdict.REJECT, reason="a rumour")]))
        anew = replace(killed, origin="fake/2", place=None)
        assert anew.id == killed.id
        further = claim(of, "Aleppo", "attack", origin="fake/2")
        added = store.add(
            batch(Reading(document=of, snapshot=snapshot(of.text.encode()), origin="fake/2", claims=(anew, further)))
        )
        assert added == Added(claims=2)
        assert [kept.claim for kept in store.claims(Query(document="report-1")).items] == [attack, anew, further]
        assert store.readings(killed.id) == [killed, anew]
        rejected = store.claim(attack.id)
        assert rejected is not None
        assert rejected.state.status is Review.REJECTED
        store.add(
            batch(
                judgements=[
                    judgement(
                        attack.id, Verdict.UNDO, 1, other=judgement(attack.id, Verdict.REJECT, reason="a rumour").id
                    )
                ]
            )
        )
        assert [kept.claim for kept in store.claims(Query(document="report-1")).items] == [anew, further]
        gone = store.claim(attack.id)
        assert gone is not None, "it is still there, and not current"
        assert gone.claim == attack
        assert store.known(["report-1"])["report-1"].origins == {"fake/1", "fake/2"}
        assert list(store.verify()) == []
        assert list(store.check_derived(Derivation(stamp={}))) == []

    def test_that_nothing_was_found_is_kept_too(self, store: Store) -> None:
        store.add(batch(reading(ARABIC, "report-3")))
        assert store.known(["report-3"])["report-3"].origins == {"fake/1"}

    def test_evidence_must_be_in_the_text(self, store: Store) -> None:
        given = reading()
        wrong = replace(given.claims[0], evidence=(Evidence(Span(1, 4), "not"),))
        with pytest.raises(EvidenceError):
            store.add(batch(reading(HOMS, "report-2"), replace(given, claims=(wrong,))))
        assert store.head() == (0, "")

    def test_claims_must_be_the_documents(self, store: Store) -> None:
        with pytest.raises(ConflictError, match="add it there"):
            store.add(batch(replace(reading(), claims=reading(HOMS, "x").claims)))
        with pytest.raises(ConflictError, match="as read by no one"):
            store.add(batch(replace(reading(), origin="")))

    @pytest.mark.parametrize("name", ["a\0b", "a\nb", "\ud800", "x" * 501])
    def test_ids_that_no_store_could_print_are_refused(self, store: Store, name: str) -> None:
        with pytest.raises(StoreError, match="too long or not printable"):
            store.add(batch(Reading(document=document(name=name))))

    @pytest.mark.parametrize("name", ["../../etc/passwd", "a'; DROP TABLE records; --", "%", "حلب", "a b"])
    def test_other_ids_are_kept_as_they_are(self, store: Store, name: str) -> None:
        store.add(batch(reading(name=name)))
        kept = store.document(name)
        assert kept is not None
        assert kept.document.id == name
        assert ids(store, Query(document=name)) == [f"{name} attack", f"{name} killed"]
        assert store.ids("document", name[:1]) == [name]

    def test_odd_characters_in_texts_are_kept(self, store: Store) -> None:
        text = "a\0b \ud800 killed 3"
        of = replace(document(text), title="t\0t", outlet="o\ud800", locator="l" * 9000)
        store.add(batch(Reading(document=of, origin="fake/1", claims=(claim(of, "killed 3", "k\0"),))))
        kept = store.document(of.id)
        assert kept is not None
        assert kept.document == of
        assert len(store.claims(Query(text="killed")).items) == len(store.documents(Query(text="killed")).items) == 1
        assert len(store.documents(Query(locator=of.locator)).items) == 1
        assert list(store.verify()) == []

    def test_a_claim_is_found_by_its_first_letters(self, store: Store) -> None:
        [first, *_] = filled(store).claims().items
        assert store.ids("claim", first.claim.id[:8]) == [first.claim.id]
        assert len(store.ids("claim", "c-", 10)) == 4
        assert store.ids("claim", "d-") == []

    def test_names_and_documents_of_claims(self, store: Store) -> None:
        listed = filled(store).claims().items
        assert store.names("claim") == [kept.claim.id for kept in listed]
        assert store.names("document") == [kept.document.id for kept in store.documents().items]
        assert store.documents_of([kept.claim.id for kept in listed]) == sorted(
            {each.claim.document_id for each in listed}
        )
        assert store.documents_of(["c-never", "it's"]) == []
        names = [kept.document.id for kept in store.documents().items]
        assert store.claims_of(names) == list(listed)
        assert [kept.claim.document_id for kept in store.claims_of([names[1], "it's"])] == [names[1]] * 2

    def test_a_store_is_as_it_was_after_tidying(self, store: Store) -> None:
        before = filled(store).claims(Query(text="market"))
        store.tidy()
        assert store.claims(Query(text="market")) == before
        assert list(store.verify()) == []

    def test_claims_are_named_in_the_order_asked_for(self, store: Store) -> None:
        names = [kept.claim.id for kept in filled(store).claims().items]
        asked = [names[2], "c-none", names[0], names[2]]
        assert [kept.claim.id for kept in store.claims_named(asked)] == [names[2], names[0]]


class TestLog:
    def test_every_batch_has_a_line_chained_to_the_last(self, store: Store) -> None:
        store.add(batch(reading()))
        store.add(batch(reading(HOMS, "report-2"), minutes=1))
        first, second = store.log()
        assert (first.number, first.previous, first.note, first.records) == (1, "", "a test", 3)
        assert second.previous == first.hash
        assert (second.number, second.hash) == store.head()
        assert store.log(after=1) == [second]
        assert store.log(limit=1) == [first]

    def test_times_are_kept_in_utc(self, store: Store) -> None:
        store.add(replace(batch(reading()), at=datetime.fromisoformat("2026-01-01T14:00+02:00")))
        assert store.log()[0].at == NOON
        with pytest.raises(StoreError, match="names no zone"):
            store.add(replace(batch(reading(HOMS, "x")), at=datetime(2026, 1, 1)))  # noqa: DTZ001 - what is refused


class TestJudgements:
    def test_the_state_of_a_claim_is_what_was_said_of_it(self, store: Store) -> None:
        first = filled(store).claims().items[0].claim
        said = [
            judgement(first.id, Verdict.ACCEPT),
            judgement(first.id, Verdict.EDIT, 1, field="end", value="2021-05-01"),
            judgement(first.id, Verdict.EDIT, 2, field="kind", value="damage"),
            judgement(first.id, Verdict.CORRECT, 3, field="place", value="place:9"),
            judgement(first.id, Verdict.REJECT, 4, reason="a rumour"),
        ]
        assert store.add(batch(judgements=said)) == Added(judgements=5)
        kept = store.claim(first.id)
        assert kept is not None
        assert kept.state.status is Review.REJECTED
        assert kept.state.edits == {"end": "2021-05-01", "kind": "damage"}
        assert kept.state.corrections == {"place": "place:9"}
        assert kept.claim == first
        assert len(store.claims(Query(kinds=("damage",), start=date(2021, 1, 1))).items) == 1
        assert ids(store, Query(statuses=(Review.REJECTED,))) == ALL[:1]
        assert ids(store, Query(statuses=(Review.OPEN,))) == ALL[1:]
        assert store.counts().statuses == {"open": 3, "rejected": 1}

    def test_an_undo_can_be_undone(self, store: Store) -> None:
        first = filled(store).claims().items[0].claim
        reject = judgement(first.id, Verdict.REJECT)
        undo = judgement(first.id, Verdict.UNDO, 1, other=reject.id)
        redo = judgement(first.id, Verdict.UNDO, 2, other=undo.id)
        statuses = []
        for said in (reject, undo, redo):
            store.add(batch(judgements=[said]))
            kept = store.claim(first.id)
            assert kept is not None
            statuses.append(kept.state.status)
        assert statuses == [Review.REJECTED, Review.OPEN, Review.REJECTED]

    def test_a_day_of_publication_can_be_set(self, store: Store) -> None:
        store.add(batch(replace(reading(), document=document(published=None))))
        assert store.documents(Query(start=date(2000, 1, 1))).items == ()
        store.add(batch(judgements=[judgement("report-1", Verdict.PUBLISHED, value="2019-03-05")]))
        [kept] = store.documents(Query(start=date(2019, 3, 5), end=date(2019, 3, 5))).items
        assert kept.state.edits == {"published": "2019-03-05"}
        assert kept.document.published is None
        assert store.claims().items[0].published == date(2019, 3, 5)

    def test_names_are_those_that_were_read_and_those_that_people_set(self, store: Store) -> None:
        first, second = (kept.claim for kept in filled(store).claims(Query(document="report-1")).items)
        store.add(batch(judgements=[judgement(first.id, Verdict.EDIT, field="target", value="Umm Khaled")]))
        read = Named("report-1", {"place": "Aleppo"})
        assert store.named_in(["report-1"]) == [read, Named("report-1", {"target": "Umm Khaled"}), read]
        store.add(batch(judgements=[judgement(second.id, Verdict.EDIT, field="place", value="")]))
        assert store.named_in(["report-1"])[2:] == [read]

    def test_judgements_may_come_before_what_they_are_of(self, store: Store) -> None:
        name = reading().claims[0].id
        store.add(batch(judgements=[judgement(name, Verdict.REJECT), judgement("report-1", Verdict.DEFER)]))
        filled(store)
        assert ids(store, Query(statuses=(Review.REJECTED,))) == ALL[:1]
        assert [kept.document.id for kept in store.documents(Query(statuses=(Review.DEFERRED,))).items] == ["report-1"]

    def test_they_are_listed_by_what_they_are_of(self, store: Store) -> None:
        one, two, *_ = [kept.claim.id for kept in filled(store).claims().items]
        pair = judgement(one, Verdict.SAME, other=two)
        reject = judgement(one, Verdict.REJECT)
        store.add(batch(judgements=[pair, reject]))
        assert store.judgements().items == (pair, reject)
        assert store.judgements([two]).items == (pair,)
        assert store.judgements(verdicts=[Verdict.REJECT]).items == (reject,)
        assert store.judgements_named([reject.id, "j-none", pair.id]) == [reject, pair]
        assert store.ids("judgement", pair.id[:7]) == [pair.id]
        page = store.judgements(limit=1)
        assert page.items == (pair,)
        assert store.judgements(after=page.next).items == (reject,)

    def test_claims_of_a_pair_stay_when_no_extractor_reads_them(self, store: Store) -> None:
        attack, killed = filled(store).claims(Query(document="report-1")).items
        pair = judgement(attack.claim.id, Verdict.SAME, other=killed.claim.id)
        store.add(batch(judgements=[pair]))
        store.add(batch(Reading(document=document(), origin="fake/2")))
        assert ids(store, Query(document="report-1")) == ALL[:2]
        store.add(batch(judgements=[judgement(attack.claim.id, Verdict.UNDO, 1, other=pair.id)]))
        assert ids(store, Query(document="report-1")) == []
        assert list(store.check_derived(Derivation(stamp={}))) == []

    def test_they_are_listed_by_the_entries_that_added_them(self, store: Store) -> None:
        one, two, *_ = (kept.claim.id for kept in filled(store).claims().items)
        entry, _ = store.head()
        said = [
            judgement(one, Verdict.ACCEPT),
            judgement(two, Verdict.REJECT, 1, reason="no"),
            judgement(one, Verdict.DEFER, 2),
        ]
        store.add(batch(judgements=said[:2], minutes=3))
        store.add(batch(judgements=said[2:], minutes=4))
        assert store.judgements_between(0, entry) == {}
        assert store.judgements_between(entry, entry + 1) == {entry + 1: said[:2]}
        assert store.judgements_between(entry, entry + 9) == {entry + 1: said[:2], entry + 2: said[2:]}

    def test_saying_it_twice_is_saying_it_once(self, store: Store) -> None:
        said = judgement("c-1", Verdict.ACCEPT)
        assert store.add(batch(judgements=[said, said])) == Added(judgements=1)
        assert store.add(batch(judgements=[said])) == Added()


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("bombs", ["report-1"]),
            ("BOMBS market", ["report-1"]),
            ("bombs rebels", []),
            ('"barrel bombs"', ["report-1"]),
            ('"bombs barrel"', []),
            ('the "army said"', ["report-2"]),
            ('"army said', ["report-2"]),
            ("said", ["report-1", "report-2"]),
            ("title-of", ["report-1", "report-2", "report-3"]),
            ("of-title", []),
            ("حلب", ["report-3"]),
            ("cafe alayn", ["report-3"]),
            ("kill", []),
            ("!!!", []),
            ("' OR 1=1 --", []),
            ("NOT", []),
            ("killed AND people", []),
            ("%", []),
        ],
    )
    def test_documents_are_found_by_words_and_phrases(self, shelf: Store, text: str, found: list[str]) -> None:
        assert [kept.document.id for kept in shelf.documents(Query(text=text)).items] == found
        assert shelf.count("document", Query(text=text)) == len(found)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("bombs", ALL[:1]),
            ('"people were"', ALL[1:2]),
            ('"were people"', []),
            ("aleppo", ALL),
            ("observatory", []),
        ],
    )
    def test_claims_are_found_by_quotations_and_names(self, shelf: Store, text: str, found: list[str]) -> None:
        assert ids(shelf, Query(text=text)) == found
        assert shelf.count("claim", Query(text=text)) == len(found)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (Query(kinds=("attack",)), [ALL[0], ALL[2]]),
            (Query(kinds=("attack", "killed")), ALL),
            (Query(kinds=("aid",)), []),
            (Query(start=date(2020, 1, 25)), [ALL[1], ALL[3]]),
            (Query(end=date(2020, 1, 24)), [ALL[0], ALL[2]]),
            (Query(start=date(2020, 1, 24), end=date(2020, 1, 25)), ALL),
            (Query(document="report-2"), ALL[2:]),
            (Query(document="none"), []),
            (Query(outlet="Daily"), ALL),
            (Query(outlet="Weekly"), []),
            (Query(locator="report-1.txt"), ALL[:2]),
            (Query(order=Order.NEWEST), ALL[::-1]),
            (Query(order=Order.DAY), [ALL[0], ALL[2], ALL[1], ALL[3]]),
            (Query(text="aleppo", kinds=("killed",), document="report-1", start=date(2020, 1, 1)), [ALL[1]]),
        ],
    )
    def test_claims_are_narrowed(self, shelf: Store, query: Query, found: list[str]) -> None:
        assert ids(shelf, query) == found
        assert shelf.count("claim", query) == len(found)
        kinds = Counter(name.split()[1] for name in found)
        assert shelf.standings(query) == {(kind, Review.OPEN): many for kind, many in kinds.items()}

    def test_open_and_unknown_days(self, store: Store) -> None:
        of = document()
        when = claim(of, "Two", start=date(2020, 1, 24)).when
        assert when is not None
        made: list[Claim] = [
            replace(claim(of, "Two", "dated"), when=when),
            replace(claim(of, "barrel", "since"), when=replace(when, end=None)),
            replace(claim(of, "bombs", "until"), when=replace(when, start=None)),
            replace(claim(of, "hit", "neither"), when=replace(when, start=None, end=None)),
            claim(of, "market", "undated"),
        ]
        store.add(batch(Reading(document=of, origin="fake/1", claims=tuple(made))))

        def kinds(query: Query) -> list[str]:
            return [kept.claim.kind for kept in store.claims(query).items]

        assert kinds(Query(start=date(2021, 1, 1))) == ["since"]
        assert kinds(Query(end=date(2019, 1, 1))) == ["until"]
        assert kinds(Query(start=date(2020, 1, 24), end=date(2020, 1, 24))) == ["dated", "since", "until"]
        assert kinds(Query(order=Order.DAY)) == ["until", "dated", "since", "neither", "undated"]

    def test_claims_are_sorted_by_the_day_of_publication_of_their_report(self, store: Store) -> None:
        for name, day in (("undated", None), ("later", date(2020, 2, 2)), ("earlier", date(2020, 2, 1))):
            of = replace(document(HOMS, name), published=day)
            store.add(batch(Reading(document=of, origin="fake/1", claims=(claim(of, "ten fighters died"),))))

        def order(**narrow: str) -> list[str]:
            found = store.claims(Query(order=Order.PUBLISHED, **narrow))  # type: ignore[arg-type]
            return [kept.claim.document_id for kept in found.items]

        assert order() == ["earlier", "later", "undated"]
        assert order(document="later", text="fighters") == ["later"]
        store.add(batch(judgements=[judgement("undated", Verdict.PUBLISHED, value="2019-03-05")]))
        assert order() == ["undated", "earlier", "later"]

    @pytest.mark.parametrize("order", Order)
    def test_pages_follow_each_other(self, shelf: Store, order: Order) -> None:
        whole = ids(shelf, Query(order=order))
        paged, after = [], ""
        while True:
            page = shelf.claims(Query(order=order), after=after, limit=1)
            paged += [f"{kept.claim.document_id} {kept.claim.kind}" for kept in page.items]
            after = page.next
            if not after:
                break
        assert paged == whole
        assert len(paged) == 4

    @pytest.mark.parametrize("after", ["x", "-1", "1.2020-01-01", "1; DROP", "9" * 40])
    def test_a_cursor_that_is_none_is_refused(self, shelf: Store, after: str) -> None:
        with pytest.raises(InputError, match="is no page of this list"):
            shelf.claims(after=after)
        with pytest.raises(InputError):
            shelf.judgements(after=after)

    def test_counts(self, store: Store) -> None:
        counts = filled(store).counts()
        assert (counts.documents, counts.claims, counts.judgements, counts.entries) == (2, 4, 0, 1)
        assert counts.raw_bytes == len(ALEPPO) + len(HOMS)
        assert counts.kinds == {"attack": 2, "killed": 2}
        assert counts.statuses == {"open": 4}
        assert counts.derived == {}


class TestDerived:
    def test_what_was_derived_is_there(self, store: Store) -> None:
        attack, killed = (kept.claim for kept in filled(store).claims(Query(document="report-1")).items)
        made = event("e-1", [killed, attack])
        found = resolutions(attack)
        store.replace_derived(Derivation(stamp={"head": "1"}, resolutions=found, records=[made]))
        assert store.derived("event").items == (made,)
        assert store.derived("tally").items == ()
        assert store.derived_named("event", ["e-2", "e-1"]) == [made]
        assert store.resolutions([attack.id, killed.id]) == found
        assert store.stamp() == {"head": "1"}
        assert [each.claim for each in store.told(["report-1"])] == [attack, killed]
        assert not any(each.resolutions or each.members for each in store.told(["report-1"]))
        kept = store.claim(attack.id)
        assert kept is not None
        assert kept.resolutions == {item.slot: item for item in found}
        assert kept.members == (("event", "e-1"),)
        assert store.counts().derived == {"event": 1}
        assert store.ids("event", "e-") == ["e-1"]
        assert list(store.check_derived(Derivation(stamp={}, resolutions=found, records=[made]))) == []

    def test_claims_are_found_by_what_they_were_taken_to_be(self, store: Store) -> None:
        claims = [kept.claim for kept in filled(store).claims().items]
        where = [place(1), place(2, -33.5, 179.9), place(3, 10.0, -179.9), place(4, None, None)]
        found = [
            item for each, at in zip(claims, where, strict=True) for item in resolutions(each, at, f"party:{at.id}")
        ]
        store.replace_derived(Derivation(stamp={}, resolutions=found))
        assert ids(store, Query(box=Box(36, 37, 37, 38))) == ALL[:1]
        assert ids(store, Query(box=Box(-90, -180, 90, 180))) == ALL[:3]
        assert ids(store, Query(box=Box(-40, 179, 20, -179))) == ALL[1:3]
        assert ids(store, Query(box=Box(36.2, 37.16, 36.2, 37.16))) == ALL[:1]
        assert ids(store, Query(place="place:2")) == ALL[1:2]
        assert ids(store, Query(place="country:SY")) == ALL
        assert ids(store, Query(place="nowhere")) == []
        assert ids(store, Query(party="party:place:3")) == ALL[2:3]
        assert ids(store, Query(party="party:place:3", slot="actor")) == ALL[2:3]
        assert ids(store, Query(party="party:place:3", slot="target")) == []
        assert ids(store, Query(party="place:1")) == [], "a place is no party"
        assert store.count("claim", Query(place="country:SY", kinds=("killed",))) == 2

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (Query(), ["e-1", "e-2", "e-3"]),
            (Query(order=Order.DAY), ["e-2", "e-1", "e-3"]),
            (Query(text='"barrel bombs"'), ["e-1", "e-3"]),
            (Query(text="bombs barrel"), ["e-1", "e-3"]),
            (Query(start=date(2020, 1, 1)), ["e-1"]),
            (Query(kinds=("violence",)), ["e-1", "e-3"]),
            (Query(grade="confirmed"), ["e-2"]),
            (Query(box=Box(36, 37, 37, 38)), ["e-1", "e-3"]),
            (Query(place="region:aleppo"), ["e-1", "e-3"]),
            (Query(party="party:rebels", slot="actor"), ["e-2"]),
            (Query(document="x", outlet="y"), ["e-1", "e-2", "e-3"]),
        ],
    )
    def test_derived_records_are_narrowed(self, shelf: Store, query: Query, found: list[str]) -> None:
        assert [item.id for item in shelf.derived("event", query).items] == found
        assert shelf.count("event", query) == len(found)

    def test_replacing_drops_what_was_there(self, store: Store) -> None:
        first = filled(store).claims().items[0].claim
        store.replace_derived(
            Derivation(stamp={"a": "1"}, resolutions=resolutions(first), records=[event("e-1", [first])])
        )
        store.replace_derived(Derivation(stamp={"b": "2"}))
        assert store.derived("event").items == ()
        assert store.resolutions([first.id]) == []
        assert store.stamp() == {"b": "2"}
        assert ids(store, Query(box=Box(-90, -180, 90, 180))) == []
        assert ids(store, Query(text="bombs")) == ALL[:1], "the index of records is as it was"

    def test_updating_touches_only_what_it_names(self, store: Store) -> None:
        one, two, *_ = (kept.claim for kept in filled(store).claims().items)
        before = [event("e-1", [one]), event("e-2"), event("e-3", [two])]
        store.replace_derived(
            Derivation(stamp={"n": "1"}, resolutions=resolutions(one) + resolutions(two), records=before)
        )
        moved = resolutions(one, place(2, 10.0, 20.0))[1:]
        changed = event("e-1", [two], title="Something else", grade="fair", latitude=None, start=date(2021, 1, 1))
        store.update_derived(
            Derivation(
                stamp={"n": "2"},
                resolutions=moved,
                records=[changed, event("e-4")],
                gone=[("event", "e-2"), ("event", "never")],
                unresolved=[two.document_id, "d-never"],
            )
        )
        after = [changed, before[2], event("e-4")]
        assert list(store.derived("event").items) == after
        assert store.resolutions([one.id, two.id]) == moved
        assert store.stamp() == {"n": "2"}
        assert ids(store, Query(box=Box(9, 19, 11, 21))) == ALL[:1]
        assert ids(store, Query(party="party:army")) == []
        assert [item.id for item in store.derived("event", Query(text="else")).items] == ["e-1"]
        assert [item.id for item in store.derived("event", Query(text="bombs")).items] == ["e-3", "e-4"]
        assert [kept.members for kept in store.claims_named([one.id, two.id])] == [
            (),
            (("event", "e-1"), ("event", "e-3")),
        ]
        assert list(store.check_derived(Derivation(stamp={}, resolutions=moved, records=after))) == []

    def test_what_rests_on_claims_is_found_by_them(self, store: Store) -> None:
        one, two, three, *_ = (kept.claim for kept in filled(store).claims().items)
        made = [event("e-1", [one]), event("e-2", [one, two]), event("e-3", [three])]
        store.replace_derived(Derivation(stamp={}, records=made))
        assert store.derived_of([one.id, two.id, "c-never"]) == made[:2]
        assert store.derived_of([]) == []
        assert store.names("event") == ["e-1", "e-2", "e-3"]
        assert store.names("event", Query(kinds=("none",))) == []

    def test_what_is_derived_of_an_unknown_claim_is_refused(self, store: Store) -> None:
        first = filled(store).claims().items[0].claim
        store.replace_derived(Derivation(stamp={"n": "1"}))
        strange = replace(first, document_id="other")
        for wrong in (
            Derivation(stamp={}, resolutions=resolutions(strange)),
            Derivation(stamp={}, records=[event("e", [strange])]),
        ):
            with pytest.raises(StoreError, match="which the ledger does not have"):
                store.replace_derived(wrong)
        assert store.stamp() == {"n": "1"}

    def test_what_is_derived_twice_is_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="derived twice"):
            store.replace_derived(Derivation(stamp={}, records=[event("e-1"), event("e-1")]))

    def test_differences_are_named(self, store: Store) -> None:
        first = filled(store).claims().items[0].claim
        store.replace_derived(
            Derivation(stamp={}, resolutions=resolutions(first), records=[event("e-1"), event("e-2")])
        )
        fresh = Derivation(
            stamp={},
            resolutions=resolutions(first, place(2)),
            records=[event("e-1", title="Another"), event("e-3")],
        )
        said = {(fault.where, fault.what.partition(";")[0]) for fault in store.check_derived(fresh)}
        assert said == {
            (f"resolutions of {first.id}", "it is not what the records come to"),
            ("event e-1", "it is not what the records come to"),
            ("event e-2", "the records do not come to it"),
            ("event e-3", "it is missing"),
        }


class TestCopies:
    def test_a_copy_loses_nothing(self, store: Store, empty: Empty) -> None:
        everything(store)
        target = empty()
        assert copy(store, target) == 3
        assert target.head() == store.head()
        assert list(target.verify()) == []
        assert target.documents().items == store.documents().items
        assert target.claims(Query(superseded=True)).items == store.claims(Query(superseded=True)).items
        assert target.judgements().items == store.judgements().items
        assert target.derived("event").items == store.derived("event").items
        assert target.counts() == store.counts()
        assert target.stamp() == store.stamp()
        assert list(target.check_derived(store.derivation())) == []

    def test_a_copy_goes_from_any_store_to_any_other(self, store: Store) -> None:
        everything(store)
        with open_store("memory:") as target, open_store("memory:") as back:
            copy(store, target)
            copy(target, back)
            assert back.head() == store.head()
            assert [kept.claim for kept in back.claims().items] == [kept.claim for kept in store.claims().items]

    def test_a_copy_is_brought_up_to_date(self, store: Store, empty: Empty) -> None:
        target = empty()
        store.add(batch(reading()))
        assert copy(store, target) == 1
        store.add(batch(reading(HOMS, "report-2")))
        assert copy(store, target) == 1
        assert copy(store, target) == 0
        assert target.head() == store.head()

    def test_a_ledger_with_other_records_is_no_target(self, store: Store, empty: Empty) -> None:
        target = empty()
        filled(store)
        target.add(batch(reading(HOMS, "other")))
        with pytest.raises(StoreError, match="holds other records"):
            copy(store, target)

    def test_an_entry_that_was_tampered_with_is_refused(self, store: Store, empty: Empty) -> None:
        filled(store)
        [entry] = store.entries()
        forged = replace(
            entry, records=(replace(entry.records[0], body=entry.records[0].body + b"x"), *entry.records[1:])
        )
        target = empty()
        with pytest.raises(StoreError, match="damaged"):
            target.append(forged)
        assert target.head() == (0, "")


class TestThreads:
    def test_writers_wait_for_each_other_and_readers_for_nobody(self, store: Store) -> None:
        def write(name: str) -> list[int]:
            seen = []
            for number in range(5):
                store.add(batch(reading(f"{name} says {number} people were killed.", f"{name}-{number}")))
                seen.append(store.counts().documents)
            return seen

        with ThreadPoolExecutor(3) as pool:
            seen = list(pool.map(write, ["one", "two", "three"]))
        assert all(each == sorted(set(each)) for each in seen)
        assert store.counts().documents == store.counts().entries == 15
        assert list(store.verify()) == []
        assert list(store.check_derived(Derivation(stamp={}))) == []


class TestOpening:
    def test_a_store_is_found_again(self, locator: Callable[[], str]) -> None:
        where = locator()
        if where == "memory:":
            pytest.skip("memory is not found again, which is its purpose")
        with open_store(where, create=True) as store:
            filled(store)
        with open_store(where) as store:
            assert ids(store, Query()) == ALL
        with open_store(where, create=True) as store:
            assert store.head()[0] == 1

    def test_where_nothing_is_nothing_is_opened(self, locator: Callable[[], str]) -> None:
        where = locator()
        if where == "memory:":
            pytest.skip("memory is always there")
        with pytest.raises(StoreError, match=r"There is no ledger .* make one with: marsad init"):
            open_store(where)


def test_what_is_found_can_be_narrowed_to_some_however_many(store: Store) -> None:
    filled(store)
    [first, *_, last] = [kept.claim.id for kept in store.claims().items]
    both = [f"{kept.claim.document_id} {kept.claim.kind}" for kept in store.claims_named([first, last])]
    many = tuple(f"c-{number}" for number in range(70_000))
    assert ids(store, Query(ids=(*many, last, first))) == both
    assert store.count("claim", Query(ids=(last, "it's"))) == 1
    assert store.count("document", Query(ids=("report-2",))) == 1
    assert ids(store, Query(ids=())) == []


class TestClaimsByHand:
    """A person's claim is a reading of its own, current as long as a judgement of it stands."""

    def test_it_stands_beside_what_was_read(self, store: Store) -> None:
        filled(store)
        made = by_hand(store)
        assert [kept.claim.id for kept in store.claims(Query(document="report-1")).items][2:] == [made.id]
        kept = store.claim(made.id)
        assert kept is not None
        assert kept.claim == made
        assert kept.state.status is Review.ACCEPTED
        assert ids(store, Query(text="hit a market")) == ["report-1 attack", "report-1 damage"]
        assert store.counts().claims == 5
        assert not list(store.verify())

    def test_undoing_takes_it_away_and_nothing_else(self, store: Store) -> None:
        filled(store)
        made = by_hand(store)
        undo = judgement(made.id, Verdict.UNDO, 2, other=judgement(made.id, Verdict.CLAIM, 1).id)
        store.add(batch(judgements=[undo], minutes=2))
        assert ids(store, Query()) == ALL
        again = judgement(made.id, Verdict.UNDO, 3, other=undo.id)
        store.add(batch(judgements=[again], minutes=3))
        assert len(ids(store, Query())) == len(ALL) + 1

    def test_no_extraction_replaces_it(self, store: Store) -> None:
        filled(store)
        made = by_hand(store)
        store.add(batch(reading(origin="fake/2"), minutes=2))
        current = [kept.claim for kept in store.claims(Query(document="report-1")).items]
        assert {each.origin for each in current} == {"fake/2", made.origin}
        assert len(current) == 3

    def test_it_is_the_same_in_a_copy_and_after_rebuilding(self, store: Store, empty: Empty) -> None:
        filled(store)
        by_hand(store)
        other = empty()
        copy(store, other)
        other.replace_derived(Derivation(stamp={}))
        assert [kept.claim for kept in other.claims().items] == [kept.claim for kept in store.claims().items]
        assert not list(other.check_derived(Derivation(stamp={})))

    def test_without_a_judgement_it_is_not_current(self, store: Store) -> None:
        filled(store)
        given = reading()
        origin = "person/ana/1"
        store.add(batch(replace(given, origin=origin, claims=(claim(given.document, "market", origin=origin),))))
        assert ids(store, Query()) == ALL


def by_hand(store: Store) -> Claim:
    """Add a claim that ana made of words that an extractor read otherwise."""
    given = reading()
    made = claim(given.document, "hit a market in Aleppo", "damage", origin="person/ana/1")
    said = judgement(made.id, Verdict.CLAIM, 1)
    store.add(batch(replace(given, origin=made.origin, claims=(made,)), judgements=[said], minutes=1))
    return made


def test_judged_claims_are_counted_by_who_is_named(store: Store) -> None:
    first, second = reading().claims[0], reading(HOMS, "report-2").claims[0]
    store.add(batch(reading(), reading(HOMS, "report-2")))
    store.replace_derived(Derivation(stamp={}, resolutions=[*resolutions(first), *resolutions(second)]))
    slot = resolutions(first)[0].slot
    [entity] = resolutions(first)[0].entities
    assert store.judged(slot) == {}
    said = [judgement(first.id, Verdict.ACCEPT), judgement(second.id, Verdict.REJECT, reason="no")]
    store.add(batch(judgements=said, minutes=1))
    assert store.judged(slot) == {entity: {Review.ACCEPTED: 1, Review.REJECTED: 1}}
    assert store.judged("target") == {}
