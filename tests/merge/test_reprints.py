"""Texts that copy one another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.merge import find_reprints
from marsad.model import Claim, Document, Evidence, Span
from merge.world import law

FIRST = (
    "Shelling hit the market of Alma on Tuesday morning and killed at least twelve people, the mayor of the town said. "
    "Rescuers pulled nine wounded traders from under the stalls while more rounds fell on the road to Brel. "
    "The army did not comment on the attack, which was the third on the market since the spring."
)
OTHER = (
    "Delegates of both sides met in the capital for a second round of talks about prisoners. "
    "The envoy called the meeting useful and said that a third round would follow before the end of the month."
)
SHARED = FIRST.split(". ")[1] + "."


def document(name: str, text: str, day: int = 1, outlet: str = "") -> Document:
    return Document(id=name, text=text, published=date(2020, 5, day), outlet=outlet)


def claim(name: str, start: int, end: int) -> Claim:
    return Claim(document_id=name, kind="killed", evidence=(Evidence(Span(start, end), "x"),))


def test_a_reprint_is_a_copy_of_the_earliest_print_with_its_overlap() -> None:
    found = find_reprints([document("b", FIRST.replace("traders", "people"), 2), document("a", FIRST, 1, "wire")])
    copy = found.documents["b"]
    assert (copy.original, copy.outlet) == ("a", "wire")
    assert 0.7 <= copy.overlap < 1
    assert found.of(claim("b", 0, 5)) == copy
    assert found.of(claim("a", 0, 5)) is None


def test_a_lead_in_front_does_not_hide_a_reprint() -> None:
    lead = "Photograph by our correspondent of the market square in Alma. "
    assert find_reprints([document("a", FIRST), document("b", lead + FIRST, 2)]).documents["b"].original == "a"


def test_a_single_sentence_is_found_in_another_report() -> None:
    text = f"{OTHER} {SHARED}"
    found = find_reprints([document("a", FIRST), document("b", text, 2)])
    assert not found.documents
    at = text.index("Rescuers")
    copy = found.of(claim("b", at, at + 20))
    assert copy
    assert copy.original == "a"
    assert found.of(claim("b", 0, 20)) is None
    here = FIRST.index("Rescuers")
    assert found.texts(claim("b", at, at + 20)) == found.texts(claim("a", here, here + 20)) != frozenset()


def test_short_sentences_and_other_texts_are_no_copies() -> None:
    found = find_reprints(
        [document("a", FIRST + " He did not elaborate."), document("b", OTHER + " He did not elaborate.")]
    )
    assert not found.documents
    assert not found.sentences


def test_case_and_punctuation_do_not_count() -> None:
    found = find_reprints([document("a", FIRST), document("b", FIRST.upper().replace(",", ""), 2)])
    assert found.documents["b"].overlap == 1


@pytest.mark.parametrize("text", ["", "...", "One."])
def test_texts_of_next_to_nothing_are_read(text: str) -> None:
    assert find_reprints([document("a", text), document("b", OTHER)]).documents == {}


@law
@given(st.permutations(range(5)), st.lists(st.integers(1, 3), min_size=5, max_size=5))
def test_the_order_of_documents_does_not_matter(order: list[int], days: list[int]) -> None:
    texts = [FIRST, OTHER, f"{OTHER} {SHARED}", FIRST.replace("traders", "people"), FIRST]
    documents = [document(f"d{number}", text, days[number]) for number, text in enumerate(texts)]
    assert find_reprints(documents[number] for number in order) == find_reprints(documents)
