import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon import load
from marsad.resolve.places_phrase import kinds_of, parse

EXAMPLES = [(example["text"], example["read"]) for example in load("gazetteer/phrases.yml")["examples"]]


@pytest.mark.parametrize(("text", "read"), EXAMPLES)
def test_examples_of_the_data_file(text: str, read: str) -> None:
    assert str(parse(text, lambda _name: False)) == read


@pytest.mark.parametrize("name", ["Northern Ireland", "Bosnia and Herzegovina", "Eastern Ghouta", "Old City of Homs"])
def test_a_name_that_is_known_is_not_taken_apart(name: str) -> None:
    assert str(parse(name, lambda words: words == name)) == f"name({name})"


def test_names_whose_commas_were_lost_are_told_apart() -> None:
    known = {"Harga", "Konga", "Tell Zeman", "Port Ulla"}
    read = parse("Harga Konga Tell Zeman and Port Ulla", lambda words: words in known)
    assert str(read) == "name(Harga) + name(Konga) + name(Tell Zeman) + name(Port Ulla)"


@given(st.text(st.sampled_from(list("Harg ao,;'’-.()“”5kmnear of thebetwdsu\n")), max_size=40))
def test_any_words_are_read(text: str) -> None:
    assert parse(text, lambda _name: False) is not None


@pytest.mark.parametrize(
    ("word", "kind"),
    [("province", "region"), ("Governorates", "region"), ("villages", "town"), ("cities", "town"), ("dam", "dam")],
)
def test_words_for_kinds(word: str, kind: str) -> None:
    assert kind in kinds_of(word)


def test_other_words_are_no_kinds() -> None:
    assert not kinds_of("army")
