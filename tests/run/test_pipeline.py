from datetime import date

import pytest

import marsad
from marsad import Claim, Document
from marsad.errors import InputError

pytestmark = pytest.mark.usefixtures("fake_extract")

TEXT = "Officials said 5 people were killed in Kayseri. Earlier 2 people were killed."


def test_a_text_gives_its_claims_with_exact_offsets() -> None:
    first, second = marsad.read(TEXT)
    assert (first.kind, first.quantity and first.quantity.value) == ("killed", 5)
    for claim in (first, second):
        claim.evidence[0].check(TEXT)


@pytest.mark.parametrize("published", [None, "2016-12-17", date(2016, 12, 17)])
def test_the_day_may_be_a_date_or_iso(monkeypatch: pytest.MonkeyPatch, published: date | str | None) -> None:
    seen: list[Document] = []

    def extract(documents: list[Document]) -> list[tuple[Document, list[Claim]]]:
        seen.extend(documents)
        return [(document, []) for document in seen]

    monkeypatch.setattr("fakes.extract", extract)
    assert marsad.read("x", published=published, title="T", outlet="O", id="d") == []
    [document] = seen
    assert document.published == (date(2016, 12, 17) if published else None)
    assert (document.id, document.title, document.outlet) == ("d", "T", "O")


def test_a_wrong_day_is_refused() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        marsad.read("x", published="last week")


def test_many_documents_come_out_in_order_and_progress_hears_of_each() -> None:
    documents = [Document(text=f"{n} people were killed", id=str(n)) for n in range(5)]
    heard: list[Document] = []
    results = list(marsad.read_documents(documents, heard.append))
    assert [document for document, _ in results] == heard == documents
    assert [claims[0].document_id for _, claims in results] == ["0", "1", "2", "3", "4"]


def test_the_function_stays_in_its_place_when_the_package_of_that_name_is_used() -> None:
    from marsad.read import jsonl  # noqa: PLC0415 - that is what is tested

    assert callable(marsad.read)
    assert jsonl.__name__ == "marsad.read.jsonl"
